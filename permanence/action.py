"""An action agreed at the panel: what may be done to it, by whom, and what it is afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from permanence.calendar import Calendar, add_months
from permanence.deeds import Verb
from permanence.explain import in_words
from permanence.people.person import Person, manager_of
from permanence.people.rights import ANSWER_LATER_DATE, CHANGE_ACTION, Right, require_for
from permanence.refusals import Incomplete

OPEN, BLOCKED, DONE = "open", "blocked", "done"
MOST_YEARS = 2


@dataclass(frozen=True, slots=True)
class LaterDateAsked:
    """A later date asked for, which the chair has not answered yet."""

    due: date
    reason: str
    by: str  # Entra object id


@dataclass(frozen=True, slots=True)
class FromMessage:
    """The message in the channel that an action was made from; without a link where none would lead anywhere."""

    id: str
    at: datetime | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class PanelAction:
    """One thing somebody is to do for a child by a date. It is never deleted: done is its end, and may be undone."""

    id: int
    child: str
    team: str | None  # the child's team now, so that actions follow the child
    text: str
    owner: str  # Entra object id
    due: date
    state: str = OPEN
    version: int = 1
    sitting: int | None = None
    meeting: int | None = None  # the planning meeting it was agreed at, when at no sitting
    message: FromMessage | None = None  # the message it was made from, when at neither
    blocked_reason: str | None = None
    asked: LaterDateAsked | None = None
    done_at: datetime | None = None
    label: str = ""  # the child's reference and initials

    @property
    def is_open(self) -> bool:
        """Not done yet; a blocked one is still to be done."""
        return self.state != DONE


@dataclass(frozen=True, slots=True)
class Progress:
    """A note of what was done so far."""

    verb: ClassVar[Verb] = "progress_action"
    text: str


@dataclass(frozen=True, slots=True)
class Complete:
    """It is done."""

    verb: ClassVar[Verb] = "complete_action"


@dataclass(frozen=True, slots=True)
class Block:
    """It cannot go on, and why."""

    verb: ClassVar[Verb] = "block_action"
    reason: str


@dataclass(frozen=True, slots=True)
class Unblock:
    """It can go on again."""

    verb: ClassVar[Verb] = "unblock_action"


@dataclass(frozen=True, slots=True)
class Reopen:
    """It was not done after all, and why."""

    verb: ClassVar[Verb] = "reopen_action"
    reason: str


@dataclass(frozen=True, slots=True)
class AskLater:
    """A later date is asked for; it holds when the chair agrees."""

    verb: ClassVar[Verb] = "ask_later_date"
    due: date
    reason: str


@dataclass(frozen=True, slots=True)
class AgreeLater:
    """The chair agrees the later date asked for."""

    verb: ClassVar[Verb] = "agree_later_date"


@dataclass(frozen=True, slots=True)
class RefuseLater:
    """The chair keeps the date, and why."""

    verb: ClassVar[Verb] = "refuse_later_date"
    reason: str


@dataclass(frozen=True, slots=True)
class Reassign:
    """Somebody else is to do it."""

    verb: ClassVar[Verb] = "reassign_action"
    owner: str
    name: str


Change = Progress | Complete | Block | Unblock | Reopen | AskLater | AgreeLater | RefuseLater | Reassign


def changed(action: PanelAction, change: Change, person: Person, at: datetime, today: date) -> PanelAction:
    """The action after the change, one version on; else the refusal with the sentence."""
    require_right(action, right_of(change), person)
    _require_state(action, change)
    return replace(_after(action, change, person, at, today), version=action.version + 1)


def _after(action: PanelAction, change: Change, person: Person, at: datetime, today: date) -> PanelAction:
    match change:
        case Progress():
            return action
        case Complete():
            return replace(action, state=DONE, done_at=at, blocked_reason=None, asked=None)
        case Block(reason):
            return replace(action, state=BLOCKED, blocked_reason=reason)
        case Unblock():
            return replace(action, state=OPEN, blocked_reason=None)
        case Reopen():
            return replace(action, state=OPEN, done_at=None)
        case AskLater(due, reason):
            _require_later(action, due, today)
            return replace(action, asked=LaterDateAsked(due, reason, person.oid))
        case AgreeLater():
            assert action.asked is not None
            return replace(action, due=action.asked.due, asked=None)
        case RefuseLater():
            return replace(action, asked=None)
        case Reassign(owner, name):
            if owner == action.owner:
                raise Incomplete(f"{name} already has this action; choose somebody else.")
            return replace(action, owner=owner)


def right_of(change: Change) -> Right:
    """What the person who makes this change needs."""
    return ANSWER_LATER_DATE if isinstance(change, AgreeLater | RefuseLater) else CHANGE_ACTION


def require_right(action: PanelAction, right: Right, person: Person) -> None:
    """The right for this action, by role or as its owner; else the refusal."""
    require_for(person, right, action.team, besides=bool(right.besides) and person.oid == action.owner)


def _require_state(action: PanelAction, change: Change) -> None:
    match change:
        case Reopen():
            if action.is_open:
                raise Incomplete("This action is not done, so there is nothing to reopen.")
        case AgreeLater() | RefuseLater():
            if action.asked is None:
                raise Incomplete("No later date is being asked for on this action any more.")
        case _ if not action.is_open:
            raise Incomplete("This action is done; reopen it first.")
        case Block() if action.state == BLOCKED:
            raise Incomplete("This action is already blocked; add a note, or unblock it.")
        case Unblock() if action.state != BLOCKED:
            raise Incomplete("This action is not blocked, so there is nothing to lift.")
        case AskLater() if action.asked is not None:
            asked = in_words(action.asked.due.toordinal())
            raise Incomplete(f"{asked} is already asked for, and the chair has not answered yet.")
        case _:
            pass


def _require_later(action: PanelAction, due: date, today: date) -> None:
    if due <= action.due:
        raise Incomplete(f"The date asked for must be later than {in_words(action.due.toordinal())}.")
    if due < today:
        raise Incomplete(f"{in_words(due.toordinal())} has passed; ask for a date to come.")
    _require_not_far(due, today)


def require_due(due: date, sitting_on: date) -> None:
    """A new action is due after the day of its sitting, and not absurdly far off; else the refusal."""
    if due <= sitting_on:
        raise Incomplete(f"The due date must be after the day of the sitting, {in_words(sitting_on.toordinal())}.")
    _require_not_far(due, sitting_on)


def _require_not_far(due: date, start: date) -> None:
    last = add_months(start.toordinal(), 12 * MOST_YEARS)
    if due.toordinal() > last:
        raise Incomplete(f"The date is more than {MOST_YEARS} years off; the latest possible is {in_words(last)}.")


def working_days_overdue(due: date, today: date, calendar: Calendar) -> int | None:
    """How many working days have gone since the due date; None when it has not passed."""
    if today <= due:
        return None
    return sum(calendar.is_working_day(day) for day in range(due.toordinal() + 1, today.toordinal() + 1))


def by_manager(actions: Iterable[PanelAction], people: list[Person]) -> dict[str, list[PanelAction]]:
    """Actions by the manager of the child's team, soonest due first; without one, by the owner."""
    found: dict[str, list[PanelAction]] = {}
    for action in sorted(actions, key=lambda a: (a.due, a.id)):
        manager = manager_of(people, action.team)
        found.setdefault(manager.oid if manager else action.owner, []).append(action)
    return found
