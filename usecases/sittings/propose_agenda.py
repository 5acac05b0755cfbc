"""Propose the agenda of the next sitting or of one named by its day; asked again, the same draft is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from cards.sittings import sitting_words
from cards.sittings.agenda import AgendaView
from permanence.mornings import LONDON
from permanence.panel.panel_calendar import PlannedSitting
from permanence.panel.panels import panel_meant, panel_named
from permanence.panel.sitting import DRAFT, Sitting, at_london
from permanence.people import rights
from permanence.phrases.periods import read_period
from permanence.phrases.spoken import spoken
from permanence.refusals import Incomplete, NotFound
from permanence.written_dates import NO_DATE, day_or_doubt
from storage import history, people
from storage.panel import sittings
from storage.store import Press, Work
from usecases.house import House
from usecases.latest_change import latest_change
from usecases.sittings.actual_sittings import actual_sittings
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.panel_candidates import LOOK_AHEAD
from usecases.sittings.replan_drafts import list_proposed, replan_draft
from usecases.sittings.show_agenda import show_agenda

NUMBERS = re.compile(r"\d+([/.-]\d+)+")  # meant as a day, whatever it lacks


@dataclass(frozen=True, slots=True)
class ProposeAgenda:
    """Ask for the agenda of the next sitting, or of the one on a day; `words` name a panel, a day, both or neither."""

    press: Press
    words: str = ""


async def propose_agenda(house: House, command: ProposeAgenda) -> AgendaView:
    """The draft of the sitting meant, made now when there is none; without a day, of the next one not published yet."""
    press = command.press
    today = press.at.astimezone(LONDON).date()
    async with house.store.change(press) as work:
        rights.require(await people.find(work, press.by), rights.PROPOSE_AGENDA)
        planned = await _next_unpublished(house, work, today, command.words)
        sitting = await sittings.on_day(work, planned.panel, planned.date)
        new = sitting is None and await sittings.add(work, _draft(house, planned))
        if sitting is None:  # made just now, or by somebody else at the same moment
            sitting = await sittings.on_day(work, planned.panel, planned.date)
        assert sitting is not None
        if new:
            await list_proposed(house, work, sitting, today)
            await history.record(work, press, "propose_agenda", "sitting", sitting.id)
        else:
            await replan_draft(house, work, press, sitting, planned, today)
            sitting = await found_sitting(work, sitting.id)
        return await show_agenda(house, work, sitting, today, await latest_change(work, "sitting", sitting.id))


async def _next_unpublished(house: House, work: Work, today: date, words: str) -> PlannedSitting:
    if not house.policy.panels:
        raise NotFound(sitting_words.no_panel(house.policy.title))
    panel_words, day = _panel_and_day(words, today)
    only = panel_meant(house.policy, panel_words).name if panel_words else None
    tomorrow = today + timedelta(days=1)
    ahead = (await actual_sittings(house, work, tomorrow, tomorrow + LOOK_AHEAD)).sittings
    meant = tuple(one for one in ahead if only in (None, one.panel) and day in (None, one.date))
    unpublished = meant
    for panel in house.policy.panels:
        taken = await sittings.days_taken(work, panel.name, [one.date for one in meant])
        published = {on for on, sitting in taken.items() if sitting.state != DRAFT}
        unpublished = tuple(one for one in unpublished if one.panel != panel.name or one.date not in published)
    if unpublished:
        return unpublished[0]
    if day is None:
        raise NotFound(sitting_words.NONE_PLANNED_AHEAD)
    if meant:
        raise NotFound(sitting_words.published_already(day))
    raise NotFound(sitting_words.none_planned_on(day))


def _panel_and_day(words: str, today: date) -> tuple[str, date | None]:
    """The day is what stands last, as people write days; what stands before it names a panel."""
    period, rest = read_period(" ".join(spoken(words)), today)
    if period and period.start == period.end:
        return rest.strip(), period.end
    said = words.split()
    for before in range(len(said)):
        tail = " ".join(said[before:])
        day = day_or_doubt(tail)
        if isinstance(day, date):
            return " ".join(said[:before]), day
        if day != NO_DATE or NUMBERS.fullmatch(tail):
            raise Incomplete(sitting_words.not_a_day(tail, day.why))
    return words, None


def _draft(house: House, planned: PlannedSitting) -> Sitting:
    return Sitting(
        id=0,
        panel=planned.panel,
        on=planned.date,
        starts_at=at_london(planned.date, planned.start),
        ends_at=at_london(planned.date, planned.end),
        kind=planned.kind,
        theme=planned.theme,
        clause=planned.clause,
        slot_minutes=panel_named(house.policy, planned.panel).slot_minutes,
        state=DRAFT,
        version=1,
    )
