"""What is for one person never becomes a post in a shared place, whichever way it was asked, whatever Teams can do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.engine.seal import Seal
from bot.routes import CONTENTS
from cards.arrival_words import IN_OWN_CHAT, NO_OWN_CHAT, ON_ITS_WAY
from permanence.people import rights
from permanence.people.person import ROLES
from tests.bot.engine.conftest import Live
from tests.bot.engine.test_rights import MADE_UP
from tests.cast import take_into_care
from tests.loopback import Fault, Shown, Visitor
from usecases.setup.seal_key import seal_key
from usecases.setup.targeted_messages import AGAIN

CHILD = "C-7731"
WAYS = ("takes", "refuses", "ignores")  # what the connector does with a targeted message
TO_EVERYBODY = {IN_OWN_CHAT, NO_OWN_CHAT}


def plainly(card: Shown) -> str:
    return card.words.replace("\\", "").strip()


async def child_in_care(live: Live) -> None:
    await take_into_care(live.house, CHILD, "East", date(2025, 1, 5), initials="ZQ")


async def submits(live: Live, who: Visitor, verb: str, data: dict[str, Any], where: Any = None) -> list[str]:
    """Press a button as an old client does, in a thread of the channel: what everybody reads there afterwards."""
    spot = where or live.world.channel
    of_button = {"action": verb, **data}
    node = {"type": "Action.Submit", "title": verb, "data": of_button}
    seal = Seal(await seal_key(live.house))
    sealed = seal.on({"type": "AdaptiveCard", "version": "1.5", "body": [], "actions": [node]}, spot.id)
    thread = live.world.connector.next_id()
    live.world.connector.note_message(spot.id, thread)
    activity = live.world.activity("message", who.person, spot, thread)
    activity["value"] = sealed["actions"][0]["data"]
    activity["replyToId"] = thread
    status, _ = await live.world.deliver(activity)
    assert status == 200
    return [plainly(card) for card in live.world.shown(spot) if card.thread == thread]


def of_child(verb: str) -> dict[str, Any]:
    return {**MADE_UP, "child": CHILD, "ref": CHILD, "reference": CHILD, "children": CHILD, "of": f"child:{CHILD}"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("chat", [True, False], ids=["own chat", "no own chat"])
async def test_no_button_pressed_by_the_old_way_in_is_answered_to_everybody(live: Live, way: str, chat: bool) -> None:
    await child_in_care(live)
    live.world.connector.targeting = way
    if chat:
        await live.support.says("help", live.support.chat)
    for verb in CONTENTS.verbs:
        read = await submits(live, live.support, verb, of_child(verb))
        expected = [] if way == "takes" else [IN_OWN_CHAT if chat else NO_OWN_CHAT]
        assert read == expected, verb


async def test_a_button_pressed_by_the_old_way_in_is_answered_in_full_to_who_pressed(live: Live) -> None:
    await child_in_care(live)
    await submits(live, live.support, "show_child", {"child": CHILD})
    alone = [one for one in live.world.connector.log if one.only == live.support.person.teams_id]
    assert f"{CHILD}" in str(alone[-1].card)
    assert "ZQ" in str(alone[-1].card)


async def commands(live: Live, who: Visitor) -> dict[str, tuple[list[str], list[str]]]:
    """Each command said in the channel: what everybody reads in its thread, and what this person reads besides."""
    found = {}
    for name, command in CONTENTS.commands.items():
        if command.local_only:
            continue
        before = len(live.world.connector.log)
        heard = await who.says(name if command.shared else f"{name} {CHILD}")
        assert heard.status == 200
        everybody = {card.activity_id for card in live.world.shown()}
        its = who.posted_since(before, live.world.channel)
        public = [plainly(card) for card in its if card.activity_id in everybody]
        alone = [plainly(card) for card in its if card.activity_id not in everybody]
        found[name] = public, alone
    return found


async def test_what_is_asked_in_the_channel_is_seen_by_who_asked_alone(live: Live) -> None:
    await child_in_care(live)
    for name, (public, alone) in (await commands(live, live.support)).items():
        shared = CONTENTS.commands[name].shared
        assert (len(public), len(alone)) == ((1, 0) if shared else (0, 1)), name
        assert CHILD not in "".join(public)
    heard = await live.support.says(f"child {CHILD}")
    assert f"{CHILD} (ZQ)" in plainly(heard.card)
    assert heard.card.activity_id not in {card.activity_id for card in live.world.shown()}


@pytest.mark.parametrize("way", ["refuses", "ignores"])
async def test_without_targeted_messages_it_comes_to_the_own_chat_and_the_channel_says_so_in_five_words(
    live: Live, way: str
) -> None:
    await child_in_care(live)
    live.world.connector.targeting = way
    await live.support.says("help", live.support.chat)
    heard = await live.support.says(f"child {CHILD}")
    assert plainly(heard.card) == IN_OWN_CHAT
    assert len(IN_OWN_CHAT.split()) == 5
    await live.until(lambda: f"{CHILD} (ZQ)" in live.world.latest(live.support.chat).words.replace("\\", ""))
    mine = live.world.latest(live.support.chat)
    answer = await live.support.presses(mine, "explain_child")
    assert CHILD in plainly(answer.card), "its buttons work there"
    assert all(CHILD not in plainly(card) for card in live.world.shown())


@pytest.mark.parametrize("way", ["refuses", "ignores"])
async def test_who_has_no_own_chat_is_told_what_to_do_and_nothing_of_the_child(live: Live, way: str) -> None:
    await child_in_care(live)
    live.world.connector.targeting = way
    for public, alone in [its for name, its in (await commands(live, live.support)).items() if name == "child"]:
        assert (public, alone) == ([NO_OWN_CHAT], [])
    assert all(CHILD not in str(one.card) for one in live.world.connector.log)


@pytest.mark.parametrize("way", WAYS)
async def test_what_teams_can_do_is_learned_by_one_message_without_data_and_remembered(live: Live, way: str) -> None:
    await child_in_care(live)
    live.world.connector.targeting = way
    for _ in range(3):
        await live.support.says(f"child {CHILD}")
        await live.admin.says(f"child {CHILD}")
    tried = [one for one in live.world.connector.log if ON_ITS_WAY in str(one.card) and one.kind != "delete"]
    assert len(tried) == (0 if way == "refuses" else 1)
    assert live.world.connector.refused.get("400 BadArgument", 0) == (1 if way == "refuses" else 0)
    assert all(plainly(card) != ON_ITS_WAY for card in live.world.shown())


async def test_a_tenant_that_had_no_targeted_messages_is_asked_again_after_a_week(live: Live) -> None:
    await child_in_care(live)
    live.world.connector.targeting = "refuses"
    assert plainly((await live.support.says(f"child {CHILD}")).card) == NO_OWN_CHAT
    live.world.connector.targeting = "takes"
    assert plainly((await live.support.says(f"child {CHILD}")).card) == NO_OWN_CHAT
    live.clock.move(seconds=AGAIN / timedelta(seconds=1))
    assert CHILD in plainly((await live.support.says(f"child {CHILD}")).card)


async def test_a_targeted_answer_that_is_not_taken_comes_to_the_own_chat(live: Live) -> None:
    await child_in_care(live)
    await live.support.says("help", live.support.chat)
    await live.support.says(f"child {CHILD}")
    fault = Fault(status=502)
    live.world.connector.fail(fault, 1, lambda request: "isTargetedActivity" in request.query)
    assert plainly((await live.support.says(f"why {CHILD}")).card) == IN_OWN_CHAT
    await live.until(lambda: CHILD in plainly(live.world.latest(live.support.chat)))


async def test_a_message_only_the_bot_was_to_see_is_answered_to_its_sender_alone(live: Live) -> None:
    activity = live.world.activity("message", live.support.person, live.world.channel)
    activity["text"] = "help"
    activity["recipient"]["isTargeted"] = True
    before = live.world.shown()
    await live.world.deliver(activity)
    assert live.world.shown() == before
    assert live.world.connector.log[-1].only == live.support.person.teams_id


def test_only_what_every_role_may_see_is_answered_for_everybody_to_read() -> None:
    for name, command in CONTENTS.commands.items():
        if command.shared:
            assert command.right.for_anybody or set(command.right.of_all) == set(ROLES), name
    told = {name for name, command in CONTENTS.commands.items() if command.tells_of_children and command.shared}
    assert told == {"sitting"}, "the card of a sitting stands in the channel anyway"
    assert rights.SEE_SITTING.of_team == ()
