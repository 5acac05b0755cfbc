"""A referral to a panel: why it is asked for, what is missing, the sitting it is for; and the form for the views."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cards.elements import ExecuteAction
from cards.parts import address, button, day, finish, heading, outcome, plain, section, words
from permanence.explain import shortened

MOST_SAID = 400


@dataclass(frozen=True, slots=True)
class ViewLine:
    """Something the referral is to hold. `text` is left out of the channel's card."""

    words: str
    clause: str
    given: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReferralView:
    """A child's referral to one panel. `state` is none, raised, made or withdrawn; `referral` is 0 for none."""

    child: str
    label: str  # reference and initials
    panel: str  # as the procedure names it
    title: str
    as_of: date
    state: str = "none"
    referral: int = 0
    version: int = 0
    because: str = ""
    clause: str = ""
    asked: tuple[ViewLine, ...] = ()
    hearing: str = ""  # the sitting it is for, and by when
    made_on: date | None = None
    made_by: str = ""
    heard_on: date | None = None
    reason: str = ""
    barred: str = ""  # why the child cannot be referred to this panel
    line: str = ""

    @property
    def complete(self) -> bool:
        return all(one.given for one in self.asked)


def without_texts(view: ReferralView) -> ReferralView:
    """As the whole channel may see it: what is there and what is missing, and nothing that was written."""
    return replace(view, asked=tuple(replace(one, text="") for one in view.asked))


def draw(view: ReferralView) -> dict[str, Any]:
    """How it stands, why it is asked for, for when it is, and what it holds."""
    body: list[Any] = [
        *outcome(view.line),
        heading(f"Referral to the {plain(view.title)}, {plain(view.label)}"),
        words(_stands(view), bold=True),
    ]
    if view.because and not view.barred:
        because = view.because[:1].upper() + view.because[1:]
        body.append(words(f"{plain(because)} ({plain(view.clause)})."))
    if view.hearing and not view.barred:
        body.append(words(view.hearing))
    if view.asked and view.state != "withdrawn" and not view.barred:
        body.append(section("What it holds", [words(_said(one)) for one in view.asked]))
    body.append(words(f"As it stood on {day(view.as_of)}.", subtle=True))
    return finish(body, _buttons(view), said=f"A referral to the panel: {view.state}.")


def _stands(view: ReferralView) -> str:
    match view.state:
        case "raised" | "none" if view.barred:
            return plain(view.barred)
        case "raised" if view.complete:
            return "Complete, and not made yet."
        case "raised":
            missing = ", ".join(plain(one.words) for one in view.asked if not one.given)
            return f"Not complete; missing: {missing}."
        case "made" if view.made_on:
            heard = f" The panel heard it on {day(view.heard_on)}." if view.heard_on else ""
            return f"Made on {day(view.made_on)} by {plain(view.made_by)}.{heard}"
        case "withdrawn":
            return f"Withdrawn: {plain(view.reason)}"
        case _:
            return "No referral is open, and the procedure asks for none now."


def _said(one: ViewLine) -> str:
    name = plain(one.words[:1].upper() + one.words[1:])
    if not one.given:
        return f"{name} ({one.clause}): missing."
    text = shortened(one.text, MOST_SAID)
    return f"{name} ({one.clause}): {plain(text) or 'written.'}"


def _buttons(view: ReferralView) -> list[ExecuteAction]:
    of = {"of": address("referral", view.referral)} if view.referral else {}
    data = {**of, "id": view.referral, "version": view.version}
    about = {**of, "child": view.child, "panel": view.panel}
    child = {"child": view.child}
    if view.state == "made" and view.heard_on is None:
        take_back = button("Take the referral back", "open_take_back_referral", data, secondary=True)
        return [button("The child", "show_child", child), take_back]
    if view.state != "raised":
        shown = [] if view.barred else [button("Start a referral", "raise_referral", about)]
        return [*shown, button("The child", "show_child", child, secondary=bool(shown))]
    if view.barred:
        return [button("Withdraw", "open_withdraw_referral", data), button("The child", "show_child", about)]
    shown = [button("Refer to the panel", "make_referral", data, style="positive")] if view.complete else []
    if view.asked:
        shown.append(button("Write the views", "open_referral_form", data))
    return [
        *shown,
        button("Open", "show_referral", about),
        button("Withdraw", "open_withdraw_referral", data, secondary=True),
    ]


_RAISED = ReferralView(
    "C-0007",
    "C-0007 (AB)",
    "permanency",
    "Permanency Panel",
    date(2026, 3, 2),
    "raised",
    4,
    2,
    "required since the final plan agreed on 26 February 2026, no date set",
    "WS-9",
    (
        ViewLine("the child's views", "WS-10", True),
        ViewLine("the IRO's views", "WS-10", False),
        ViewLine("the supervising social worker's views", "WS-10", False),
    ),
    "It is for 6 March 2026, if it is made by 3 March 2026.",
)
_WRITTEN = tuple(replace(one, given=True, text="Agrees that the plan is right.") for one in _RAISED.asked)

EXAMPLES = {
    "raised": _RAISED,
    "complete": replace(_RAISED, version=4, asked=_WRITTEN, line="Kept: it is complete and can be made."),
    "too-late": replace(
        _RAISED,
        as_of=date(2026, 3, 4),
        hearing="It is too late for 6 March 2026; it is for 13 March 2026, if it is made by 10 March 2026.",
    ),
    "made": replace(
        _RAISED,
        state="made",
        asked=_WRITTEN,
        made_on=date(2026, 3, 2),
        made_by="Erin East",
        hearing="It is for 6 March 2026.",
    ),
    "made-and-heard": replace(
        _RAISED,
        state="made",
        as_of=date(2026, 3, 9),
        asked=_WRITTEN,
        made_on=date(2026, 3, 2),
        made_by="Erin East",
        heard_on=date(2026, 3, 6),
        hearing="",
    ),
    "not-in-care-any-more": replace(
        _RAISED, barred="The child is not in care, so is not referred to the panel.", asked=_WRITTEN
    ),
    "withdrawn": replace(_RAISED, state="withdrawn", hearing="", reason="The plan is looked at again."),
    "none": ReferralView("C-0007", "C-0007 (AB)", "permanency", "Permanency Panel", date(2026, 3, 2)),
}
