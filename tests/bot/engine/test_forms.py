"""A form that comes back without what stood in it changes nothing and is shown again: the kind, on every example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.engine.context import Bot
from bot.engine.dispatch import dispatch
from bot.engine.messages import Card, Dialog, Reply, Submission, Turn
from bot.engine.seal import Seal, sealed, shown
from bot.routes import CONTENTS
from bot.teams.activities import read_activity
from bot.teams.turns import message_turn, press_turn
from permanence.people import rights
from permanence.refusals import Incomplete, NotAllowed, Refusal, Taken
from tests.cards.strictness import buttons, faults, inputs, verb_of
from tests.cards.test_every_card import EXAMPLES
from tests.cast import SUPPORT
from tests.conftest import Clock
from tests.play import CHANNEL, caller, open_play, read
from usecases.house import House

SEAL = Seal(b"a key")
NOTHING_CHANGED = "so nothing was changed"
Asked = tuple[str, Card, dict[str, Any]]  # which example, its card as sealed, its button


def forms() -> Iterator[Asked]:
    """Every example's every button that sends a form."""
    for example in EXAMPLES:
        card = SEAL.on(example.values[0], CHANNEL.conversation_id)
        if inputs(card):
            yield from ((str(example.id), card, one) for one in buttons(card) if sends_form(one))


def sends_form(button: dict[str, Any]) -> bool:
    verb = verb_of(button)
    return verb in CONTENTS.verbs and bool(CONTENTS.verbs[verb].form)


FORM_EXAMPLES = list(forms())


class Door:
    """The real dispatch behind the real seal; the handler of a form only notes that it was reached and with what."""

    def __init__(self) -> None:
        self.card: Card = {}
        self.reached: list[Submission] = []
        self.no: Refusal | None = None
        self.closed = False

    async def shows(self, bot: Bot, pressed: Submission) -> Reply:
        # A dialog is shown again by its own handler, which is told what did not come.
        if CONTENTS.verbs[pressed.verb].form and not pressed.lacking:
            return await self.takes(bot, pressed)
        if self.closed:
            raise NotAllowed("The sitting is closed.")
        return Dialog(self.card) if pressed.dialog else Reply(self.card)

    async def takes(self, bot: Bot, pressed: Submission) -> Reply:
        self.reached.append(pressed)
        if self.no is not None:
            raise self.no
        return Reply()


@pytest.fixture
async def door(house: House, clock: Clock) -> Any:
    play, its = await open_play(house, clock), Door()
    verbs = {
        name: replace(verb, handle=its.takes if verb.form not in ("", name) else its.shows, right=rights.READ)
        for name, verb in CONTENTS.verbs.items()
    }
    play.bot.contents = replace(CONTENTS, verbs=verbs)

    async def answer(turn: Turn) -> Reply:
        return await dispatch(play.bot, play.roster, turn)

    opened = sealed(answer, SEAL)

    async def press(
        example: Asked,
        typed: Mapping[str, Any],
        *,
        old_client: bool = False,
        no: Refusal | None = None,
        closed: bool = False,
    ) -> tuple[Any, Any]:
        """What is answered, and what the handler was handed, if it was; `no` is how it refuses, `closed` the form."""
        its.no, its.closed = no, closed
        _, its.card, button = example
        its.card = next(one.values[0] for one in EXAMPLES if one.id == example[0])
        its.reached.clear()
        reply = await opened(turn_of(button, typed, old_client))
        return reply.card, its.reached[0].data if its.reached else None

    return press


def turn_of(button: Mapping[str, Any], typed: Mapping[str, Any], old_client: bool) -> Submission:
    """The press as Teams sends it, or as an old client does, or from a dialog."""
    data = {**button["data"], **typed}
    if button["type"] == "Action.Submit":
        return Submission(data["action"], data, caller(SUPPORT), CHANNEL, "1", "d", dialog=True)
    body = {
        "type": "message" if old_client else "invoke",
        "channelId": "msteams",
        "serviceUrl": CHANNEL.service_url,
        "from": {"id": f"29:{SUPPORT.oid}", "name": SUPPORT.name, "aadObjectId": SUPPORT.oid},
        "conversation": {"id": CHANNEL.conversation_id, "conversationType": "channel"},
        "channelData": {"tenant": {"id": CHANNEL.tenant_id}, "team": {"id": CHANNEL.team_id}},
        "value": data if old_client else {"action": {"verb": button["verb"], "data": data}},
    }
    return message_turn(read_activity(body)) if old_client else press_turn(read_activity(body))  # type: ignore[return-value]


def filled(card: Card) -> dict[str, str]:
    """Something in every input."""
    return {one["id"]: one.get("value") or _any(one) for one in inputs(card)}


def _any(one: Mapping[str, Any]) -> str:
    match one["type"]:
        case "Input.ChoiceSet":
            return str(one["choices"][0]["value"]) if one["choices"] else "x"
        case "Input.Date":
            return "2026-04-01"
        case _:
            return "Words"


def must_come(card: Card) -> list[str]:
    return [one["id"] for one in inputs(card) if one.get("isRequired") or one.get("value")]


async def test_a_form_without_any_of_its_inputs_changes_nothing_and_is_shown_again(door: Any) -> None:
    for example in FORM_EXAMPLES:
        name, card, button = example
        if must_come(card):
            for old_client in (False, True):
                again, taken = await door(example, {}, old_client=old_client)
                assert taken is None, name
                assert "What was filled in did not arrive, so nothing was changed" in read(again), name
                assert {one["id"]: one.get("value") for one in inputs(again)} == {
                    one["id"]: one.get("value") for one in inputs(card)
                }, name
                assert verb_of(button) in {verb_of(one) for one in buttons(again)}


async def test_each_input_that_stood_there_must_come_and_what_did_come_is_kept(door: Any) -> None:
    for example in FORM_EXAMPLES:
        name, card, _ = example
        whole = filled(card)
        for missing in must_come(card):
            for lost in ({k: v for k, v in whole.items() if k != missing}, {**whole, missing: None}):
                again, taken = await door(example, lost)
                assert taken is None, (name, missing)
                assert NOTHING_CHANGED in read(again), (name, missing)
                kept = {one["id"]: one.get("value") for one in inputs(again)}
                assert {k: kept[k] for k in whole if k != missing} == {k: v for k, v in whole.items() if k != missing}
                assert faults(again) == [], (name, missing)


async def test_an_input_left_empty_comes_as_empty_or_by_the_button_that_says_so(door: Any) -> None:
    for example in FORM_EXAMPLES:
        name, card, button = example
        whole = filled(card)
        for one in inputs(card):
            if one.get("isRequired") or not one.get("value"):
                continue
            _, taken = await door(example, {**whole, one["id"]: ""})
            assert taken is not None, (name, one["id"])
            assert taken[one["id"]] == "", (name, one["id"])
            lost = {k: v for k, v in whole.items() if k != one["id"]}
            again, _ = await door(example, lost)
            leave = next(b for b in buttons(again) if b["title"] == "Leave it empty" and verb_of(b) == verb_of(button))
            if len(whole) > 1:
                _, taken = await door((name, again, leave), lost)
                assert taken is not None, (name, one["id"])
                assert taken[one["id"]] == "", (name, one["id"])


async def test_a_whole_form_is_taken_with_what_it_asks_for_and_nothing_besides(door: Any) -> None:
    for example in FORM_EXAMPLES:
        name, card, button = example
        whole = filled(card)
        extra = {"view_9": "x", "ready_99": "x", "answer.none": "x", "asked": "x", "panel": "x", "start": "6"}
        for old_client in (False, True):
            _, taken = await door(example, {**extra, **whole}, old_client=old_client)
            of_button = shown(SEAL.key, button["data"], CHANNEL.conversation_id)
            assert taken == {**{k: v for k, v in of_button.items() if k not in ("seal", "asks")}, **whole}, name


async def test_what_was_shown_empty_may_stay_away(door: Any) -> None:
    for example in FORM_EXAMPLES:
        name, card, _ = example
        needed = {k: v for k, v in filled(card).items() if k in must_come(card)}
        _, taken = await door(example, needed)
        assert taken is not None, name


async def test_a_form_drawn_by_the_version_before_is_shown_anew(door: Any) -> None:
    name, card, _ = next(one for one in FORM_EXAMPLES if one[0].startswith("siblings_form"))
    plain = next(one.values[0] for one in EXAMPLES if one.id == name)
    old = buttons(plain)[0]["data"]
    mark = SEAL._mark(CHANNEL.conversation_id, "keep_siblings", old)
    before = {**buttons(plain)[0], "data": {**old, "seal": f"{','.join(sorted(old))}:{mark}"}}
    again, taken = await door((name, card, before), {"siblings": "C-0002"})
    assert taken is None
    assert NOTHING_CHANGED in read(again)


async def test_a_form_that_something_is_wrong_with_comes_back_as_it_was_filled_in(door: Any) -> None:
    for example in FORM_EXAMPLES:
        name, card, button = example
        whole = filled(card)
        if CONTENTS.verbs[verb_of(button) or ""].form == verb_of(button):
            continue  # a dialog, which draws itself again
        again, taken = await door(example, whole, no=Incomplete("Write which school."))
        assert taken is not None, name
        assert "Write which school." in read(again), name
        assert {one["id"]: one.get("value") for one in inputs(again)} == whole, name
        assert verb_of(button) in {verb_of(one) for one in buttons(again)}, name
        assert faults(again) == [], name


async def test_words_typed_into_a_form_that_cannot_be_sent_any_more_are_said_back(door: Any) -> None:
    """Whether it is refused for good, or the form cannot be shown again, or the program has a fault."""
    ways: tuple[dict[str, Any], ...] = (
        {"no": Taken("Somebody else took it.")},
        {"no": Incomplete("Write which school."), "closed": True},
    )
    for example in FORM_EXAMPLES:
        name, card, _ = example
        texts = [one for one in inputs(card) if one["type"] == "Input.Text"]
        boxes = {one["id"]: f"Words of {one['id']}"[: int(one["maxLength"])] for one in texts}
        for how in ways:
            told, _ = await door(example, {**filled(card), **boxes}, **how)
            assert str(how["no"]) in read(told), name
            said = read(told).replace("\\", "")
            assert [words for words in boxes.values() if words not in said] == [], name
            assert faults(told) == [], name


async def test_what_comes_in_an_odd_shape_is_understood_or_asked_for_again(door: Any) -> None:
    for example in FORM_EXAMPLES:
        name, card, _ = example
        whole = filled(card)
        for one in inputs(card):
            _, taken = await door(example, {**whole, one["id"]: [whole[one["id"]]]})
            assert taken is not None, name
            assert taken[one["id"]] == whole[one["id"]], name
            for odd in ({"value": "x"}, [7], [None]):
                again, taken = await door(example, {**whole, one["id"]: odd})
                assert taken is None, (name, one["id"])
                assert NOTHING_CHANGED in read(again), (name, one["id"])
