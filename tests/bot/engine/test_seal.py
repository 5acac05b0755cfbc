"""A button's data comes back as it was sent, to the conversation it was sent to, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies as st

from bot.engine.forms import ASKS
from bot.engine.messages import Caller, Place, Reply, Submission, Turn
from bot.engine.seal import OURS, SEAL, SENTENCE, Seal, SealedMessenger, sealed
from cards.parts import button, finish, text_input, words
from tests.recording import RecordingMessenger

SEALED = Seal(b"a key")
HERE = Place("tenant", "19:here", "http://localhost", "channel")
CARD = finish(
    [words("An invitation"), text_input("reason", "The reason")],
    [button("Accept", "accept_invitation", {"of": "invitation:12", "id": 12, "version": 3})],
    said="An invitation.",
)


def sent() -> dict[str, Any]:
    return dict(SEALED.on(CARD, HERE.conversation_id)["actions"][0]["data"])


def press(data: dict[str, Any], place: Place = HERE, verb: str = "accept_invitation") -> Submission:
    return Submission(verb, data, Caller("oid", "29:x", "Erin"), place, "1", "d")


def test_what_was_sent_comes_back_without_its_seal_and_with_what_was_typed() -> None:
    opened = SEALED.opened(press({**sent(), "reason": "On leave"}))
    assert opened is not None
    assert dict(opened.data) == {
        "action": "accept_invitation",
        "of": "invitation:12",
        "id": 12,
        "version": 3,
        "reason": "On leave",
    }


def test_an_old_clients_submit_carries_the_same_seal() -> None:
    action = SEALED.on(CARD, HERE.conversation_id)["actions"][0]
    assert action["fallback"]["data"] == action["data"]


def test_the_card_given_is_left_as_it_is() -> None:
    SEALED.on(CARD, HERE.conversation_id)
    assert SEAL not in CARD["actions"][0]["data"]


@given(name=st.sampled_from(["of", "id", "version", "action", ASKS]), value=st.one_of(st.integers(), st.text()))
def test_a_changed_id_version_or_verb_is_not_opened(name: str, value: object) -> None:
    before = sent()
    changed = {**before, name: value}
    assert SEALED.opened(press(changed)) is None or changed == before


@pytest.mark.parametrize("name", sorted(OURS - {ASKS}))
def test_what_only_a_button_says_cannot_be_said_beside_one(name: str) -> None:
    card = finish([text_input("reason", "The reason")], [button("Show", "open_list", {})], said="A list.")
    data = SEALED.on(card, HERE.conversation_id)["actions"][0]["data"]
    opened = SEALED.opened(press({**data, name: "digest:oid-east:2026-03-12", "reason": "typed"}, verb="open_list"))
    assert opened is not None
    assert dict(opened.data) == {"action": "open_list", "reason": "typed"}


@given(place=st.integers(0, 60), byte=st.characters(codec="ascii"))
def test_no_byte_of_the_seal_can_be_changed(place: int, byte: str) -> None:
    data = sent()
    whole = data[SEAL]
    at = place % len(whole)
    changed = whole[:at] + byte + whole[at + 1 :]
    assert SEALED.opened(press({**data, SEAL: changed})) is None or changed == whole


def test_a_button_of_another_conversation_verb_or_key_is_not_opened() -> None:
    assert SEALED.opened(press(sent(), replace(HERE, conversation_id="19:there"))) is None
    assert SEALED.opened(press(sent(), verb="decline_invitation")) is None
    assert Seal(b"another key").opened(press(sent())) is None
    assert SEALED.opened(press({"action": "accept_invitation", "id": 12})) is None


async def test_a_broken_seal_is_answered_with_a_sentence_and_goes_no_further() -> None:
    reached: list[Turn] = []

    async def answer(turn: Turn) -> Reply:
        reached.append(turn)
        return Reply(CARD)

    door = sealed(answer, SEALED)
    refused = await door(press({**sent(), "id": 13}))
    assert refused.card is not None
    assert refused.card["body"][0]["text"] == SENTENCE
    assert reached == []
    reply = await door(press(sent()))
    assert reply.card == SEALED.on(CARD, HERE.conversation_id)
    assert SEAL not in reached[0].data  # type: ignore[union-attr]


async def test_posted_and_updated_cards_leave_sealed() -> None:
    inner = RecordingMessenger()
    messenger = SealedMessenger(inner, SEALED)
    posted = await messenger.post(HERE, CARD, "toast")
    await messenger.update(HERE, posted, CARD)
    assert [card for _, _, card in inner.log] == [SEALED.on(CARD, HERE.conversation_id)] * 2
