"""Reading is held to people file and roster like writing: every button and command, by everybody who is not of both."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine.roster import NOT_ASKED, STRANGER
from bot.engine.seal import Seal
from bot.routes import CONTENTS
from permanence.people.person import ROLES, Person
from storage import people
from tests.bot.engine.conftest import Live
from tests.bot.engine.test_alone import CHILD, child_in_care, of_child, plainly
from tests.cast import SUPPORT, staff
from tests.loopback import Fault, Shown, Visitor
from tests.loopback.client import read_answer
from usecases.setup.seal_key import seal_key

WHO = ("in the file, not in the team", "in the team, not in the file", "left")


async def somebody(live: Live, which: str) -> Visitor:
    """With every right by the file, or with none because they are not in it."""
    name, oid = "Lee Leaver", "oid-lee"
    if which == "in the team, not in the file":
        return live.world.person(name, oid=oid)
    await staff(live.house, Person(oid, name, frozenset(ROLES), frozenset({"East"})))
    who = live.world.person(name, oid=oid, member=which == "left")
    if which == "left":
        assert CHILD in plainly((await who.says(f"child {CHILD}", who.chat)).card)
        await live.world.remove_member(who, by=live.admin)
    return who


async def presses(live: Live, who: Visitor, verb: str, where: Any, data: dict[str, Any]) -> str:
    """What the button of a card that was posted there answers."""
    button = {"type": "Action.Execute", "title": verb, "verb": verb, "data": {"action": verb, **data}}
    card = {"type": "AdaptiveCard", "version": "1.5", "body": [], "actions": [button]}
    sealed = Seal(await seal_key(live.house)).on(card, where.id)["actions"][0]["data"]
    activity = live.world.activity("invoke", who.person, where)
    activity["name"] = "adaptiveCard/action"
    activity["value"] = {"action": {"type": "Action.Execute", "verb": verb, "data": sealed}, "trigger": "manual"}
    status, body = await live.world.deliver(activity)
    answer = read_answer(status, body, Shown(card, where, "", "1"))
    return answer.message or plainly(answer.card)


def is_refused(words: str, which: str) -> bool:
    by_file = "not in the people file" in words or "administrators are named" in words
    return by_file if which == "in the team, not in the file" else STRANGER in words


@pytest.mark.parametrize("which", WHO)
async def test_no_button_shows_or_does_anything_for_who_is_not_of_file_and_team(live: Live, which: str) -> None:
    await child_in_care(live)
    who = await somebody(live, which)
    for where in (live.world.channel, who.chat):
        for verb, its in CONTENTS.verbs.items():
            words = await presses(live, who, verb, where, of_child(verb))
            assert is_refused(words, which) or its.right.for_anybody, (verb, words)
            assert "ZQ" not in words, verb


@pytest.mark.parametrize("which", WHO)
async def test_no_command_answers_who_is_not_of_file_and_team(live: Live, which: str) -> None:
    await child_in_care(live)
    who = await somebody(live, which)
    for where in (live.world.channel, who.chat):
        for name, command in CONTENTS.commands.items():
            asked = [f"{name} {CHILD}", name] if command.tells_of_children else [name]
            for words in asked:
                said = plainly((await who.says(words, where)).cards[-1])
                assert is_refused(said, which) or command.right.for_anybody, (words, said)
                assert "ZQ" not in said, words
        said = plainly((await who.says("what about Erin East of East team", where)).cards[-1])
        assert CHILD not in said


@pytest.mark.parametrize("which", WHO)
async def test_no_search_finds_anything_for_who_is_not_of_file_and_team(live: Live, which: str) -> None:
    await child_in_care(live)
    who = await somebody(live, which)
    for command in CONTENTS.searches:
        activity = live.world.activity("invoke", who.person, live.world.channel)
        activity["name"] = "composeExtension/query"
        activity["value"] = {"commandId": command, "parameters": [{"name": "words", "value": CHILD}]}
        _, body = await live.world.deliver(activity)
        assert is_refused(str(body), which)
        assert "ZQ" not in str(body)


async def test_a_reader_is_let_through_while_teams_is_away_only_when_they_were_just_in_the_team(live: Live) -> None:
    await child_in_care(live)
    assert CHILD in plainly((await live.support.says(f"child {CHILD}")).card)
    live.world.connector.fail(Fault(status=503), None, lambda request: request.path.endswith("pagedmembers"))
    live.clock.move(minutes=5)
    assert f"{CHILD} (ZQ)" in plainly((await live.support.says(f"child {CHILD}")).card)
    live.clock.move(hours=1)
    assert NOT_ASKED in plainly((await live.support.says(f"child {CHILD}")).card)
    async with live.house.store.read() as work:
        assert await people.find(work, SUPPORT.oid) is not None
