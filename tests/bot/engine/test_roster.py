"""Teams slow or failing does not stop people: one question for all, not for long, and the last known roster serves."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.engine.context import Bot
from bot.engine.messages import DeliveryError, Member, Place
from bot.engine.roster import FRESH, KNOWN_FOR, NOT_ASKED, STRANGER, Roster
from bot.routes import CONTENTS
from permanence.refusals import NotAllowed
from permanence.subject import Subject
from storage import outbox
from tests.bot.engine.conftest import Live
from tests.cast import EAST, WEST, staff
from tests.conftest import Clock
from tests.loopback import Fault
from tests.loopback.shown import Shown
from tests.play import caller, open_play
from tests.recording import RecordingMessenger
from usecases.house import House


@dataclass
class Slow(RecordingMessenger):
    """Tells the roster when it is let, or fails."""

    asked: int = 0
    failing: bool = False
    let: asyncio.Event = field(default_factory=asyncio.Event)

    async def members(self, place: Place) -> tuple[Member, ...]:
        self.asked += 1
        team = self.team
        await self.let.wait()
        if self.failing:
            raise DeliveryError("retry", "503")
        return team


@pytest.fixture
async def bot(house: House, clock: Clock) -> Bot:
    await staff(house)
    await open_play(house, clock)
    return Bot(house, clock, CONTENTS)


def of(*cast: Any) -> tuple[Member, ...]:
    return tuple(Member(who.oid, f"29:{who.oid}", who.name) for who in cast)


async def refused(roster: Roster, bot: Bot, who: Any = EAST) -> str:
    with pytest.raises(NotAllowed) as no:
        await roster.admit(bot, caller(who))
    return no.value.sentence


async def test_many_who_wait_share_one_question_and_none_waits_for_the_others_turn(bot: Bot) -> None:
    teams = Slow(team=of(EAST))
    roster = Roster(teams, deadline=1)
    said = await asyncio.gather(*(refused(roster, bot) for _ in range(20)))
    assert set(said) == {NOT_ASKED}
    assert teams.asked == 1
    teams.let.set()
    await roster.admit(bot, caller(EAST))
    assert teams.asked == 1, "the question that was on its way is answered and serves"


async def test_the_last_known_roster_serves_for_a_time_while_teams_fails(bot: Bot, clock: Clock) -> None:
    teams = Slow(team=of(EAST))
    teams.let.set()
    roster = Roster(teams)
    await roster.admit(bot, caller(EAST))
    teams.failing = True
    clock.now += KNOWN_FOR - FRESH
    await roster.admit(bot, caller(EAST))
    assert await refused(roster, bot, WEST) == NOT_ASKED
    clock.now += FRESH
    assert await refused(roster, bot) == NOT_ASKED


async def test_somebody_just_added_is_let_in_at_the_next_press(bot: Bot, clock: Clock) -> None:
    teams = Slow(team=of(WEST))
    teams.let.set()
    roster = Roster(teams)
    await roster.admit(bot, caller(WEST))
    assert await refused(roster, bot) == STRANGER
    teams.team = of(WEST, EAST)
    clock.move(seconds=2)
    await roster.admit(bot, caller(EAST))


async def test_who_is_said_to_have_left_is_let_in_no_more_although_teams_fails(bot: Bot) -> None:
    teams = Slow(team=of(EAST, WEST))
    teams.let.set()
    roster = Roster(teams)
    await roster.admit(bot, caller(EAST))
    teams.failing = True
    roster.forget((f"29:{EAST.oid}",))
    assert await refused(roster, bot) == NOT_ASKED
    await roster.admit(bot, caller(WEST))


async def test_a_roster_asked_for_before_somebody_left_is_not_taken_for_one_after(bot: Bot) -> None:
    teams = Slow(team=of(EAST))
    roster = Roster(teams)
    press = asyncio.create_task(refused(roster, bot))
    await asyncio.sleep(0.05)
    teams.team = ()
    roster.forget()
    teams.let.set()
    assert await press == STRANGER
    assert teams.asked == 2


async def test_a_clock_set_back_keeps_nobody_in(bot: Bot, clock: Clock) -> None:
    teams = Slow(team=of(EAST))
    teams.let.set()
    roster = Roster(teams)
    await roster.admit(bot, caller(EAST))
    teams.team = ()
    clock.move(hours=-2)
    assert await refused(roster, bot) == STRANGER


async def failed_card(live: Live) -> Shown:
    async with live.house.store.change() as work:
        await outbox.tell(work, Subject("greeting", "lost"), 1, live.clock())
        letter = await outbox.claim(work, live.clock())
        assert letter is not None
        await outbox.finish(work, letter, "failed", live.clock(), "refused")
    return (await live.admin.says("failed")).card


@pytest.mark.long
async def test_a_roster_that_hangs_is_said_within_the_time_teams_waits(live: Live) -> None:
    card = await failed_card(live)
    live.clock.now += KNOWN_FOR
    live.world.connector.fail(Fault(hang=True), None, lambda request: request.path.endswith("/pagedmembers"))
    before = live.world.connector.requests
    presses = [live.admin.presses(card, "close_failed"), live.support.presses(card, "close_failed")]
    async with asyncio.timeout(30):
        answers = await asyncio.gather(*presses)
    assert all(NOT_ASKED in answer.card.words for answer in answers)
    assert live.world.connector.requests - before == 1
    live.world.connector.mend()
    assert "is closed" in (await live.admin.presses(card, "close_failed")).card.words
