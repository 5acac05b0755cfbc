"""A published sitting was moved or stood down: everybody it concerns is told, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cards.elements import Mention
from cards.parts import address, afternoon, button, facts, finish, heading, mention, moment, plain, words
from cards.sittings.put_off_words import Chairs, told_to_the_chair


@dataclass(frozen=True, slots=True)
class SittingChangeView:
    """One change. `now` is None when it was stood down; `managers` holds (name, Teams id) of those concerned."""

    sitting: int
    panel: str
    before: tuple[datetime, datetime]
    now: tuple[datetime, datetime] | None
    reason: str
    by: str
    at: datetime
    managers: tuple[tuple[str, str | None], ...] = ()
    labels: tuple[str, ...] = ()  # children who were to be seen, when it was stood down
    answer_again: bool = False
    put_off: tuple[tuple[str, int], ...] = ()  # child, and how many sittings running; when it was stood down
    chairs: Chairs = ()


MOST_NAMED = 12


def draw(view: SittingChangeView) -> dict[str, Any]:
    """Who is told, what it was, what it is now, why, by whom, and what follows."""
    named, entities = _mentions(view)
    told, chairs = told_to_the_chair(view.put_off, view.chairs)
    stood_down = view.now is None
    now = "stood down" if view.now is None else afternoon(*view.now)
    body = [
        heading("A sitting was stood down" if stood_down else "A sitting was moved"),
        words(f"{named}{plain(view.panel)}."),
        facts(
            [
                ("Was", afternoon(*view.before)),
                ("Now", now),
                ("Why", plain(view.reason)),
                ("By", f"{plain(view.by)} on {moment(view.at)}"),
            ]
        ),
        words(_what_follows(view)),
        *told,
    ]
    show = button("Show the sitting", "show_again", {"of": address("sitting", view.sitting)}, secondary=True)
    return finish(body, [show], said="A sitting of the panel was changed.", mentions=[*entities, *chairs])


def _mentions(view: SittingChangeView) -> tuple[str, list[Mention]]:
    texts: list[str] = []
    entities: list[Mention] = []
    for name, teams_id in view.managers:
        text, found = mention(name, teams_id)
        texts.append(text)
        entities += found
    return (f"{', '.join(texts)}: " if texts else ""), entities


def _what_follows(view: SittingChangeView) -> str:
    if view.now is not None:
        return (
            "The slots keep their order; each invitation is to be answered again."
            if view.answer_again
            else "The slots keep their order and the answers stand."
        )
    if not view.labels:
        return "Nobody is expected."
    shown = ", ".join(plain(label) for label in view.labels[:MOST_NAMED])
    left = len(view.labels) - MOST_NAMED
    more = f" and {left} more" if left > 0 else ""
    return f"Nobody is expected. First at the next sitting: {shown}{more}."


_THURSDAY = (datetime(2026, 3, 12, 14, tzinfo=UTC), datetime(2026, 3, 12, 17, tzinfo=UTC))
_FRIDAY = (datetime(2026, 3, 13, 10, tzinfo=UTC), datetime(2026, 3, 13, 13, tzinfo=UTC))
_BY = ("Sam Support", datetime(2026, 3, 9, 10, 5, tzinfo=UTC), (("Erin East", "29:erin"), ("Will West", None)))
EXAMPLES = {
    "moved": SittingChangeView(
        3, "Permanence panel", _THURSDAY, _FRIDAY, "The room is taken.", *_BY, answer_again=True
    ),
    "later-that-day": SittingChangeView(3, "Permanence panel", _THURSDAY, _THURSDAY, "The chair is in court.", *_BY),
    "stood-down": SittingChangeView(
        3, "Permanence panel", _THURSDAY, None, "The chair is ill.", *_BY, ("C-1042 (AB)", "C-1013 (TJ)")
    ),
    "stood-down-and-put-off-again": SittingChangeView(
        3,
        "Permanence panel",
        _THURSDAY,
        None,
        "The chair is ill.",
        *_BY,
        ("C-1042 (AB)", "C-1013 (TJ)"),
        put_off=(("C-1013 (TJ)", 2),),
        chairs=(("Chris Chair", "29:chris"),),
    ),
}
