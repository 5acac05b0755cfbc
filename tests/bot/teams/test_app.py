"""A conversation through the whole Teams edge, over real HTTP."""

from __future__ import annotations

from bot.engine.messages import Installed, MemberLeft, Returned, Said, Submission, Uninstalled


async def test_a_person_hears_back_presses_and_sees_the_card_of_the_answer(stage):
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    greeting = stage.world.latest()
    assert "Hello" in greeting.words

    heard = await priya.says("my   actions")
    assert "You said my actions" in heard.card.words

    answer = await priya.presses(heard.card, "accept", {"note": "gladly"})
    assert "You pressed accept" in answer.card.words

    returned, installed, said, pressed = stage.bot.turns
    assert isinstance(returned, Returned)
    assert isinstance(installed, Installed)
    assert isinstance(said, Said)
    assert isinstance(pressed, Submission)
    assert pressed.data == {"action": "accept", "slot": 7, "note": "gladly"}
    assert pressed.activity_id == heard.card.activity_id
    assert pressed.caller.oid == priya.oid


async def test_leaving_members_and_a_removed_bot_are_told(stage):
    priya, tom = stage.world.person("Priya Shah"), stage.world.person("Tom Reed")
    await stage.world.install(by=priya)
    stage.bot.turns.clear()

    await stage.world.remove_member(tom, by=priya)
    await stage.world.uninstall(by=priya)

    left, *removed = stage.bot.turns
    assert isinstance(left, MemberLeft)
    assert left.teams_ids == (tom.person.teams_id,)
    assert left.place.team_id == stage.world.team.id
    assert all(isinstance(turn, Uninstalled) for turn in removed)
    assert len(removed) == 2
