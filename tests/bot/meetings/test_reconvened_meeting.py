"""A change of circumstances under West Sussex asks for a meeting: on the child's card and in the morning's digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from permanence import policy as policies
from storage import children
from tests.afternoon import press
from tests.cards.strictness import faults
from tests.cast import EAST, SUPPORT, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.imports.import_events import ImportEvents, import_events
from usecases.referrals.raise_referrals import raise_due
from usecases.reminders.audit_reminders import audit_morning
from usecases.reminders.duties_as_matters import duties_as_matters
from usecases.reminders.plan_reminders import begin_tomorrow, plan_reminders

CHANGES = (
    ("placement_changed", "placement=K2", "the change of placement"),
    ("placement_broke_down", "", "the placement breakdown"),
    ("care_plan_changed", "change=siblings_separated", "the change away from the court's care plan"),
)


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Two children in care since 5 January, both seen at a meeting on the 30th; it is Monday 2 March 2026."""
    under = replace(house, policy=policies.load("west-sussex"))
    await staff(under)
    await take_into_care(under, "C-0001", "East", date(2026, 1, 5))
    await take_into_care(under, "C-0003", "West", date(2026, 1, 5))
    clock.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    opened = await open_play(under, clock)
    async with under.store.change() as work:
        await begin_tomorrow(work, clock())
    for ref in ("C-0001", "C-0003"):
        await past(opened, f"{ref},30/01/2026,ppm_held,\n{ref},03/02/2026,minutes_issued,\n")
    return opened


async def past(play: Play, rows: str) -> None:
    """Past events brought in as a file."""
    by = press(SUPPORT, f"import {rows}", play.clock())
    data = ("Child,On,Type,Fields\n" + rows).encode()
    done = await import_events(play.bot.house, ImportEvents(data, "events.csv", by, confirm=True))
    assert done.preview.problems == ()


async def morning(play: Play, day: int) -> int:
    play.clock.now = datetime(2026, 3, day, 9, tzinfo=UTC)
    planned = await plan_reminders(play.bot.house, play.clock())
    assert await audit_morning(play.bot.house, play.clock()) in ([], None)
    await play.post_all()
    return planned.lines


@pytest.mark.parametrize(("event", "fields", "words"), CHANGES)
async def test_a_change_of_circumstances_asks_for_a_meeting_on_its_card_and_in_the_digest(
    play: Play, event: str, fields: str, words: str
) -> None:
    assert "WS-11" not in read(await play.say(EAST, "meeting C-0001"))
    await past(play, f"C-0001,02/03/2026,{event},{fields}\n")
    said = read(await play.say(EAST, "meeting C-0001"))
    assert f"No date set. Required since {words} on 2 March 2026 (WS-11)." in said
    assert "WS-11" not in read(await play.say(WEST, "meeting C-0003"))

    assert await morning(play, 3) == 1
    digest = await play.my_list(EAST, "1 meeting to arrange")
    assert "No date set" in read(digest)
    assert f"for C-0001 (AB). Required since Mon 2 March 2026: WS-11. Required since {words} on 2" in read(digest)
    assert "verdue" not in read(digest)
    why = await play.press(EAST, digest, "Why")
    assert "Why this is required" in read(why)
    assert "Post any change of placement" in read(why) or "WS-11" in read(why)
    assert f"Required since {words}" in read(await play.press(EAST, digest, "Open"))
    assert "Required since Mon 2 March 2026: WS-11." in read(await play.say(EAST, "reminders"))
    assert all(faults(card) == [] for card in [digest, why])


async def test_it_is_said_the_morning_after_and_once_more_a_week_later_until_a_meeting_has_a_day(play: Play) -> None:
    await past(play, "C-0001,02/03/2026,placement_changed,placement=K2\n")
    assert [await morning(play, day) for day in (3, 3, 4, 5, 6, 9, 10)] == [1, 0, 0, 0, 0, 1, 0]
    await past(play, "C-0003,10/03/2026,placement_broke_down,\n")
    form = await play.press(WEST, await play.say(WEST, "meeting C-0003"), "Arrange")
    card = await play.press(WEST, form, "Arrange it", {"on": "2026-03-20", "time": "14:00"})
    assert "WS-11" in read(card)
    play.clock.now = datetime(2026, 3, 11, 9, tzinfo=UTC)
    await plan_reminders(play.bot.house, play.clock())
    await play.post_all()
    assert not [one for one in play.messenger.cards.values() if "C-0003 (AB). Required" in read(one)]


async def test_a_meeting_held_answers_the_change(play: Play) -> None:
    await past(play, "C-0001,02/03/2026,placement_changed,placement=K2\n")
    form = await play.press(EAST, await play.say(EAST, "meeting C-0001"), "Arrange")
    card = await play.press(EAST, form, "Arrange it", {"on": "2026-03-02", "time": "14:00"})
    form = await play.press(EAST, card, "Record that it was held")
    held = await play.press(EAST, form, "Save", {"attended": "practice_manager,social_worker"})
    assert "Recorded as held" in read(held)
    assert "WS-11" not in read(held)
    async with play.bot.house.store.read() as work:
        known = await children.everyone(work)
    today = play.clock().date()
    matters = duties_as_matters(play.bot.house.policy, known, {}, set(), today)
    assert [one.what for one in matters if "WS-11" in one.origin] == []
    assert await raise_due(play.bot.house, play.clock(), today) == 0
