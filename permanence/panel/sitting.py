"""The panel's sittings: their slots, items and invitations, and who comes onto an agenda and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from permanence.mornings import LONDON
from permanence.panel.agenda_order import siblings_together
from permanence.people.person import Person
from permanence.people.rights import ANSWER_INVITATION, may

REVIEW = "review"
ACTION_REVIEW = "action_review"

DRAFT, PUBLISHED, CLOSED = "draft", "published", "closed"
REOPENED = "reopened"  # closed, and opened again to correct its record; nothing else of it can be changed
HELD = (CLOSED, REOPENED)
STOOD_DOWN = "stood_down"  # published, and then not held; its children are carried over
LISTED, DROPPED, RELEASED, HEARD = "listed", "dropped", "released", "heard"
DEFERRED = "deferred"  # on the agenda, not heard, with a reason: comes back next time
INVITED, ACCEPTED, DECLINED = "invited", "accepted", "declined"
PASSED_ON = "passed_on"  # somebody else presents instead: a deputy, or the manager who is back
NOT_COMING = (DECLINED, PASSED_ON)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One afternoon of a panel. `clause` is the one that makes it sit that day."""

    id: int
    panel: str
    on: date
    starts_at: datetime
    ends_at: datetime
    kind: str
    theme: str | None
    clause: str
    slot_minutes: int
    state: str
    version: int

    @property
    def is_open(self) -> bool:
        """Still to be held: a child on it is not proposed for another."""
        return self.state in (DRAFT, PUBLISHED)


@dataclass(frozen=True, slots=True)
class Discussion:
    """What may be recorded beside a recommendation; each may be empty."""

    differing_views: str = ""
    resolution: str = ""  # how the differing views will be resolved
    options: str = ""  # each option with its strengths and risks

    def in_words(self) -> tuple[tuple[str, str], ...]:
        """What there is of it, each with its title."""
        said = (
            ("Views differed", self.differing_views),
            ("To be resolved", self.resolution),
            ("Options, with strengths and risks", self.options),
        )
        return tuple((title, text) for title, text in said if text)


NOTHING_BESIDE = Discussion()
NOBODY = "nobody known"


@dataclass(frozen=True, slots=True)
class Item:
    """A child on a sitting's agenda or, at an action review, a manager's open actions (no child)."""

    id: int
    sitting_id: int
    child: str | None
    label: str  # the child's reference and initials; empty at an action review
    manager: str  # Entra object id of whoever presents: the team manager, or a deputy
    position: int
    clause: str
    because: str
    due: date | None
    state: str
    version: int
    team: str | None = None
    recommendation: str | None = None
    reason: str | None = None
    discussion: Discussion = NOTHING_BESIDE
    stands_for: str | None = None  # the team manager who is away, when a deputy presents

    @property
    def own_manager(self) -> str:
        """The team manager whose item it is, whoever presents."""
        return self.stands_for or self.manager

    @property
    def key(self) -> str:
        """What it is about: a child or, at an action review, a manager's actions."""
        return self.child or self.own_manager

    def presenter(self, names: Mapping[str, str]) -> str:
        """Who presents it, in words: Will West for Erin East."""
        own = f" for {names.get(self.stands_for, NOBODY)}" if self.stands_for else ""
        return names.get(self.manager, NOBODY) + own


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the afternoon; free when no item holds it."""

    sitting_id: int
    number: int
    starts_at: datetime
    ends_at: datetime
    item_id: int | None = None
    taken_by: str | None = None
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A team manager's invitation to a sitting, and the answer to it."""

    id: int
    sitting_id: int
    manager: str
    state: str
    reason: str | None
    answered_by: str | None
    answered_at: datetime | None
    calendar_key: str
    version: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could come onto an agenda: a child due, or a manager with open actions (`child` empty)."""

    child: str | None
    label: str
    team: str | None
    manager: str | None
    clause: str
    because: str
    due: date | None
    released: bool = False  # was on an earlier agenda and lost the slot there
    stands_for: str | None = None  # the team manager away that day, when `manager` is a deputy
    siblings: tuple[str, ...] = ()  # the child's siblings in care, on an agenda or not

    @property
    def key(self) -> str:
        """What it is about, as an item's key is."""
        return self.child or self.stands_for or self.manager or ""

    @property
    def urgency(self) -> tuple[bool, date, str]:
        """Those carried over first, then by due date; without a date last."""
        return not self.released, self.due or date.max, self.key


@dataclass(frozen=True, slots=True)
class Agenda:
    """A proposal: who is on it in order, who could not be placed and who waits for the next one."""

    listed: tuple[Candidate, ...]
    without_manager: tuple[Candidate, ...] = ()
    waiting: tuple[Candidate, ...] = ()


def propose(candidates: Iterable[Candidate], capacity: int, elsewhere: Collection[str] = ()) -> Agenda:
    """The most overdue up to capacity, then each team manager's children side by side, siblings next to each other.

    Who is on it is settled before any sibling is looked at: nobody comes on, or is left out, because of one.
    Children in `elsewhere` (on another open sitting) are left out. A child due under several clauses comes
    once, under the most overdue. A child whose team has no manager is not listed but never lost.
    """
    in_order = sorted(_once(candidates), key=lambda c: c.urgency)
    due = [c for c in in_order if c.child is None or c.child not in elsewhere]
    presented = [c for c in due if c.manager is not None]
    return Agenda(
        listed=tuple(siblings_together(presented[:capacity])),
        without_manager=tuple(c for c in due if c.manager is None),
        waiting=tuple(presented[capacity:]),
    )


def _once(candidates: Iterable[Candidate]) -> list[Candidate]:
    first: dict[tuple[str | None, str | None], Candidate] = {}
    for candidate in candidates:
        who = (candidate.child, None if candidate.child else candidate.key)
        if who not in first or candidate.urgency < first[who].urgency:
            first[who] = candidate
    return list(first.values())


def at_london(on: date, at: time) -> datetime:
    """The instant of a London time; sittings are planned in London time whatever the season."""
    return datetime.combine(on, at, tzinfo=LONDON).astimezone(UTC)


def slot_times(starts_at: datetime, ends_at: datetime, minutes: int, most: int) -> list[tuple[datetime, datetime]]:
    """Start and end of each slot of an afternoon: whole slots only, and no more than `most`."""
    length = timedelta(minutes=minutes)
    count = min(most, int((ends_at - starts_at) / length))
    return [(starts_at + number * length, starts_at + (number + 1) * length) for number in range(count)]


def free_slots(slots: Iterable[Slot], now: datetime) -> list[Slot]:
    """Those nobody has and that have not begun."""
    return [slot for slot in slots if slot.item_id is None and slot.starts_at > now]


def reorder(items: Sequence[Item], places: dict[int, int]) -> list[Item]:
    """The items in the order asked for; one moved to a place stands there and pushes the others aside."""

    def place(item: Item) -> tuple[int, int, int]:
        wanted = places.get(item.id, item.position)
        moved = (wanted > item.position) - (wanted < item.position)
        return wanted, moved, item.position

    return sorted(items, key=place)


def may_answer(person: Person, manager: Person, teams: Collection[str | None]) -> bool:
    """Whether somebody may answer a manager's invitation about children of these teams.

    The manager, somebody else who manages every one of those teams that day, or business support.
    """
    concerned: set[str | None] = set(teams) or set(manager.teams) or {None}
    invited = person.oid == manager.oid
    return all(may(person, ANSWER_INVITATION, team, besides=invited) for team in concerned)
