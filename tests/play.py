"""People at the bot without HTTP: what they say and press goes through dispatch, what is posted is delivered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.engine.context import Bot
from bot.engine.delivery import deliver_all
from bot.engine.dispatch import dispatch
from bot.engine.messages import Caller, Card, Member, Place, Said, Submission
from bot.engine.pacing import Pacing
from bot.engine.roster import Roster
from bot.routes import CONTENTS
from permanence.people.person import Person
from storage import conversations, outbox
from tests.cards.strictness import buttons, inputs, texts
from tests.cast import EVERYONE
from tests.conftest import Clock
from tests.recording import RecordingMessenger
from usecases.house import House

CHANNEL = Place("tenant", "19:permanence", "http://127.0.0.1:1/", "channel", "19:team", "19:permanence")


@dataclass
class Play:
    """A channel with the cast in it."""

    bot: Bot
    clock: Clock
    messenger: RecordingMessenger
    roster: Roster
    cast: tuple[Person, ...]
    turns: int = 0
    pacing: Pacing = field(default_factory=Pacing)

    async def say(self, who: Person, text: str) -> Card:
        """What the bot answers to these words in the channel."""
        self.turns += 1
        turn = Said(text, caller(who), CHANNEL, f"said-{self.turns}")
        return _card((await dispatch(self.bot, self.roster, turn)).card)

    async def press(self, who: Person, card: Card, title: str, typed: Mapping[str, str] | None = None) -> Card:
        """What the presser gets back from the button whose title starts so, with these inputs filled."""
        return await self.deliver_press(self.pressing(who, card, title, typed))

    def pressing(self, who: Person, card: Card, title: str, typed: Mapping[str, str] | None = None) -> Submission:
        """The press itself, to be delivered as often as one likes."""
        found = [button for button in buttons(card) if button["title"].startswith(title)]
        assert found, f"no button {title!r}; there are {[button['title'] for button in buttons(card)]}"
        shown = {node["id"]: node["value"] for node in inputs(card) if "value" in node}
        unknown = set(typed or ()) - {node["id"] for node in inputs(card)}
        assert not unknown, f"the card has no inputs {unknown}"
        data = {**shown, **(typed or {}), **found[0]["data"]}
        self.turns += 1
        return Submission(found[0]["verb"], data, caller(who), CHANNEL, f"card-{self.turns}", f"d-{self.turns}")

    async def deliver_press(self, press: Submission) -> Card:
        """One delivery of a press."""
        return _card((await dispatch(self.bot, self.roster, press)).card)

    async def post_all(self) -> None:
        """Deliver the outbox, waiting as long as the pacing asks."""
        while await deliver_all(self.bot, self.messenger, self.pacing) or await self._wait():
            pass

    async def _wait(self) -> bool:
        async with self.bot.house.store.read() as work:
            left = await outbox.waiting(work)
        self.clock.move(seconds=1)
        return bool(left)

    def shown(self, *words: str) -> Card:
        """The one card in the channel, as it stands now, on which all these words are."""
        found = [card for card in self.messenger.cards.values() if all(word in read(card) for word in words)]
        assert len(found) == 1, (
            f"{len(found)} cards say {words}: {[read(c)[:80] for c in self.messenger.cards.values()]}"
        )
        return found[0]

    async def my_list(self, who: Person, fold: str = "") -> Card:
        """Somebody's own list of the newest morning; with words of a folded line, what that line stands for."""
        posts = [card for card in self.messenger.cards.values() if "This morning, " in read(card)]
        assert posts, "there is no morning in the channel"
        mine = await self.press(who, posts[-1], "My list")
        return await self.press(who, mine, f"Show {fold}") if fold else mine


async def open_play(house: House, clock: Clock, cast: tuple[Person, ...] = EVERYONE) -> Play:
    """The permanence channel is chosen and everybody in the cast is in the team."""
    bot = Bot(house, clock, CONTENTS)
    messenger = RecordingMessenger(team=tuple(Member(who.oid, f"29:{who.oid}", who.name) for who in cast))
    async with house.store.change() as work:
        where = conversations.Conversation(
            CHANNEL.conversation_id,
            CHANNEL.tenant_id,
            CHANNEL.service_url,
            "channel",
            team_id=CHANNEL.team_id,
            channel_id=CHANNEL.channel_id,
            channel_name="Permanence",
        )
        await conversations.keep(work, where, clock())
        await conversations.choose_permanence_channel(work, where.id)
    return Play(bot, clock, messenger, Roster(messenger), cast)


def caller(who: Person) -> Caller:
    return Caller(who.oid, f"29:{who.oid}", who.name)


def read(card: Card) -> str:
    """Everything a card says, a line each."""
    return "\n".join(texts(card))


def _card(card: Any) -> Card:
    assert isinstance(card, dict)
    return card
