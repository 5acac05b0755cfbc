"""Who is to be at a sitting of the panel, for which children, and what must be said of those who were not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from permanence.journey import Journey
from permanence.meetings.attendance import NOT_THERE, Attending, attendance, each_seat
from permanence.panel.sitting import ACCEPTED, DECLINED
from permanence.policy import Policy
from permanence.refusals import Incomplete

MEETING = "panel"
APPOINTED = ("chair", "member")  # the parts of who is there without being invited
ATTENDED, APOLOGIES, ABSENT = "attended", "apologies", "absent"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is recorded of a seat or a person: the state, whether their views are known, and why they were not there."""

    state: str
    views: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """Who was there, by seat or Entra object id; `reasons` by seat, `instead` in the words of who recorded it."""

    attended: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    instead: str = ""

    def marks(self) -> dict[str, Mark]:
        """What is kept: a mark for everybody of whom anything is said."""
        states = {**dict.fromkeys(self.attended, ATTENDED), **dict.fromkeys(self.apologies, APOLOGIES)}
        said = {**dict.fromkeys((*self.views, *self.reasons), ABSENT), **states}
        return {
            who: Mark(state, who in self.views, "" if state == ATTENDED else self.reasons.get(who, ""))
            for who, state in said.items()
        }


def of_marks(marks: Mapping[str, Mark], instead: str) -> Present:
    """The other way round."""
    return Present(
        attended=tuple(sorted(who for who, mark in marks.items() if mark.state == ATTENDED)),
        apologies=tuple(sorted(who for who, mark in marks.items() if mark.state == APOLOGIES)),
        views=tuple(sorted(who for who, mark in marks.items() if mark.views)),
        reasons={who: mark.why for who, mark in sorted(marks.items()) if mark.why},
        instead=instead,
    )


def seated(policy: Policy, journeys: Sequence[Journey], on: date) -> tuple[Attending, ...]:
    """The seats of a sitting about these children, each role once; those who present a child are named as people."""
    found: dict[str, Attending] = {}
    for seat in attendance(policy, MEETING, journeys, on):
        if seat.part in NOT_THERE or seat.presents:
            continue
        first = found.get(seat.role)
        found[seat.role] = seat if first is None else _both(first, seat)
    return tuple(found.values())


def _both(one: Attending, other: Attending) -> Attending:
    """A role with two seats: for all children when either is."""
    everybody = not one.children or not other.children
    return replace(
        one,
        children=() if everybody else tuple(dict.fromkeys((*one.children, *other.children))),
        reason_if_absent=one.reason_if_absent or other.reason_if_absent,
        views_if_absent=one.views_if_absent or other.views_if_absent,
    )


def expected(seats: Iterable[Attending], answers: Mapping[str, str], away: Collection[str]) -> Present:
    """Who was to be there: those appointed and whoever accepted; with apologies who declined, and who is away.

    `answers` are the invitations' states by Entra object id, `away` roles and ids. Of a seat that either of several
    roles takes, and of who did not answer, nothing is known.
    """
    appointed = [seat.role for seat in seats if seat.part in APPOINTED and not seat.children and not seat.either]
    coming = [*appointed, *(oid for oid, answer in answers.items() if answer == ACCEPTED)]
    declined = [oid for oid, answer in answers.items() if answer == DECLINED]
    return Present(
        attended=tuple(who for who in coming if who not in away),
        apologies=tuple(dict.fromkeys((*(who for who in (*coming, *answers) if who in away), *declined))),
    )


def depends_on_children(policy: Policy) -> bool:
    """Whether any seat of the panel is there for some children only."""
    return any(holds is not None and seat.meeting == MEETING for seat, holds in policy.seat_conditions)


def require_present(seats: Iterable[Attending], known: Collection[str], present: Present) -> None:
    """Somebody was there, nobody both ways, only who is on the list, and a reason where one is asked for."""
    if not present.attended:
        raise Incomplete("Choose who attended.")
    if set(present.attended) & set(present.apologies):
        raise Incomplete("Somebody is chosen both as attending and with apologies; choose one of the two.")
    if unknown := {*present.attended, *present.apologies, *present.views, *present.reasons} - set(known):
        raise Incomplete(f"{len(unknown)} of those chosen is no longer on the list; choose again.")
    answered = {*present.attended, *present.apologies, *(who for who, why in present.reasons.items() if why)}
    missing = [seat for seat in each_seat(seats) if seat.reason_if_absent and not seat.taken_by(answered)]
    if missing:
        names = ", ".join(f"{seat.title} ({seat.clause})" for seat in missing)
        raise Incomplete(f"Write why these were not included: {names}.")
