"""Who could come onto a sitting's agenda: children due, or managers with open actions, each with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cards.sittings import sitting_words
from permanence.panel.panels import only_panel
from permanence.panel.sitting import ACTION_REVIEW, Agenda, Candidate, Sitting, propose
from permanence.panel.themes import children_under
from permanence.people.person import Person, own_manager_of, stand_in_of
from permanence.timeline import Obligation
from storage import actions, children, people
from storage.children import Child
from storage.panel import sittings
from storage.store import Work
from usecases.children.who_is_due import due_at
from usecases.house import House
from usecases.sittings.actual_sittings import actual_sittings

LOOK_AHEAD = timedelta(days=120)
FURTHEST = timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everybody who could come, and who of them is due so soon that the next sitting would be too late."""

    everybody: tuple[Candidate, ...]
    pressing: tuple[Candidate, ...]
    elsewhere: frozenset[str]  # children on another open sitting of the same panel
    unreferred: tuple[str, ...] = ()  # labels of those the panel may hear only once they are referred to it

    def propose(self, capacity: int) -> Agenda:
        """The proposal for an empty agenda."""
        return propose(self.pressing, capacity, self.elsewhere)

    def left(self, on_it: frozenset[str]) -> Agenda:
        """Who is pressing and not on it yet: `waiting`, and `without_manager`."""
        rest = [c for c in self.pressing if key_of(c) not in on_it]
        return propose(rest, 0, self.elsewhere)

    def next_in_line(self, besides: frozenset[str]) -> tuple[Candidate, ...]:
        """Everybody with a manager who is not among these keys, most overdue first, whenever they are due."""
        rest = [c for c in self.everybody if key_of(c) not in besides]
        return propose(rest, 0, self.elsewhere).waiting


def key_of(candidate: Candidate) -> str:
    """What names a candidate on a form: the child's reference or, at an action review, the manager's id."""
    return candidate.key


async def candidates(house: House, work: Work, sitting: Sitting, today: date) -> Candidates:
    """Who could come onto this sitting, as known today."""
    cast = await people.on_day(work, sitting.on)
    if sitting.kind == ACTION_REVIEW:
        found = await _with_open_actions(work, sitting, cast, today)
        return Candidates(tuple(found), tuple(found), frozenset())
    heard, referred = await due_at(house, work, sitting.panel, today)
    released = await sittings.times_put_off(work, panel=only_panel(house.policy, sitting.panel))
    found = [_candidate(child, cast, its.obligation, released) for child, its in heard]
    following = await _following(house, work, sitting)
    pressing = [c for c in found if c.released or c.due is None or c.due < following]
    elsewhere = await sittings.children_on_open_sittings(
        work, today, besides=sitting.id, panel=only_panel(house.policy, sitting.panel)
    )
    labels = tuple(child.label for child in referred)
    return Candidates(tuple(found), tuple(pressing), frozenset(elsewhere), labels)


async def under_theme(house: House, work: Work, sitting: Sitting, refs: Iterable[str], today: date) -> frozenset[str]:
    """Those of these children whom the sitting's theme is about."""
    known = await children.several(work, refs) if sitting.theme else {}
    return children_under(house.policy, sitting.theme, [journey for _, journey in known.values()], today)


def presenter_of(cast: list[Person], team: str | None) -> tuple[str | None, str | None]:
    """Who presents a team's children on the day these people are of; and for which manager, when a deputy does."""
    own = own_manager_of(cast, team)
    if own is None:
        return None, None
    there = stand_in_of(cast, own)
    return there.oid, own.oid if there.oid != own.oid else None


def _candidate(child: Child, cast: list[Person], duty: Obligation, released: Collection[str]) -> Candidate:
    manager, stands_for = presenter_of(cast, child.team)
    return Candidate(
        child=child.ref,
        label=child.label,
        team=child.team,
        manager=manager,
        stands_for=stands_for,
        clause=duty.clause,
        because=duty.because,
        due=duty.due,
        released=child.ref in released,
        siblings=child.siblings,
    )


async def following_reviews(house: House, work: Work, sitting: Sitting, count: int) -> list[date]:
    """The panel's reviews of children after this sitting, at least so many where so many are planned in five years."""
    start, ahead = sitting.on + timedelta(days=1), LOOK_AHEAD
    while True:
        planned = (await actual_sittings(house, work, start, start + ahead)).sittings
        days = [one.date for one in planned if one.panel == sitting.panel and one.kind != ACTION_REVIEW]
        if len(days) >= count or not days or ahead >= FURTHEST:
            return days
        ahead *= 2


async def _following(house: House, work: Work, sitting: Sitting) -> date:
    """The panel's next review of children after this sitting; a week later when none is planned."""
    return next(iter(await following_reviews(house, work, sitting, 1)), sitting.on + timedelta(weeks=1))


async def _with_open_actions(work: Work, sitting: Sitting, cast: list[Person], today: date) -> list[Candidate]:
    """Each manager of a team whose children have open actions; a child nobody manages stands alone."""
    found: dict[str, Candidate] = {}
    counts: dict[str, tuple[int, int]] = {}
    for action in await actions.open_everywhere(work):
        manager, stands_for = presenter_of(cast, action.team)
        key = stands_for or manager or action.child
        total, late = counts.get(key, (0, 0))
        counts[key] = (total + 1, late + (action.due < today))
        if key not in found:
            child = None if manager else action.child
            label = action.label if child else ""
            its = Candidate(child, label, action.team, manager, sitting.clause, "", action.due)
            found[key] = replace(its, stands_for=stands_for)
    return [replace(found[key], because=sitting_words.open_actions(*counts[key])) for key in found]
