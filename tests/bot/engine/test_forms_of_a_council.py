"""The forms of a council at work, pressed without what stood in them: nothing in the database changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.engine.dispatch import dispatch
from bot.engine.messages import Card, Reply, Submission, Turn
from bot.engine.seal import Seal, sealed
from bot.routes import CONTENTS
from permanence.people.person import Person
from tests.afternoon import AFTER, afternoon
from tests.cards.strictness import buttons, inputs, verb_of
from tests.cast import CHAIR, EAST, SUPPORT
from tests.conftest import Clock
from tests.dump import dump
from tests.play import CHANNEL, Play, caller, open_play, read
from usecases.house import House

SEAL = Seal(b"a key")
MOST_CARDS = 400
OF_CHILD = tuple(f"{command} C-0001" for command in ("child", "meeting", "steps", "refer", "actions"))
SAID = (*OF_CHILD, "agenda", "sitting", "record", "my actions", "reminders", "away")


@dataclass
class Walk:
    """Every card that can be come to by showing, and what of them sends a form, one of each kind and shape."""

    play: Play
    forms: dict[tuple[str, ...], tuple[Person, Card, dict[str, Any]]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    turns: int = 0

    async def press(self, who: Person, button: dict[str, Any], typed: dict[str, Any] | None = None) -> Reply:
        self.turns += 1
        verb, data = str(verb_of(button)), {**button["data"], **(typed or {})}
        turn = Submission(verb, data, caller(who), CHANNEL, f"walk-{self.turns}", f"d-{self.turns}")

        async def answer(turn: Turn) -> Reply:
            return await dispatch(self.play.bot, self.play.roster, turn)

        return await sealed(answer, SEAL)(turn)

    async def through(self, who: Person, card: Card) -> None:
        waiting = [SEAL.on(card, CHANNEL.conversation_id)]
        while waiting and len(self.seen) < MOST_CARDS:
            shown = waiting.pop()
            for button in buttons(shown):
                verb = verb_of(button)
                if verb and CONTENTS.verbs[verb].form and inputs(shown):
                    self.forms.setdefault(shape(shown, verb), (who, shown, button))
                mark = f"{who.oid} {verb} {sorted((k, v) for k, v in button.get('data', {}).items() if k != 'seal')}"
                if verb is None or CONTENTS.verbs[verb].writes or mark in self.seen:
                    continue
                self.seen.add(mark)
                reply = await self.press(who, button)
                if reply.card is not None:
                    waiting.append(reply.card)


def shape(card: Card, verb: str) -> tuple[str, ...]:
    """Cards alike but for their ids are walked once."""
    return (verb, *sorted({one["id"].rstrip("0123456789") for one in inputs(card)}))


def losses(card: Card) -> Iterator[dict[str, Any]]:
    """What a broken client sends: nothing; everything but one that stood there; null in its place; all null."""
    whole = {one["id"]: one.get("value") or "Words" for one in inputs(card)}
    must_come = [one["id"] for one in inputs(card) if one.get("isRequired") or one.get("value")]
    if must_come:
        yield {}
        yield dict.fromkeys(whole)
    for missing in must_come:
        yield {name: value for name, value in whole.items() if name != missing}
        yield {**whole, missing: None}


@pytest.mark.long
async def test_no_form_of_a_council_at_work_changes_anything_without_what_stood_in_it(
    house: House, clock: Clock
) -> None:
    await afternoon(house.store)
    clock.now = datetime(2026, 3, 9, 9, tzinfo=UTC)
    play = await open_play(house, clock)
    form = await play.press(EAST, await play.say(EAST, "child C-0001"), "Siblings")
    await play.press(EAST, form, "Save", {"siblings": "C-0002"})
    reached: set[str] = set()
    for now in (clock.now, AFTER):
        clock.now, walk = now, Walk(play)
        for who in (EAST, SUPPORT, CHAIR):
            for said in SAID:
                await walk.through(who, await play.say(who, said))
        before = await dump(house.store)
        for (verb, *_), (who, shown, button) in walk.forms.items():
            reached.add(verb)
            for lost in losses(shown):
                reply = await walk.press(who, button, lost)
                assert reply.card is not None
                assert "so nothing was changed" in read(reply.card), (verb, lost, read(reply.card))
        assert await dump(house.store) == before
    assert len(reached) >= 8, sorted(reached)
