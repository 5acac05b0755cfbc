"""The sittings planned are the calendar's, with what the database keeps of them: moved, moved back, stood down."""

from __future__ import annotations

from datetime import date, timedelta

from permanence.panel.panel_calendar import PlannedSitting, SittingCalendar, sittings
from permanence.panel.sitting import CLOSED, DRAFT, PUBLISHED, STOOD_DOWN, Sitting, at_london
from storage.panel import sittings as kept_sittings
from storage.store import Work
from usecases.house import House
from usecases.sittings.actual_sittings import actual_sittings, hears, would_hear

FIRST, END = date(2026, 1, 8), date(2026, 3, 31)
WEEK = timedelta(weeks=1)


async def keep(work: Work, one: PlannedSitting, state: str) -> Sitting:
    times = at_london(one.date, one.start), at_london(one.date, one.end)
    row = Sitting(0, one.panel, one.date, *times, one.kind, one.theme, one.clause, 20, state, 1)
    assert await kept_sittings.add(work, row)
    found = await kept_sittings.on_day(work, one.panel, one.date)
    assert found is not None
    return found


async def stand_down(work: Work, sitting: Sitting) -> None:
    assert await kept_sittings.set_state(work, sitting.id, sitting.version, STOOD_DOWN)


async def move(work: Work, sitting: Sitting, by: timedelta) -> Sitting:
    assert await kept_sittings.move(work, sitting, sitting.on + by, by)
    found = await kept_sittings.find(work, sitting.id)
    assert found is not None
    return found


async def planned(house: House) -> SittingCalendar:
    async with house.store.read() as work:
        return await actual_sittings(house, work, FIRST, END)


async def test_what_the_database_keeps_is_laid_over_the_calendar(house: House) -> None:
    calendar = sittings(house.policy, FIRST, END)
    assert await planned(house) == calendar
    async with house.store.change() as work:
        first, second, third, fourth, fifth = [
            await keep(work, one, state)
            for one, state in zip(calendar.sittings, (CLOSED, *[PUBLISHED] * 3, DRAFT), strict=False)
        ]
        await stand_down(work, second)
        await stand_down(work, await move(work, third, timedelta(days=1)))
        await move(work, await move(work, fourth, timedelta(days=4)), timedelta(days=-4))
        assert [one.on for one in await kept_sittings.drafts(work, "permanency", FIRST)] == [fifth.on]
        assert [(one.planned, one.on, one.stood_down) for one in await kept_sittings.kept(work)] == [
            (first.on, first.on, False),
            (second.on, second.on, True),
            (third.on, third.on + timedelta(days=1), True),
            (fourth.on, fourth.on, False),
        ]
    found = await planned(house)
    assert [one.date for one in found.sittings][:3] == [first.on, fourth.on, fifth.on]
    assert [one.theme for one in found.sittings][:3] == [first.theme, fourth.theme, second.theme]
    assert [one.date for one in found.sittings if one.kind == "action_review"] == [FIRST + 8 * WEEK]
    assert [(one.date, one.reason) for one in found.skipped] == [(second.on, "stood down"), (third.on, "stood down")]


async def test_a_draft_is_planned_anew_only_as_it_was_seen_and_only_while_it_is_one(house: House) -> None:
    one = sittings(house.policy, FIRST, FIRST).sittings[0]
    async with house.store.change() as work:
        draft = await keep(work, one, DRAFT)
        assert await kept_sittings.replan(work, draft, "action_review", None, "BCP-6.2")
        assert not await kept_sittings.replan(work, draft, "review", "aspire", "BCP-4.1")
        anew = await kept_sittings.find(work, draft.id)
        assert anew is not None
        assert (anew.kind, anew.theme, anew.clause, anew.version) == ("action_review", None, "BCP-6.2", 2)
        assert await kept_sittings.set_state(work, anew.id, 2, PUBLISHED)
        published = await kept_sittings.find(work, anew.id)
        assert published is not None
        assert not await kept_sittings.replan(work, published, "review", "aspire", "BCP-4.1")


async def test_a_panel_hears_a_referral_at_its_next_sitting_that_is_held(house: House) -> None:
    async with house.store.change() as work:
        second = await keep(work, sittings(house.policy, FIRST + WEEK, FIRST + WEEK).sittings[0], PUBLISHED)
        before = await would_hear(house, work, "permanency", FIRST)
        await stand_down(work, second)
        after = await would_hear(house, work, "permanency", FIRST)
        assert before is not None
        assert after is not None
        assert (before.on, after.on) == (FIRST + WEEK, FIRST + 2 * WEEK)
        assert await hears(house, work, "permanency", "C-0001", FIRST, FIRST) == after
