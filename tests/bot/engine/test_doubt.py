"""A channel never falls silent by one answer: it is doubted, looked for, and every way back is found by itself."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import web

from bot.engine.doubt import ENOUGH, LONG_ENOUGH
from permanence.mornings import next_morning
from tests.bot.engine.conftest import Live
from tests.loopback.faults import Fault

NOT_FOUND = Fault(404, "ConversationNotFound")
NOT_IN_ROSTER = Fault(403, "BotNotInConversationRoster")


def posts(request: web.Request) -> bool:
    return request.method == "POST"


@pytest.mark.parametrize("fault", [NOT_FOUND, NOT_IN_ROSTER], ids=["404", "403"])
async def test_one_answer_that_it_is_not_there_costs_seconds_and_leaves_no_doubt(live: Live, fault: Fault) -> None:
    live.world.connector.fail(fault, 1, posts)
    await live.ask("one", "two", "three")
    await live.until(live.all_sent, steps=12)
    where = await live.channel()
    assert (where.state, where.doubted_since, where.doubts) == ("live", None, 0)


@pytest.mark.long
async def test_it_is_believed_lost_only_after_several_answers_over_a_time_and_then_still_looked_for(live: Live) -> None:
    live.world.connector.fail(NOT_FOUND, None)
    await live.ask("one")
    begun = live.clock()
    await live.round()
    while (where := await live.channel()).state != "dead":
        assert where.state in ("live", "doubted")
        await live.passes(hours=0.1)
    assert where.doubts >= ENOUGH
    assert live.clock() - begun >= LONG_ENOUGH
    asked = live.world.connector.requests
    await live.passes(hours=24, step=900)
    assert 3 <= live.world.connector.requests - asked <= 12, "the pauses grow"
    live.world.connector.mend()
    await live.until(live.all_sent, steps=30, seconds=900)


async def test_a_place_out_of_reach_is_looked_for_each_morning_at_least(live: Live) -> None:
    live.world.connector.fail(NOT_FOUND, None)
    await live.ask("one")
    await live.passes(hours=14, step=900)
    where = await live.channel()
    assert where.look_at is not None
    assert where.look_at <= next_morning(live.clock(), live.house.policy.calendar)


async def test_a_place_that_answers_is_looked_for_although_nothing_waits_for_it(live: Live) -> None:
    await event(live, membersRemoved=[{"id": live.world.bot_id}])
    await live.round()
    assert (await live.channel()).state == "live"


async def event(live: Live, about: int = 1, told_in: int = 0, **fields: Any) -> None:
    """An event of the team, told in one of its channels and naming one."""
    team = live.world.team
    told = live.world.activity("conversationUpdate", live.admin.person, team.channels[about])
    told["conversation"]["id"] = team.channels[told_in].id
    told["channelData"]["eventType"] = fields.pop("eventType", "teamMemberRemoved")
    told.update(fields)
    status, _ = await live.world.deliver(told)
    assert status == 200


@pytest.mark.parametrize("about", [0, 1], ids=["General", "the panel's channel"])
async def test_a_bot_said_to_be_removed_speaks_where_it_is_still_on_the_roster(live: Live, about: int) -> None:
    await event(live, about=about, told_in=about, membersRemoved=[{"id": live.world.bot_id}])
    await live.ask("one")
    await live.until(live.all_sent, steps=12)


async def test_the_bot_removed_from_one_channel_leaves_the_others_as_they_are(live: Live) -> None:
    live.world.connector.fail(NOT_IN_ROSTER, None, lambda request: request.method == "GET")
    general = live.world.team.channels[0]
    await live.admin.says("help", general)
    private = {"id": "19:private", "name": "Private"}
    told = live.world.activity("conversationUpdate", live.admin.person, general)
    told["conversation"]["id"] = told["channelData"]["channel"]["id"] = private["id"]
    told["membersRemoved"] = [{"id": live.world.bot_id}]
    await live.world.deliver(told)
    assert (await live.channel()).state == "live"


async def test_removed_and_added_again_with_general_named_it_speaks_in_the_panels_channel(live: Live) -> None:
    await live.world.uninstall(by=live.admin)
    await live.ask("one")
    await live.passes(hours=3, step=600)
    posted = len(live.world.connector.log)
    assert (await live.channel()).state == "dead"
    await live.world.install(live.world.team.channels[0], by=live.admin)
    await live.until(live.all_sent, steps=12)
    assert len(live.world.connector.log) > posted


@pytest.mark.parametrize(
    ("gone", "back"),
    [
        ("channelDeleted", "channelRestored"),
        ("teamDeleted", "teamRestored"),
        ("teamArchived", "teamUnarchived"),
        ("channelDeleted", "channelRenamed"),
    ],
)
async def test_what_was_deleted_or_archived_and_comes_back_is_spoken_in_at_once(
    live: Live, gone: str, back: str
) -> None:
    live.world.connector.fail(NOT_FOUND, None)
    await event(live, eventType=gone)
    await live.ask("one")
    await live.passes(hours=5, step=900)
    assert (await live.channel()).state == "dead"
    live.world.connector.mend()
    await event(live, eventType=back)
    await live.until(live.all_sent, steps=4)


async def test_a_word_from_there_brings_it_back_at_once(live: Live) -> None:
    live.world.connector.fail(NOT_FOUND, None, lambda request: "conversations" in request.path)
    await live.ask("one")
    await live.passes(hours=5, step=900)
    assert (await live.channel()).state == "dead"
    live.world.connector.mend()
    await live.admin.says("help")
    await live.until(live.all_sent, steps=4)


async def test_a_renamed_channel_is_named_as_it_is_now(live: Live) -> None:
    live.world.team.channels[1] = live.world.channel.__class__(live.world.channel.id, "Homes", live.world.team.id)
    await event(live, eventType="channelRenamed")
    assert (await live.channel()).channel_name == "Homes"


async def test_a_chat_the_bot_was_taken_out_of_hears_nothing_until_it_is_put_back(live: Live) -> None:
    await live.admin.says("help", live.admin.chat)
    await live.world.uninstall(live.admin.chat, by=live.admin)
    await live.ask("one", to=live.admin.oid)
    await live.passes(hours=2, step=900)
    assert (await live.rows())["one"] == "waiting"
    await live.world.install(live.admin.chat, by=live.admin)
    await live.until(live.all_sent, steps=12)
