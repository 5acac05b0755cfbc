"""One item of a sitting while it is recorded: why it is there, what is recommended, and its actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cards.actions.action_words import ActionLine, standing
from cards.elements import Container, ExecuteAction
from cards.parts import address, button, buttons, day, finish, heading, outcome, plain, section, words
from cards.recording.record_words import why_here


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with one page of the actions that go with it. `child` is false at an action review."""

    item: int
    version: int
    sitting: int
    on: date
    title: str
    manager: str
    state: str
    because: str
    clause: str
    child: bool = True
    may_record: bool = True  # the sitting is published and its day has come
    due: date | None = None
    recommendation: str = ""
    reason: str = ""
    beside: tuple[tuple[str, str], ...] = ()  # what else was recorded, each with its title
    panel: str = ""  # which, where there are several
    referred: tuple[tuple[str, str], ...] = ()  # what the referral to the panel says, each view with its name
    together: tuple[str, ...] = ()  # labels of the siblings on the same agenda
    actions: tuple[ActionLine, ...] = ()
    page: int = 0
    pages: int = 1
    next_item: int | None = None
    record_page: int = 0  # of the sitting's record, on which it stands
    line: str = ""


def draw(view: ItemView) -> dict[str, Any]:
    """Why it is on the agenda, what was recorded, the actions, and what may be recorded next."""
    due = f" Due {day(view.due)}." if view.due else ""
    why = why_here(view.manager, view.because, view.clause)
    body = [
        *outcome(view.line),
        heading(f"{plain(view.title)}, {plain(view.panel or 'panel')} of {day(view.on)}"),
        words(plain(f"{why}{due}"), subtle=True),
        *_referred(view),
        *([words(plain(f"Discussed together with {', '.join(view.together)}."))] if view.together else []),
        *(words(plain(text), bold=bold) for text, bold in _recorded(view)),
        *_actions(view),
    ]
    return finish(body, _buttons(view), said="One item of a sitting, to be recorded.")


def _referred(view: ItemView) -> list[Any]:
    if not view.referred:
        return []
    return [section("The referral", [words(f"{plain(name)}: {plain(text)}") for name, text in view.referred])]


def _recorded(view: ItemView) -> list[tuple[str, bool]]:
    if view.state == "deferred":
        return [(f"Not heard: {view.reason}", True)]
    if view.recommendation:
        beside = [(f"{title}: {text}", False) for title, text in view.beside]
        return [(f"The panel recommends: {view.recommendation}", True), (f"Because: {view.reason}", False), *beside]
    if view.state == "heard":
        return [("Reviewed.", True)]
    return [("Not recorded yet.", True)]


def _actions(view: ItemView) -> list[Any]:
    if not view.actions:
        return [words("No action.")]
    page = f", page {view.page + 1} of {view.pages}" if view.pages > 1 else ""
    shown = [section(f"Actions{page}", [_row(view, action) for action in view.actions])]
    if view.page + 1 < view.pages:
        more = button("More actions", "open_item", {"id": view.item, "page": view.page + 1})
        return [*shown, buttons([more])]
    return shown


def _row(view: ItemView, action: ActionLine) -> Container:
    data = {
        "of": address("action", action.id),
        "id": action.id,
        "version": action.version,
        "back": f"item:{view.item}:{view.page}",
    }
    row = [button("Open", "open_action", data)]
    if action.is_open:
        row.append(button("Done", "complete_action", data))
    said = action.text if view.child else f"{action.child}: {action.text}"
    items = [*standing(action, said), buttons(row)]
    return Container(separator=True, items=items)


def _buttons(view: ItemView) -> list[ExecuteAction]:
    data = {"of": address("sitting", view.sitting), "id": view.item, "version": view.version}
    record = {"of": address("sitting", view.sitting), "id": view.sitting, "page": view.record_page}
    return [
        *(_recording(view, data) if view.may_record else []),
        *_next(view),
        *(_instead(view, data) if view.may_record else []),
        button("Back to the sitting", "open_record", record, secondary=True),
    ]


def _recording(view: ItemView, data: dict[str, Any]) -> list[ExecuteAction]:
    if not view.child:
        return [button("Reviewed", "mark_reviewed", data, style="positive")] if view.state != "heard" else []
    if view.state == "listed":
        shown = [button("Record", "open_record_child", data, style="positive")]
    else:
        again = "Change the recommendation" if view.recommendation else "Record the recommendation"
        shown = [button(again, "open_recommendation", data)]
    return shown if view.state == "deferred" else [*shown, button("Agree an action", "open_agree_action", data)]


def _next(view: ItemView) -> list[ExecuteAction]:
    """The next that waits; of a child, the form that records it."""
    if not view.next_item:
        return []
    return [button("Next on the agenda", "open_record_child" if view.child else "open_item", {"id": view.next_item})]


def _instead(view: ItemView, data: dict[str, Any]) -> list[ExecuteAction]:
    shown = []
    if view.child and view.state == "listed":
        shown.append(button("Record with differing views", "open_recommendation", data, secondary=True))
    if view.state != "deferred":
        shown.append(button("Not heard", "open_defer_item", data, secondary=True))
    return shown


_ACTIONS = (
    ActionLine(4, 1, "C-0007 (AB)", "Ask the school for a report.", "Wren Worker", "open", date(2026, 3, 5), 5),
    ActionLine(31, 1, "C-0007 (AB)", "Book the family network meeting.", "Erin East", "open", date(2026, 3, 26)),
)
_WHY = "6 weeks after entering care on 5 February 2026"

EXAMPLES = {
    "not-recorded": ItemView(
        11, 1, 3, date(2026, 3, 12), "C-0007 (AB)", "Erin East", "listed", _WHY, "BCP-3.1", due=date(2026, 3, 19)
    ),
    "referred": ItemView(
        11,
        1,
        3,
        date(2026, 3, 13),
        "C-0007 (AB)",
        "Erin East",
        "listed",
        "The first sitting still open to a referral after the panel referral made on 5 March 2026",
        "WS-10",
        panel="Permanency Panel",
        referred=(("The child's views", "Wants to stay."), ("The IRO's views", "Agrees with the plan.")),
    ),
    "recorded": ItemView(
        11,
        2,
        3,
        date(2026, 3, 12),
        "C-0007 (AB)",
        "Erin East",
        "heard",
        _WHY,
        "BCP-3.1",
        recommendation="Assess the grandmother as a connected carer beside the adoption plan.",
        reason="She came forward last week and the child knows her well.",
        beside=(
            ("Views differed", "The guardian would rather wait for the hearing."),
            ("To be resolved", "The team manager meets the guardian on 20 March 2026."),
        ),
        together=("C-0008 (CD)",),
        actions=_ACTIONS,
        next_item=12,
        line="Action agreed: Book the family network meeting.",
    ),
    "not-heard": ItemView(
        12,
        2,
        3,
        date(2026, 3, 12),
        "C-0011 (CD)",
        "Erin East",
        "deferred",
        _WHY,
        "BCP-3.1",
        reason="The team manager was called to court.",
    ),
    "action-review": ItemView(
        21,
        1,
        4,
        date(2026, 4, 23),
        "Erin East",
        "Erin East",
        "listed",
        "2 open actions, 1 of them overdue",
        "BCP-6.2",
        child=False,
        actions=_ACTIONS,
        pages=2,
    ),
    "closed": ItemView(
        11,
        3,
        3,
        date(2026, 3, 12),
        "C-0007",
        "Erin East",
        "heard",
        _WHY,
        "BCP-3.1",
        may_record=False,
        recommendation="Go on with the plan.",
        reason="It is on time.",
    ),
}
