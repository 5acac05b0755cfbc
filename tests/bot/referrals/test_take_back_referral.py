"""A referral made by mistake is taken back: open again with its words, until something was done because of it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine.messages import Card
from storage import history, referrals
from tests.bot.referrals.test_referral import VIEWS, final_plan, journey_of, play
from tests.cards.strictness import buttons
from tests.cast import EAST, SUPPORT, VIEWER, WEST, WORKER
from tests.play import Play, read

__all__ = ["play"]
WHY = {"reason": "The plan is not final yet."}


async def made(play: Play) -> Card:
    await final_plan(play)
    await play.post_all()
    form = await play.press(WORKER, play.shown("Referral to the Permanency Panel, C-0001"), "Write the views")
    card = await play.press(WORKER, form, "Refer", VIEWS)
    assert "Made on Fri 27 February 2026 by Wren Worker." in read(card)
    await play.post_all()
    return card


async def test_it_is_open_again_with_what_was_written_and_may_be_made_anew(play: Play) -> None:
    form = await play.press(EAST, await made(play), "Take the referral back")
    assert "made on Fri 27 February 2026 by Wren Worker." in read(form)
    assert "Write why it is taken back." in read(await play.press(EAST, form, "Take it back", {"reason": ""}))
    card = await play.press(EAST, form, "Take it back", WHY)
    assert "The referral is taken back: it is open again, with what was written in it." in read(card)
    assert "Complete, and not made yet." in read(card)
    assert not [one for one in await journey_of(play) if one.type == "panel_referral_made"]
    await play.post_all()
    shown = play.shown("Referral to the Permanency Panel, C-0001", "Complete, and not made yet.")
    await play.press(WORKER, shown, "Refer to the panel")
    assert [one for one in await journey_of(play) if one.type == "panel_referral_made"]


async def test_it_is_taken_back_once_and_who_comes_late_is_told(play: Play) -> None:
    form = await play.press(EAST, await made(play), "Take the referral back")
    pressed = play.pressing(EAST, form, "Take it back", WHY)
    assert len({read(await play.deliver_press(pressed)) for _ in range(3)}) == 1
    late = read(await play.press(SUPPORT, form, "Take it back", WHY))
    assert "This changed while you were looking at it: Erin East took it back" in late
    async with play.bot.house.store.read() as work:
        its = [one.verb for one in await history.of(work, "referral", 1)]
        assert (await referrals.find(work, 1)) is not None
    assert its.count("take_back_referral") == 1


async def test_it_stands_while_the_child_is_on_an_agenda(play: Play) -> None:
    card = await made(play)
    agenda = await play.say(SUPPORT, "agenda 13/03/2026")
    assert "C-0001" in read(agenda)
    await play.press(SUPPORT, agenda, "Publish and invite")
    refused = read(await play.press(EAST, card, "Take the referral back"))
    assert "The child is on the agenda of 13 March 2026; take the child off that agenda first." in refused


@pytest.mark.parametrize("who", [WEST, VIEWER])
async def test_who_may_not_refer_the_child_may_not_take_it_back(play: Play, who: Any) -> None:
    card = await made(play)
    assert "Take the referral back" in [node["title"] for node in buttons(card)]
    assert "reason" not in str(await play.press(who, card, "Take the referral back"))
