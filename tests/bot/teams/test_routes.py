"""The one address: origin checked, one answer, once serialised, never a stack trace."""

from __future__ import annotations

import asyncio
import re

import pytest

from bot.engine.messages import Place, Reply
from cards.arrival_words import NO_OWN_CHAT
from tests.bot.teams.conftest import card
from tests.loopback import Fault
from tests.loopback.cast import TENANT, Person

ANYBODY = Person.named("Anybody")
OTHER = "99999999-9999-4999-8999-999999999999"


def press(world, **changes):
    activity = world.activity("invoke", ANYBODY, world.channel)
    activity["name"] = "adaptiveCard/action"
    activity["value"] = {"action": {"type": "Action.Execute", "verb": "accept", "data": {}}, "trigger": "manual"}
    return {**activity, **changes}


async def test_an_invoke_is_answered_once_serialised(stage):
    status, body = await stage.world.deliver(press(stage.world))
    assert status == 200
    assert body["statusCode"] == 200
    assert body["type"] == "application/vnd.microsoft.card.adaptive"
    assert body["value"]["type"] == "AdaptiveCard"


async def test_a_press_answered_with_nothing_is_still_an_answer_because_teams_repeats_empty_ones(stage):
    async def nothing(turn):
        return Reply()

    stage.bot.reply = nothing
    status, body = await stage.world.deliver(press(stage.world))
    assert status == 200
    assert body == {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Done."}


async def test_what_dispatch_lets_through_is_an_error_with_a_reference_and_not_a_500(stage, capsys):
    async def fails(turn):
        raise LookupError("Amir Khan, 4 Elm Road")

    stage.bot.reply = fails
    status, body = await stage.world.deliver(press(stage.world))
    assert (status, body["statusCode"], body["type"]) == (200, 500, "application/vnd.microsoft.error")
    reference = body["value"]["message"].rstrip(".").rsplit(" ", 1)[1]
    assert len(reference) == 8
    assert "Khan" not in str(body)
    assert reference in capsys.readouterr().out

    stage.world.connector.teams[stage.world.team.id].installed = True
    said = stage.world.activity("message", ANYBODY, stage.world.channel)
    assert await stage.world.deliver({**said, "text": "due"}) == (200, None)
    assert "tell your administrator the reference" in stage.world.latest().words


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"channelId": "webchat"}, 403),
        ({"channelId": "emulator"}, 403),
        ({"channelId": None}, 400),
        ({"serviceUrl": None}, 400),
        ({"serviceUrl": ""}, 400),
        ({"serviceUrl": "https://evil.example/"}, 401),
        ({"from": None}, 400),
        ({"conversation": None}, 400),
        ({"channelData": {"tenant": {"id": OTHER}}}, 403),
        ({"conversation": {"id": "19:x", "conversationType": "channel", "tenantId": OTHER}}, 403),
        ({"value": None}, 200),
        ({"name": "task/fetch"}, 200),
        ({"name": "task/submit"}, 200),
        ({"name": "fileConsent/invoke"}, 200),
        ({"name": "config/fetch"}, 200),
        ({"name": None}, 200),
        ({"name": 7}, 200),
        ({"from": {"id": "29:x", "name": "No object id"}}, 200),
    ],
)
async def test_a_press_from_elsewhere_or_saying_too_little_runs_nothing(stage, change, status):
    answered, body = await stage.world.deliver(press(stage.world, **change))
    assert answered == status
    assert stage.bot.turns == []
    if status == 200:
        assert_says_one_sentence(change.get("name", "adaptiveCard/action"), body)


def assert_says_one_sentence(name, body):
    """The answer has the form in which Teams reads that of an invoke of this name."""
    match name:
        case "adaptiveCard/action":
            assert (body["statusCode"], body["type"]) == (200, "application/vnd.microsoft.activity.message")
            said = body["value"]
        case "task/fetch" | "task/submit":
            assert body["task"]["type"] == "message"
            said = body["task"]["value"]
        case "config/fetch":
            said = body["config"]["value"]
        case _:
            assert (body["statusCode"], body["type"]) == (400, "application/vnd.microsoft.error")
            said = body["value"]["message"]
    assert re.fullmatch(r"[A-Z].*\.", said)


@pytest.mark.parametrize("data", [None, "x", [], {}, {"tenant": {"id": [TENANT]}}, {"team": None, "tenant": "x"}])
async def test_a_tenant_that_the_conversation_alone_names_is_known(stage, data):
    answered, _ = await stage.world.deliver(press(stage.world, channelData=data))
    assert (answered, len(stage.bot.turns)) == (200, 1)


async def test_a_signed_service_url_off_the_list_is_refused(stage):
    world = stage.world
    evil = "https://evil.example/"
    headers = {"Authorization": f"Bearer {world.keys.token(world.settings().app_id, evil)}"}
    assert (await world.deliver(press(world, serviceUrl=evil), headers))[0] == 403
    assert stage.bot.turns == []


async def test_both_tenants_agreeing_on_another_tenant_are_refused(stage):
    conversation = {"id": "19:x", "conversationType": "channel", "tenantId": OTHER}
    other = press(stage.world, conversation=conversation, channelData={"tenant": {"id": OTHER}})
    assert (await stage.world.deliver(other))[0] == 403


@pytest.mark.parametrize(
    "kind", ["typing", "messageReaction", "messageUpdate", "messageDelete", "event", "never heard of"]
)
async def test_activities_the_bot_has_no_use_for_are_taken_and_dropped(stage, kind):
    assert await stage.world.deliver(stage.world.activity(kind, ANYBODY, stage.world.channel)) == (200, None)
    assert stage.bot.turns == []


async def test_a_press_delivered_four_times_is_one_turn_and_four_equal_answers(stage):
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    heard = await priya.says("due")
    stage.bot.turns.clear()
    answers = await priya.presses(heard.card, "accept", deliveries=4)
    assert len(stage.bot.turns) == 1
    assert all(answer == answers[0] for answer in answers)


async def test_a_new_id_is_a_new_delivery_which_storage_has_to_know_about(stage):
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    heard = await priya.says("due")
    stage.bot.turns.clear()
    await priya.presses(heard.card, "accept", deliveries=3, each="new id")
    assert len(stage.bot.turns) == 3


async def test_a_message_delivered_twice_is_answered_with_one_card(stage):
    world = stage.world
    priya = world.person("Priya Shah")
    await world.install(by=priya)
    said = world.activity("message", priya.person, priya.chat)
    said["text"] = "due"
    await asyncio.gather(*(world.deliver(said) for _ in range(3)))
    assert len(world.shown(priya.chat)) == 1


async def test_the_same_id_from_another_person_or_place_is_another_delivery(stage):
    world = stage.world
    first = press(world)
    elsewhere = world.activity("invoke", ANYBODY, world.team.channels[0])
    for other in (
        {**first, "from": {"id": "29:b", "name": "B", "aadObjectId": "b"}},
        {**first, "conversation": elsewhere["conversation"], "channelData": elsewhere["channelData"]},
    ):
        await world.deliver(first)
        await world.deliver(other)
    assert len(stage.bot.turns) == 3


async def test_an_old_client_gets_its_answer_as_a_card_in_ones_own_chat_and_in_a_channel_no_card_for_everybody(stage):
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    alone = await priya.says("due", priya.chat)
    answer = await priya.presses(alone.card, "accept", {"note": "by hand"}, old_client=True)
    assert "You pressed accept" in answer.card.words
    heard = await priya.says("due")
    answer = await priya.presses(heard.card, "accept", {"note": "by hand"}, old_client=True)
    assert answer.card.words.strip() == NO_OWN_CHAT
    assert answer.card.thread == heard.card.thread


async def test_an_answer_in_chat_is_tried_again_when_it_was_certainly_not_taken(stage):
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    stage.world.connector.fail(Fault(status=429, retry_after="0"), times=2)
    assert (await priya.says("due")).card


async def test_an_answer_in_chat_that_may_have_arrived_is_not_repeated(stage):
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    stage.world.connector.fail(Fault(reset=True, accepted=True))
    heard = await priya.says("due")
    assert heard.status == 200
    assert len(heard.cards) == 1


async def test_a_greeting_goes_to_the_channel_that_was_chosen(stage):
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    assert "Hello" in stage.world.latest(stage.world.channel).words
    assert stage.world.shown(stage.world.team.channels[0]) == []


async def test_an_anonymous_bot_works_with_whatever_tenant_the_playground_has(staging):
    stage = await staging(anonymous=True)
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    assert (await priya.says("due")).card
    assert (await priya.says("my actions", priya.chat)).card
    assert stage.world.login.fetches == stage.world.keys.fetches == 0


@pytest.mark.parametrize(
    "url", ["https://smba.trafficmanager.net/uk/", "http://10.0.0.9:3978/", "https://evil.example/"]
)
async def test_an_anonymous_bot_takes_nothing_from_elsewhere(staging, url):
    stage = await staging(anonymous=True)
    assert (await stage.world.deliver(press(stage.world, serviceUrl=url)))[0] == 403
    assert stage.bot.turns == []


async def test_an_anonymous_bot_told_its_tenants_keeps_to_them(staging):
    stage = await staging(anonymous=True, tenant_ids=(OTHER,))
    assert (await stage.world.deliver(press(stage.world)))[0] == 403


async def test_people_speak_while_another_turn_is_slow(stage):
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    gate = asyncio.Event()

    async def reply(turn):
        if getattr(turn, "text", "") == "slow":
            await gate.wait()
        return Reply(card("answered"))

    stage.bot.reply = reply
    slow = asyncio.create_task(priya.says("slow", priya.chat))
    for number in range(5):
        assert (await priya.says(f"quick {number}")).card
    assert not slow.done()
    gate.set()
    assert (await slow).card


async def test_what_was_said_and_what_is_stored_are_the_same_place(stage):
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    await priya.says("due")
    installed, *_, said = (turn.place for turn in stage.bot.turns)
    assert isinstance(installed, Place)
    assert installed.conversation_id == said.conversation_id == stage.world.channel.id
    assert installed.service_url == said.service_url == stage.world.connector.service_url
