"""An action agreed at the panel: what may be done to it, by whom, and what it is afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from permanence.calendar import Calendar, add_months
from permanence.explain import in_words
from permanence.panel.action_changes import (
    AgreeLater,
    AskLater,
    Block,
    Cancel,
    Change,
    Complete,
    Correct,
    Progress,
    Reassign,
    RefuseLater,
    Reopen,
    TakeBackReassignment,
    Unblock,
)
from permanence.people.person import Person, manager_of
from permanence.people.rights import ANSWER_LATER_DATE, CHANGE_ACTION, MEND_ACTION, OFFICE, Right, require_for
from permanence.refusals import Incomplete

OPEN, BLOCKED, DONE, CANCELLED = "open", "blocked", "done", "cancelled"
ENDED = (DONE, CANCELLED)
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
    """One thing somebody is to do for a child by a date. Never deleted: done or cancelled, it may be reopened."""

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
        """Neither done nor cancelled; a blocked one is still to be done."""
        return self.state not in ENDED


def changed(action: PanelAction, change: Change, person: Person, at: datetime, today: date) -> PanelAction:
    """The action after the change, one version on; else the refusal with the sentence."""
    require_right(action, right_of(change, action), person)
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
        case TakeBackReassignment(_, owner):
            return replace(action, owner=owner)
        case Cancel():
            return replace(action, state=CANCELLED, blocked_reason=None, asked=None)
        case Correct(_, words, owner, due):
            return _corrected(action, words, owner, due, today)


def _corrected(action: PanelAction, words: str, owner: str, due: date, today: date) -> PanelAction:
    """A date asked for meanwhile is answered by a corrected one; one that stays may be past, since it was agreed."""
    if (words, owner, due) == (action.text, action.owner, action.due):
        raise Incomplete("Nothing is different yet; correct the words, the owner or the date.")
    if due != action.due and due < today:
        raise Incomplete(f"{in_words(due.toordinal())} has passed; choose a date to come.")
    if due != action.due:
        _require_not_far(due, today)
    return replace(action, text=words, owner=owner, due=due, asked=action.asked if due == action.due else None)


def right_of(change: Change, action: PanelAction | None = None) -> Right:
    """What whoever makes this change needs, for some action or for this one; whoever may cancel may undo it."""
    match change:
        case AgreeLater() | RefuseLater():
            return ANSWER_LATER_DATE
        case Correct() | Cancel():
            return right_to_mend(action)
        case Reopen() if action is not None and action.state == CANCELLED:
            return right_to_mend(action)
        case _:
            return CHANGE_ACTION


def right_to_mend(action: PanelAction | None) -> Right:
    """Whoever may agree such an action; what the panel agreed is corrected by whoever may record a sitting."""
    if action is None or action.sitting is None:
        return MEND_ACTION
    return replace(MEND_ACTION, to=f"{MEND_ACTION.to} of the panel", of_team=(), of_all=OFFICE)


def require_right(action: PanelAction, right: Right, person: Person) -> None:
    """The right for this action, by role or as its owner; else the refusal."""
    require_for(person, right, action.team, besides=bool(right.besides) and person.oid == action.owner)


def _require_state(action: PanelAction, change: Change) -> None:
    match change:
        case Reopen():
            if action.is_open:
                raise Incomplete("This action is open, so there is nothing to reopen.")
        case AgreeLater() | RefuseLater():
            if action.asked is None:
                raise Incomplete("No later date is being asked for on this action any more.")
        case _ if not action.is_open:
            raise Incomplete(f"This action is {action.state}; reopen it first.")
        case TakeBackReassignment() if not change.owner:
            raise Incomplete("Nobody handed this action over, or its owner was changed since; hand it over instead.")
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
