"""An action made of a message and a child shared from the search box, over real HTTP with everybody in their role."""

from __future__ import annotations

import re

import pytest

from storage import actions, people
from tests.loopback import Visitor
from tests.loopback.extension import Extension, Window
from tests.loopback.shown import CannotPress
from tests.story.conftest import Council


async def channel_chosen(council: Council) -> None:
    alex = council.person("Alex Morgan")
    await council.world.install(by=alex)
    await council.settled()
    [greeting] = council.world.shown()
    await alex.presses(greeting, "make_permanence_channel")
    await council.settled()


def extension(council: Council, who: Visitor) -> Extension:
    return Extension(council.world, who)


async def owner(council: Council, name: str) -> str:
    async with council.house.store.read() as work:
        return next(person.oid for person in await people.everyone(work) if person.name == name)


async def test_a_message_becomes_an_action_in_the_channel(council: Council) -> None:
    await channel_chosen(council)
    amy, ben = council.person("Amy Sinclair"), council.person("Ben Adeyemi")
    hers = extension(council, amy)
    hits = await hers.searches("Children in Care East")
    assert not isinstance(hits, str)
    child = hits[0].title.split()[0]
    message = hers.message(f"<p>{child}: <b>ring</b> the school &amp; ask for a report</p>")

    window = await hers.opens("create_action", message)
    assert window.title == "Create an action"
    form = window.card
    assert f"{child}: ring the school & ask for a report" in form.words
    with pytest.raises(CannotPress, match="required"):
        await hers.sends(window, message)
    typed = {"owner": await owner(council, "Amy Sinclair"), "due": "2026-03-01"}
    [again] = await hers.sends(window, message, typed)
    assert "1 March 2026 has passed; choose a day to come." in again.card.words

    answers = await hers.sends(again, message, {"due": "2026-03-26"}, deliveries=3)
    assert len({answer.last for answer in answers}) == 1
    assert re.fullmatch(
        rf"Action agreed for {child} \(\w+\): {child}: ring the school & ask for a report, Amy Sinclair, "
        r"by 26 March 2026\.",
        answers[0].last,
    )
    await council.settled()
    card = council.world.latest()
    assert f"Action for {child}" in card.words
    assert "From a message in the channel" in card.words
    assert "of Mon 2 March 2026" in card.words
    async with council.house.store.read() as work:
        assert len(await actions.everywhere(work)) == 1

    his = extension(council, ben)
    [refused] = await his.sends(await his.opens("create_action", message), message, {"ref": child, **later(typed)})
    assert "This child is not in your teams" in refused.card.words
    assert "marked it done" in (await amy.presses(card, "complete_action")).card.words


def later(typed: dict[str, str]) -> dict[str, str]:
    return {**typed, "due": "2026-03-26"}


async def test_the_dialog_is_refused_elsewhere_and_its_data_holds_where_it_was_made(council: Council) -> None:
    await channel_chosen(council)
    amy = council.person("Amy Sinclair")
    hers = extension(council, amy)
    message = hers.message("Ring the school")
    general = council.world.team.channels[0]
    refused = await hers.opens("create_action", message, general)
    assert "only on a message in the permanence channel" in refused.card.words
    assert refused.card.verbs == []
    stranger = extension(council, council.world.person("Sid Stranger"))
    assert "You are not in the people file" in (await stranger.opens("create_action", message)).card.words

    window = await hers.opens("create_action", message)
    moved = Window(window.status, window.title, type(window.card)(window.card.card, general, "", ""))
    typed = {"ref": "C-1001", "owner": await owner(council, "Amy Sinclair"), "due": "2026-03-26"}
    [broken] = await hers.sends(moved, message, typed)
    assert "was not made for this conversation" in broken.card.words
    action, _ = window.card.action("create_action", {})
    forged = {**action["data"], "message": "1", **typed, "text": "x"}
    _, body = await hers.deliver("composeExtension/submitAction", {"commandId": "create_action", "data": forged})
    assert "was not made for this conversation" in str(body)
    async with council.house.store.read() as work:
        assert await actions.everywhere(work) == []


async def test_what_is_found_is_shared_without_a_button_and_a_viewer_sees_every_team(council: Council) -> None:
    await channel_chosen(council)
    priya, nadia = council.person("Priya Nair"), council.person("Nadia Hussain")
    pressing = await extension(council, priya).searches("", first=True)
    assert not isinstance(pressing, str)
    assert 0 < len(pressing) <= 15
    assert " overdue since " in pressing[0].line
    wide = await extension(council, nadia).searches("Children in Care West")
    assert not isinstance(wide, str)
    assert len(wide) == 15
    nothing = await extension(council, priya).searches(wide[0].title.split()[0])
    assert isinstance(nothing, str)
    assert nothing.startswith("Nothing found that you may see")
    for hit in (*pressing, *wide):
        assert "actions" not in hit.card
        assert "Children in Care" not in str(hit.card)
    stranger = await extension(council, council.world.person("Sid Stranger")).searches("C-")
    assert isinstance(stranger, str)
    assert "people file" in stranger
