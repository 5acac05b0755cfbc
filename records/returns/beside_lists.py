"""What a return tells beside a list of the children in care: of what both tell, the one made later counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from permanence.journey import Event
from records.lists.annex_a import day
from records.previews.preview import Fact, Withdrawal
from records.returns.episodes import Episode
from records.returns.tellings import Telling


@dataclass(frozen=True, slots=True)
class Listed:
    """What the last list imported says of a child, and the day it was made."""

    made: date
    entered: date
    in_care: bool


def listed(last_row: Mapping[str, Fact]) -> Listed | None:
    """None when no list has told of this child."""
    made, entered = last_row.get("as_of"), last_row.get("entered")
    if not made or not entered:
        return None
    in_care = "left" in last_row and last_row["left"] is None
    return Listed(date.fromisoformat(str(made)), date.fromisoformat(str(entered)), in_care)


def endings_passed_over(events: Sequence[Event], its: Listed | None, tellings: Sequence[Telling]) -> list[date]:
    """The days on which returns end care although a list made after the time they speak of has the child in care."""
    until = max((telling.until for telling in tellings), default=date.min)
    if its is None or not its.in_care or its.made <= until:
        return []
    starts = [event.on for event in events if event.type == "entered_care"]
    ends = [event.on for event in events if event.type == "left_care"]
    return [on for on in ends if its.entered < on <= its.made and not any(start >= on for start in starts)]


def without_endings(events: Sequence[Event], days: Sequence[date]) -> list[Event]:
    """The events without those endings of care."""
    return [
        event
        for event in events
        if event.on not in days or (event.type != "left_care" and event.type != "permanence_achieved")
    ]


def passed_over(child: str, days: Sequence[date], its: Listed | None) -> Iterator[str]:
    """A sentence for each ending that was not taken."""
    for on in days if its else ():
        assert its is not None
        yield (
            f"{child}: the return ends care on {day(on)}, but the list as of {day(its.made)}, which was made after the "
            f"time the return is of, has the child in care since {day(its.entered)}, so care goes on; if care did end, "
            "import the list with the day and reason it ended."
        )


def taken_back_endings(
    theirs: Sequence[Event], last: Episode | None, newest: Telling | None, its: Listed | None, endings: Sequence[str]
) -> Iterator[Withdrawal]:
    """Endings of care told by others that a return made later does not know: its last episode is open."""
    if last is None or newest is None or last.ended is not None or (its is not None and its.made > newest.made):
        return
    left = [event for event in theirs if event.type == "left_care" and last.began <= event.on <= newest.until]
    starts = [event.on for event in theirs if event.type == "entered_care"]
    for event in left:
        if any(start >= event.on for start in starts):
            continue
        for gone in theirs:
            ending = gone.type == "permanence_achieved" and gone.fields.get("by") in endings
            if gone is event or (gone.on == event.on and ending):
                yield Withdrawal(gone, f"the return has the child in care since {day(last.began)} without an end")
