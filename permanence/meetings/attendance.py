"""Who takes which part in a meeting: the standing seats, and those that depend on the children it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from permanence.journey import Journey
from permanence.policy import Policy
from permanence.policy_file.people import Seat
from permanence.rules.history import history
from permanence.rules.spans import at

NOTIFIED, MINUTES = "notified", "minutes"
NOT_THERE = (NOTIFIED, MINUTES)  # parts that take no seat


@dataclass(frozen=True, slots=True)
class Attending:
    """A role that takes a seat at this meeting; `children` names those it is for, none when it is for all.

    Where one of several roles takes a seat, each is here, with all of them in `either` and the seat's words in `seat`.
    """

    role: str
    title: str
    part: str
    clause: str
    children: tuple[str, ...] = ()
    reason_if_absent: bool = False
    views_if_absent: bool = False
    note: str | None = None
    presents: bool = False  # of each child listed: a person, not a seat
    either: tuple[str, ...] = ()
    seat: str = ""

    def taken_by(self, roles: Collection[str]) -> bool:
        """Whether one of these roles takes it."""
        return bool(set(self.either or (self.role,)) & set(roles))


def attendance(policy: Policy, meeting: str, journeys: Sequence[Journey], on: date) -> tuple[Attending, ...]:
    """The seats of a kind of meeting held on a day about these children, in the order of the policy."""
    histories = [(journey.child, history(journey, on)) for journey in journeys]
    found: list[Attending] = []
    for seat, holds in policy.seat_conditions:
        if seat.meeting != meeting:
            continue
        if holds is None:
            listed = tuple(child for child, _past in histories) if seat.for_listed else ()
        else:
            listed = tuple(child for child, past in histories if at(holds(past), on.toordinal()) is not None)
            if not listed:
                continue
        found += (_attending(policy, seat, role, listed) for role in seat.roles)
    return tuple(found)


def each_seat(seats: Iterable[Attending]) -> tuple[Attending, ...]:
    """Each seat once: one that either of several roles takes is called by all of them, A or B."""
    found: list[Attending] = []
    told: set[tuple[str, str]] = set()
    for seat in seats:
        if seat.seat and (seat.part, seat.seat) in told:
            continue
        told.add((seat.part, seat.seat))
        found.append(replace(seat, title=seat.seat) if seat.seat else seat)
    return tuple(found)


def at_it(seats: Iterable[Attending]) -> tuple[Attending, ...]:
    """The seats taken at a meeting, each role once: not those who are only notified, or sent the minutes."""
    first: dict[str, Attending] = {}
    for seat in seats:
        if seat.part not in NOT_THERE:
            first.setdefault(seat.role, seat)
    return tuple(first.values())


def asks_views(seat: Attending) -> bool:
    """Whether the procedure wants this seat's views, there or not."""
    return seat.part == "views" or seat.views_if_absent


def still_to_get(
    seats: Iterable[Attending], attended: Collection[str], views: Collection[str]
) -> tuple[Attending, ...]:
    """Whose views the procedure asks for and nobody has: they were not there, and none are ascertained."""
    return tuple(seat for seat in each_seat(seats) if asks_views(seat) and not seat.taken_by({*attended, *views}))


def _attending(policy: Policy, seat: Seat, role: str, children: tuple[str, ...]) -> Attending:
    return Attending(
        role=role,
        title=policy.role_title(role),
        part=seat.part,
        clause=seat.clause,
        children=children,
        reason_if_absent=seat.reason_if_absent,
        views_if_absent=seat.views_if_absent,
        note=seat.note,
        presents=seat.for_listed,
        either=seat.roles if seat.or_ else (),
        seat=seat_title(policy, seat) if seat.or_ else "",
    )


def seat_title(policy: Policy, seat: Seat) -> str:
    """What the seat is called: the role, or each of those of which one takes it."""
    return " or ".join(policy.role_title(role) for role in seat.roles)
