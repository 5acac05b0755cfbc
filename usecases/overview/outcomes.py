"""What came of each child, as the overview counts it: worked out off the event loop and kept until the record moves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from permanence.action import PanelAction
from permanence.journey import Journey
from permanence.journeys.child_facts import care_facts
from permanence.outcomes.curves import Wait
from permanence.outcomes.duties import actions_due, duties_due
from permanence.outcomes.scorecard import Adoption, adoptions, end_of_year
from permanence.outcomes.second_review import SecondReview, second_reviews
from permanence.outcomes.timeliness import Due
from permanence.outcomes.waits import Waits, waits_for_permanence, waits_for_plan
from permanence.policy import Policy
from storage import actions, children
from storage.children import Child
from storage.page import marks
from storage.page.marks import Mark
from storage.store import Work
from usecases.house import House
from usecases.imports.pausing_collection import garbage_collection_paused
from usecases.tracker.touched import touched_since

YEARS_OF_WAITS = 5  # waits of whoever came into care in the last five years
BATCH = 100  # children read at once, so that others are answered in between
MONTHS = 12  # of what was due, this month the last


@dataclass(frozen=True, slots=True)
class Outcome:
    """One child: what was due, how long they waited, and their adoption as known at the end of each year asked for."""

    ref: str
    initials: str
    team: str
    in_care: bool
    duties: tuple[Due, ...]
    actions: tuple[Due, ...]
    review: SecondReview | None
    for_plan: Mapping[str, tuple[Wait, ...]]
    for_permanence: Mapping[str, tuple[Wait, ...]]
    without_start: bool
    adoptions: Mapping[date, tuple[Adoption, ...]]  # by the end of the year

    @property
    def label(self) -> str:
        return f"{self.ref} ({self.initials})" if self.initials else self.ref


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Every child on record, as of a day."""

    today: date
    mark: Mark
    children: tuple[Outcome, ...]


class KeptOutcomes:
    """The newest outcomes; whoever asks while they are worked out waits for the same ones.

    Those of a child are worked out again when something of the child moved, of all on another day or after an import.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._newest: Outcomes | None = None
        self._turn = asyncio.Lock()

    async def now(self, today: date) -> Outcomes:
        """As the record stands: what was changed before the question is in it."""
        async with self._turn:
            newest = self._newest
            async with self._house.store.read() as work:
                here = await marks.mark(work)
                if newest and (newest.mark, newest.today) == (here, today):
                    return newest
                with garbage_collection_paused():
                    known = await self._bring(work, newest, here, today)
            self._newest = Outcomes(today, here, tuple(known.values()))
            return self._newest

    async def _bring(self, work: Work, newest: Outcomes | None, here: Mark, today: date) -> dict[str, Outcome]:
        """Everybody's as of today: of those whom something touched anew, of the others as they were."""
        touched = await touched_since(work, newest.mark, here) if newest and newest.today == today else None
        if newest is None or touched is None:
            return await self._work_out(work, await children.references(work), today)
        anew = await self._work_out(work, touched, today)
        return dict(sorted({**{one.ref: one for one in newest.children}, **anew}.items()))

    async def _work_out(self, work: Work, refs: Sequence[str], today: date) -> dict[str, Outcome]:
        found: dict[str, Outcome] = {}
        for start in range(0, len(refs), BATCH):
            some = refs[start : start + BATCH]
            known, agreed = await children.several(work, some), await actions.of_children(work, some)
            for one in await asyncio.to_thread(_outcomes, self._house.policy, known, agreed, today):
                found[one.ref] = one
        return found


def year_ends(today: date) -> tuple[date, date]:
    """The years of a scorecard: the last one that is over, and the one that is going on."""
    last = end_of_year(today)
    return last, last.replace(year=last.year + 1)


def months_shown(today: date) -> tuple[date, ...]:
    """The first days of the months that the overview shows, this month the last."""
    last = today.year * 12 + today.month - 1
    return tuple(date(month // 12, month % 12 + 1, 1) for month in range(last - MONTHS + 1, last + 1))


def _outcomes(
    policy: Policy, known: Mapping[str, tuple[Child, Journey]], agreed: Sequence[PanelAction], today: date
) -> list[Outcome]:
    of_child: dict[str, list[PanelAction]] = {}
    for action in agreed:
        of_child.setdefault(action.child, []).append(action)
    return [_outcome(policy, child, journey, of_child.get(child.ref, ()), today) for child, journey in known.values()]


def _outcome(policy: Policy, child: Child, journey: Journey, agreed: Iterable[PanelAction], today: date) -> Outcome:
    first, care = months_shown(today)[0], care_facts(journey, today)
    since = date(today.year - YEARS_OF_WAITS, today.month, 1)
    reviews = second_reviews([journey], today)
    plan: Waits = waits_for_plan([journey], since, today)
    permanence = waits_for_permanence([journey], since, today)
    return Outcome(
        ref=child.ref,
        initials=child.initials,
        team=child.team or "",
        in_care=care.left is None and (care.entered or care.seen) is not None,
        duties=tuple(one for one in duties_due(policy, [journey], today) if one.done is None or one.by >= first),
        actions=tuple(one for one in actions_due(agreed) if one.done is None or one.by >= first),
        review=reviews[0] if reviews else None,
        for_plan=plan.by_route,
        for_permanence=permanence.by_route,
        without_start=bool(permanence.without_start),
        adoptions={end: adoptions(journey, min(end, today)) for end in year_ends(today)},
    )
