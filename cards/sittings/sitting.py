"""The sitting everyone sees: date, time and theme, who is invited and what they answered, the slots as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cards.elements import CardElement, ExecuteAction
from cards.looks import AGAINST, NEAR, WELL, Cell, state, table
from cards.parts import LONDON, address, button, facts, finish, heading, moment, outcome, plain, section, span, words
from cards.sittings.sitting_head import ACTION_REVIEW, SittingHead
from permanence.explain import counted, on_day

STATES = {
    "invited": ("Not answered yet", NEAR),
    "accepted": ("Accepted", WELL),
    "declined": ("Declined", AGAINST),
}


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A slot: who presents whom in it; both empty when it is free."""

    starts_at: datetime
    ends_at: datetime
    label: str = ""
    manager: str = ""
    missing: int | None = None  # lines of the preparation not ready; None where nothing is asked for

    @property
    def is_free(self) -> bool:
        return not self.manager


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What a manager answered; `by` is whoever answered for them, empty when they did."""

    manager: str
    state: str
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class SittingView:
    """A published sitting as it stands."""

    sitting: int
    version: int
    head: SittingHead
    closed: bool
    slots: tuple[SlotLine, ...]
    answers: tuple[AnswerLine, ...]
    stood_down: bool = False
    reopened: bool = False  # closed, and its record open again
    also: tuple[str, ...] = ()  # seats for some of the children only: Virtual School (C-1002, C-1007)
    in_channel: bool = False  # what answers a publish: the slots and answers stand on the card in the channel
    line: str = ""


def draw(view: SittingView) -> dict[str, Any]:
    """The afternoon as facts, the slots in order, the answers in words."""
    of = {"of": address("sitting", view.sitting), "id": view.sitting, "version": view.version}
    free = [slot for slot in view.slots if slot.is_free]
    actions = []
    if free and not view.closed and not view.head.action_review and not view.stood_down:
        actions.append(button("Offer a free slot", "show_offer_form", of))
    if not view.closed and not view.stood_down and any(one.state == "invited" for one in view.answers):
        actions.append(button("Remind who has not answered", "show_unanswered", {**of, "page": 0}, secondary=True))
    # The summary shows a closed sitting; an open one is recorded from here on its day.
    record = {"of": address("sitting", view.sitting), "id": view.sitting}
    if view.closed:
        actions += _afterwards(view, record)
    if not view.closed and not view.stood_down:
        actions.append(button("Record the sitting", "open_record", record, secondary=True))
        actions.append(button("Move or stand down", "show_move_form", of, secondary=True))
    body = [
        *outcome(view.line),
        heading(f"{view.head.panel}: {view.head.when}"),
        facts(_sitting(view, len(free))),
        *_slots(view),
    ]
    return finish(body, actions, said="A sitting of the panel: its slots and who is invited.", full_width=True)


def _afterwards(view: SittingView, record: dict[str, Any]) -> list[ExecuteAction]:
    """What a sitting that was held is looked up for."""
    correct = "open_record" if view.reopened else "show_reopen_form"
    return [
        button("Summary", "show_again", {"of": address("summary", view.sitting)}),
        button("Confirm uploads", "open_uploads", record, secondary=True),
        button("Correct the record", correct, record, secondary=True),
        button("Past sittings", "show_past_sittings", {"page": 0}, secondary=True),
    ]


def _sitting(view: SittingView, free: int) -> list[tuple[str, str]]:
    kind = ACTION_REVIEW if view.head.action_review else "review of children"
    known = [("Kind", f"{kind} ({view.head.clause})"), *view.head.theme_fact]
    if view.stood_down:
        return [*known, ("Standing", "stood down; its children come first at the next sitting")]
    held = "held; its record is open again to be corrected" if view.reopened else "held; this record is closed"
    known.append(("Standing", held if view.closed else "published"))
    if view.closed:
        on = view.head.starts_at.astimezone(LONDON).date()
        known.append(("Minutes", f'say "minutes {on_day(on)}" in your own chat for the file'))
    known.append(("Free slots", str(free) if free else "none"))
    return known


def _slots(view: SittingView) -> list[CardElement]:
    if view.in_channel and not view.stood_down:
        invited = counted(len(view.answers), "invitation")
        return [words(f"The sitting is in the channel, with {invited} as replies to it.")]
    if view.stood_down:
        return []
    titles = [("Time", 3), ("Child", 3), ("Presented by", 4)]
    slots = table(titles, [_slot(slot) for slot in view.slots])
    if view.head.action_review:
        slots = table(
            [("Time", 3), ("Team manager", 5)], [[cell for cell in _slot(slot) if cell] for slot in view.slots]
        )
    return [section("Slots", [slots]), *also_invited(view.also), *_answers(view)]


def also_invited(also: tuple[str, ...]) -> list[CardElement]:
    """Who is there for some of the children only."""
    return [words(f"Also invited for these children: {plain('; '.join(also))}.")] if also else []


def _slot(slot: SlotLine) -> list[Cell]:
    times = span(slot.starts_at, slot.ends_at)
    if slot.is_free:
        return [times, "free", ""]
    prepared = [] if slot.missing is None else [words(_prepared(slot.missing), subtle=True)]
    return [times, plain(slot.label), [words(plain(slot.manager)), *prepared]]


def _prepared(missing: int) -> str:
    things = "1 thing is" if missing == 1 else f"{missing} things are"
    return f"not ready, {things} missing" if missing else "ready"


def _answers(view: SittingView) -> list[CardElement]:
    if not view.answers:
        return []
    answers: list[list[Cell]] = [[plain(one.manager), _answer(one)] for one in view.answers]
    return [section("Invited", [table([("Team manager", 3), ("Answer", 5)], answers)])]


def _answer(answer: AnswerLine) -> list[CardElement]:
    said = f"on {moment(answer.at)}" if answer.at else ""
    said += f"{', ' if said else ''}answered by {plain(answer.by)}" if answer.by else ""
    return [state(*STATES[answer.state]), *([words(said, subtle=True)] if said else [])]


def _at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, 12, hour, minute, tzinfo=UTC)


_SLOTS = (
    SlotLine(_at(14), _at(14, 20), "C-1042 (AB)", "Erin East", 1),
    SlotLine(_at(14, 20), _at(14, 40), "C-1077 (KM)", "Erin East", 0),
    SlotLine(_at(14, 40), _at(15), "C-1013 (TJ)", "Will West"),
    SlotLine(_at(15), _at(15, 20)),
)
_ANSWERED = datetime(2026, 3, 9, 10, 5, tzinfo=UTC)
EXAMPLES = {
    "published": SittingView(
        3,
        2,
        SittingHead("Permanence panel", _at(14), _at(17), "Children whose placements are unstable", False, "BCP-4.1"),
        False,
        _SLOTS,
        (AnswerLine("Erin East", "invited"), AnswerLine("Will West", "invited")),
        also=("Virtual School (C-1042, C-1077)", "Aspire Adoption (C-1013)"),
    ),
    "answered": SittingView(
        3,
        6,
        SittingHead("Permanence panel", _at(14), _at(17), "", False, "BCP-4.1"),
        False,
        (*_SLOTS[:2], SlotLine(_at(14, 40), _at(15)), _SLOTS[3]),
        (
            AnswerLine("Erin East", "accepted", _ANSWERED),
            AnswerLine("Will West", "declined", _ANSWERED, "Sam Support"),
        ),
        line="Sam Support published this agenda on Mon 9 March 2026, 09:40.",
    ),
    "just-published": SittingView(
        3,
        2,
        SittingHead("Permanence panel", _at(14), _at(17), "Children whose placements are unstable", False, "BCP-4.1"),
        False,
        _SLOTS,
        (AnswerLine("Erin East", "invited"), AnswerLine("Will West", "invited")),
        in_channel=True,
        line="Sam Support published this agenda on Mon 9 March 2026, 09:40.",
    ),
    "stood-down": SittingView(
        3,
        7,
        SittingHead("Permanence panel", _at(14), _at(17), "", False, "BCP-4.1"),
        False,
        _SLOTS[3:],
        (),
        stood_down=True,
        line="Sam Support stood the sitting down on Mon 9 March 2026, 10:05.",
    ),
    "action-review-held": SittingView(
        7,
        9,
        SittingHead("Permanence panel", _at(14), _at(17), "", True, "BCP-6.2"),
        True,
        (SlotLine(_at(14), _at(14, 20), "", "Erin East"),),
        (AnswerLine("Erin East", "accepted", _ANSWERED),),
    ),
}
