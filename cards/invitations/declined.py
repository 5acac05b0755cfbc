"""Slots given up: business support is told who gave up which and why, and offered the next child in line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cards.elements import Action, CardElement, Mention
from cards.parts import address, afternoon, button, finish, heading, mention, moment, outcome, plain, section, words


@dataclass(frozen=True, slots=True)
class GivenUp:
    """One giving up: all of a manager's slots (`labels` empty at an action review) or one child's."""

    at: datetime
    by: str
    manager: str
    labels: tuple[str, ...]
    reason: str
    whole: bool  # the invitation was declined; otherwise one child was withdrawn


@dataclass(frozen=True, slots=True)
class Offered:
    """A slot offered to another child since."""

    at: datetime
    by: str
    label: str
    times: str


@dataclass(frozen=True, slots=True)
class NextInLine:
    """The most overdue child who could have the slot; `manager` would be invited."""

    child: str
    label: str
    manager: str
    clause: str
    because: str


@dataclass(frozen=True, slots=True)
class DeclinedView:
    """`support` holds (name, Teams id) of business support; `free` the times free now."""

    invitation: int
    sitting: int
    version: int
    starts_at: datetime
    ends_at: datetime
    given_up: tuple[GivenUp, ...]
    offered: tuple[Offered, ...]
    free: tuple[str, ...]
    next_in_line: NextInLine | None
    support: tuple[tuple[str, str | None], ...] = ()
    sitting_closed: bool = False
    stood_down: bool = False
    line: str = ""


def draw(view: DeclinedView) -> dict[str, Any]:
    """Who gave up what and why, what was offered since, and the next in line."""
    named, entities = _mentions(view)
    body = [
        *outcome(view.line),
        heading("A slot was given up"),
        words(f"{named}{afternoon(view.starts_at, view.ends_at)}."),
        *[words(_gave_up(one)) for one in view.given_up],
        *[words(_offer(one)) for one in view.offered],
        *_now(view),
    ]
    return finish(body, _buttons(view), said="A slot of the panel was given up.", mentions=entities)


def _mentions(view: DeclinedView) -> tuple[str, list[Mention]]:
    texts, entities = [], []
    for name, teams_id in view.support:
        text, found = mention(name, teams_id)
        texts.append(text)
        entities.extend(found)
    return (f"{', '.join(texts)}: " if texts else ""), entities


def _gave_up(one: GivenUp) -> str:
    by = plain(one.by) + (f" for {plain(one.manager)}" if one.by != one.manager else "")
    what = "declined" if one.whole else "withdrew"
    children = f" {', '.join(plain(label) for label in one.labels)}" if one.labels else ""
    return f"{by} {what}{children} on {moment(one.at)}: {plain(one.reason)}"


def _offer(one: Offered) -> str:
    return f"{one.times} was offered to {plain(one.label)} by {plain(one.by)} on {moment(one.at)}."


def _now(view: DeclinedView) -> list[CardElement]:
    if view.stood_down:
        return [words("The sitting was stood down since.")]
    if view.sitting_closed:
        return [words("The sitting has been held.")]
    if not view.free:
        return [words("No slot is free now.")]
    free = words(f"Free now: {', '.join(view.free)}.")
    if view.next_in_line is None:
        return [free, words("Nobody else is due who could have it.")]
    child = view.next_in_line
    why = f"{plain(child.because)} ({child.clause}); presented by {plain(child.manager)}"
    return [free, section(f"Next in line: {plain(child.label)}", [words(why)])]


def _buttons(view: DeclinedView) -> list[Action]:
    if view.sitting_closed or not view.free or view.next_in_line is None:
        return []
    child = view.next_in_line.child
    of = {"of": address("declined", view.invitation), "id": view.sitting, "version": view.version}
    return [
        button(f"Offer the slot to {child}, next in line", "offer_released_slot", {**of, "child": child}),
        button("Offer it to another child", "show_offer_form", of, secondary=True),
    ]


_AFTERNOON = (datetime(2026, 3, 12, 14, tzinfo=UTC), datetime(2026, 3, 12, 17, tzinfo=UTC))
_GIVEN_UP = GivenUp(
    datetime(2026, 3, 9, 10, 5, tzinfo=UTC),
    "Will West",
    "Will West",
    ("C-1013 (TJ)",),
    "In court all afternoon",
    whole=True,
)
_NEXT = NextInLine("C-1088", "C-1088 (MN)", "Erin East", "BCP-3.2", "6 weeks after the panel held on 29 January 2026")
EXAMPLES = {
    "next-in-line": DeclinedView(
        13, 3, 4, *_AFTERNOON, (_GIVEN_UP,), (), ("14:40 to 15:00",), _NEXT, (("Sam Support", "29:sam"),)
    ),
    "offered": DeclinedView(
        13,
        3,
        5,
        *_AFTERNOON,
        (_GIVEN_UP,),
        (Offered(datetime(2026, 3, 9, 10, 20, tzinfo=UTC), "Sam Support", "C-1088 (MN)", "14:40 to 15:00"),),
        (),
        None,
        (("Sam Support", None),),
    ),
    "one-child-withdrawn": DeclinedView(
        12,
        3,
        6,
        *_AFTERNOON,
        (
            GivenUp(
                datetime(2026, 3, 9, 11, tzinfo=UTC),
                "Sam Support",
                "Erin East",
                ("C-1042 (AB)",),
                "Seen at court instead",
                whole=False,
            ),
        ),
        (),
        ("14:00 to 14:20",),
        None,
    ),
    "stood-down": DeclinedView(13, 3, 9, *_AFTERNOON, (_GIVEN_UP,), (), (), None, sitting_closed=True, stood_down=True),
    "held": DeclinedView(13, 3, 9, *_AFTERNOON, (_GIVEN_UP,), (), ("14:40 to 15:00",), None, sitting_closed=True),
}
