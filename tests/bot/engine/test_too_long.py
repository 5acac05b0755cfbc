"""Text that is too long is refused with its field and its count and never cut: every box of every form."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine.dispatch import dispatch
from bot.engine.messages import Submission
from bot.engine.seal import Seal, sealed
from bot.routes import CONTENTS
from storage import actions
from tests.afternoon import AFTER, afternoon
from tests.bot.engine.test_forms import FORM_EXAMPLES
from tests.cards.strictness import buttons, inputs, verb_of
from tests.cast import SUPPORT
from tests.conftest import Clock
from tests.play import CHANNEL, caller, open_play, read
from usecases.house import House

SEAL = Seal(b"a key")
BOXES = [
    pytest.param(card, button, one, id=f"{name}-{verb_of(button)}-{one['id']}")
    for name, card, button in FORM_EXAMPLES
    for one in inputs(card)
    if one["type"] == "Input.Text"
]


def pressing(card: Any, verb: str | None, typed: dict[str, str]) -> Submission:
    """The press of a sealed card's button, with what was typed."""
    shown = SEAL.on(card, CHANNEL.conversation_id)
    button = next(one for one in buttons(shown) if verb_of(one) == verb)
    return Submission(verb or "", {**typed, **button["data"]}, caller(SUPPORT), CHANNEL, "card", "d")


@pytest.mark.parametrize(("card", "button", "one"), BOXES)
def test_every_box_says_how_much_it_takes_and_what_is_longer_is_seen_before_any_handler(
    card: Any, button: Any, one: Any
) -> None:
    most = int(one["maxLength"])
    longer = SEAL.opened(pressing(card, verb_of(button), {one["id"]: "x" * (most + 1)}))
    assert longer is not None
    assert longer.too_long == {one["id"]: (most + 1, most)}
    assert longer.data[one["id"]] == "x" * (most + 1)
    fits = SEAL.opened(pressing(card, verb_of(button), {one["id"]: f" {'x' * most} "}))
    assert fits is not None
    assert fits.too_long == {}


def test_every_button_that_sends_a_box_can_show_its_form_again() -> None:
    sending = {
        verb_of(button) or "" for name, card, button in FORM_EXAMPLES if any("maxLength" in one for one in inputs(card))
    }
    assert sending
    assert not [verb for verb in sending if not CONTENTS.verbs[verb].form and CONTENTS.verbs[verb].writes]


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
async def test_the_form_comes_back_with_the_field_the_count_and_all_that_was_typed(house: House, clock: Clock) -> None:
    await afternoon(house.store)
    clock.now = AFTER
    play = await open_play(house, clock)
    form = await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Record")
    typed = {"text": "Go on.", "reason": "y" * 2412, "action_2": "x" * 412, "owner_1": "", "owner_2": "", "owner_3": ""}
    answer = sealed(lambda turn: dispatch(play.bot, play.roster, turn), SEAL)
    again = (await answer(pressing(form, "record_child", typed))).card
    assert again is not None
    assert "Why: 2412 characters; at most 1000." in read(again)
    assert "Action 2, if any: what is to be done: 412 characters; at most 250." in read(again)
    shown = {one["id"]: one.get("value") for one in inputs(again)}
    assert (shown["text"], shown["reason"], shown["action_2"]) == ("Go on.", "y" * 2412, "x" * 412)
    async with house.store.read() as work:
        assert await actions.open_everywhere(work) == []
