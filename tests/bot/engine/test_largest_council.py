"""The largest council at work: every answer to what may be said and shown, and every message posted, within 28 KB."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.engine.dispatch import dispatch
from bot.engine.fitting import HOUSE, size
from bot.engine.messages import Card, ChoicesAsked, Reply, Searched, Submission, Turn
from bot.engine.outcomes import Post
from bot.engine.seal import Seal, sealed
from bot.routes import CONTENTS
from permanence import policy as policies
from permanence.people.person import Person
from storage.outbox import Letter
from storage.store import Store
from tests.cards.strictness import buttons, inputs, verb_of
from tests.cast import CHAIR, EAST, SUPPORT
from tests.conftest import Clock
from tests.largest import largest
from tests.play import CHANNEL, Play, caller, open_play, read
from usecases.house import House

SEAL = Seal(b"a key")
MOST_OF_EACH = 1  # presses of one button by one person; its cards are alike
OF_A_CHILD = {name: f"{name} C-0001" for name in ("child", "why", "meeting", "steps", "refer", "actions")}
SAID = tuple(OF_A_CHILD.get(name, name) for name, its in CONTENTS.commands.items() if not its.local_only)
MORNING, AFTER = datetime(2026, 3, 9, 9, tzinfo=UTC), datetime(2026, 3, 12, 17, tzinfo=UTC)


@dataclass
class Council:
    """The council behind the real dispatch and seal; how large each answer was, by what was said or pressed."""

    play: Play
    largest: Counter[str] = field(default_factory=Counter)
    pressed: Counter[tuple[str, str]] = field(default_factory=Counter)
    turns: int = 0

    async def answer(self, turn: Turn) -> Reply:
        async def plain(turn: Turn) -> Reply:
            return await dispatch(self.play.bot, self.play.roster, turn)

        return await sealed(plain, SEAL)(turn)

    async def press(self, who: Person, button: dict[str, Any], typed: dict[str, str] | None = None) -> Card:
        self.turns += 1
        verb, data = str(verb_of(button)), {**button["data"], **(typed or {})}
        turn = Submission(verb, data, caller(who), CHANNEL, f"walk-{self.turns}", f"d-{self.turns}")
        card = (await self.answer(turn)).card
        assert card is not None
        self.seen(verb, card)
        return card

    def seen(self, what: str, card: Card) -> None:
        self.largest[what] = max(self.largest[what], size(card))

    async def through(self, who: Person, said: str) -> None:
        """What is answered, and every card that can be come to from it by showing."""
        waiting = [SEAL.on(await self.play.say(who, said), CHANNEL.conversation_id)]
        self.seen(f"say {said}", waiting[0])
        while waiting:
            for button in buttons(waiting.pop()):
                verb = verb_of(button)
                if verb is None or CONTENTS.verbs[verb].writes or self.pressed[who.oid, verb] >= MOST_OF_EACH:
                    continue
                self.pressed[who.oid, verb] += 1
                waiting.append(await self.press(who, button))


@pytest.fixture
async def council(tmp_path: Path, empty_sqlite: Path) -> AsyncIterator[Council]:
    """On SQLite alone: the size of a card does not depend on where it was kept."""
    path = tmp_path / "largest.db"
    shutil.copy(empty_sqlite, path)
    store = Store(f"sqlite:///{path}")
    await largest(store)
    house = House(store, policies.load("west-sussex"), frozenset({"oid-admin"}))
    play = await open_play(house, Clock(MORNING), (SUPPORT, CHAIR, EAST))
    play.bot.patience = 600  # a busy machine makes no card larger
    yield Council(play)
    await store.close()


WALKS = (
    (MORNING, SUPPORT, SAID),
    (AFTER, EAST, ("child C-0001", "meeting C-0001", "my actions", "record")),
)
POSTED = {"sitting": "1", "summary": "2", "invitation": "1", "declined": "1", "action": "2", "meeting": "1"}


async def test_every_answer_of_the_largest_council_is_within_28_kilobytes(council: Council) -> None:
    for now, who, said in WALKS:
        council.play.clock.now = now
        for words in said:
            await council.through(who, words)
    assert {what: most for what, most in council.largest.items() if most > HOUSE} == {}
    reached = {verb for verb in council.largest if verb in CONTENTS.verbs}
    assert len(reached) >= 15, sorted(reached)
    assert max(council.largest.values()) > HOUSE * 3 // 4, "the council is not large"


@pytest.mark.parametrize("kind", POSTED)
async def test_what_is_posted_by_itself_is_within_28_kilobytes(council: Council, kind: str) -> None:
    council.play.clock.now = AFTER
    letter = Letter(0, "", kind, POSTED[kind], CHANNEL.conversation_id, 0, 0, AFTER)
    told = await CONTENTS.notices[kind](council.play.bot, letter)
    assert isinstance(told, Post), told
    card = SEAL.on(told.card, CHANNEL.conversation_id)
    council.seen(kind, card)
    assert size(card) <= HOUSE


async def test_who_is_away_of_a_thousand_is_found_and_entered(council: Council) -> None:
    away = SEAL.on(await council.play.say(SUPPORT, "away"), CHANNEL.conversation_id)
    assert "more" in read(away)
    whose = await council.press(SUPPORT, next(one for one in buttons(away) if verb_of(one) == "open_away_form"))
    chosen = {"person": EAST.oid}
    form = await council.press(SUPPORT, next(one for one in buttons(whose) if one["title"] == "Next"), chosen)
    deputy = next(one for one in inputs(form) if one["id"] == "deputy")
    found: Any = await council.answer(
        ChoicesAsked(deputy["choices.data"]["dataset"], "pat 99 ", caller(SUPPORT), CHANNEL)
    )
    assert found.found[0][0].split(" ")[:2] == ["Pat", "99"]
    typed = {"starts": "2026-03-10", "until": "2026-03-11", "deputy": found.found[0][1]}
    saved = await council.press(SUPPORT, next(one for one in buttons(form) if one["title"] == "Save"), typed)
    assert "Erin East is entered as away from" in read(saved)
    assert size(saved) <= HOUSE


async def test_what_is_found_to_share_is_within_28_kilobytes(council: Council) -> None:
    for words in ("", "C-0001", "Action", "East"):
        found: Any = await council.answer(Searched("find", words, caller(SUPPORT), CHANNEL))
        assert all(size(one.card) <= HOUSE for one in found.found)
