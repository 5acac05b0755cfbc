"""The stage of a quarter: presses through dispatch, each judged, some of them made twice, late or by others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from bot.engine.delivery import deliver_all
from bot.engine.messages import Card, Submission
from bot.routes import CONTENTS
from permanence.mornings import LONDON
from permanence.people.person import Person
from storage import outbox
from storage.tables import posted
from tests.cards.strictness import buttons, inputs
from tests.conftest import Clock
from tests.play import Play, caller, read
from tests.quarter.council import TEAM_MANAGERS, VIEWER
from tests.quarter.invariants import Watch
from tests.quarter.messenger import FlakyMessenger
from usecases.reminders.plan_reminders import plan_reminders

BUG = "Something went wrong here"
KEPT = 60  # earlier presses that may be made again


@dataclass
class Stage:
    """The channel with its people, a told clock, and a watch that judges after every step."""

    play: Play
    messenger: FlakyMessenger
    clock: Clock
    chance: Random
    watch: Watch
    earlier: list[Submission] = field(default_factory=list)
    steps: int = 0
    altered: set[str] = field(default_factory=set)  # children of whom an extract told something new about the past
    said: list[str] = field(default_factory=list)  # what was done, for whoever looks into a failure

    @property
    def today(self) -> date:
        return self.clock.now.astimezone(LONDON).date()

    def odds(self, in_a_hundred: int) -> bool:
        return self.chance.randrange(100) < in_a_hundred

    def at(self, day: date, hour: int, minute: int = 0) -> None:
        """It is this time in London now, unless it is later already."""
        told = datetime.combine(day, time(hour, minute), tzinfo=LONDON).astimezone(UTC)
        self.clock.now = max(self.clock.now, told)

    async def say(self, who: Person, text: str) -> Card:
        answer = await self.play.say(who, text)
        return await self._judged(f"{who.name}: {text}", answer)

    async def press(self, who: Person, card: Card, title: str, typed: Mapping[str, str] | None = None) -> Card:
        """Press, and judge; now and then the same press arrives twice, and is answered alike and changes nothing."""
        press = self.play.pressing(who, card, title, typed)
        answer = await self._deliver(press, f"{who.name}: {title}")
        if self.odds(8):
            before = self.watch.everything()
            again = await self._deliver(press, f"{who.name}: {title}, again")
            assert before == self.watch.everything(), f"pressed twice, changed twice: {press.verb}\n{read(again)}"
        self.earlier = [*self.earlier[-KEPT:], press]
        if self.odds(6):
            await self._mischief()
        return answer

    async def refused(self, who: Person, card: Card, title: str, says: str = "nly ") -> None:
        """Somebody without the right to presses: a sentence, and nothing changes."""
        before = self.watch.everything()
        answer = await self._deliver(self.play.pressing(who, card, title), f"{who.name} may not: {title}")
        assert says in read(answer), read(answer)
        assert before == self.watch.everything(), f"{who.name} changed something by {title}"

    async def _mischief(self) -> None:
        """An old card is pressed: by the same person, by somebody who only looks on, or by any manager."""
        old = self.chance.choice(self.earlier)
        press = replace(old, activity_id=f"old-{self.steps}", delivery=f"old-{self.steps}")
        match self.chance.randrange(3):
            case 0:
                await self._deliver(press, f"late: {old.verb}")
            case 1:
                before = self.watch.everything()
                await self._deliver(replace(press, caller=caller(VIEWER)), f"viewer: {old.verb}")
                own = old.verb == "enter_absence"  # anybody may be away
                assert own or before == self.watch.everything(), f"a viewer changed something: {old.verb}"
            case _:
                other = self.chance.choice(TEAM_MANAGERS)
                await self._deliver(replace(press, caller=caller(other)), f"another manager: {old.verb}")

    async def _deliver(self, press: Submission, said: str) -> Card:
        return await self._judged(said, await self.play.deliver_press(press), CONTENTS.verbs[press.verb].writes)

    async def _judged(self, said: str, answer: Card, writes: bool = True) -> Card:
        self.steps += 1
        self.said.append(f"{self.clock.now:%a %d %b %H:%M} {said}")
        self.clock.move(seconds=self.chance.randint(2, 40))
        assert BUG not in read(answer), "\n".join(self.said[-12:])
        if writes or self.odds(10):
            self.watch.step(self.today, self.clock.now)
        return answer

    async def morning(self, day: date) -> None:
        """What the clock's tick does on this day; on a Monday twice, as two processes might."""
        self.at(day, 8, 1)
        await plan_reminders(self.play.bot.house, self.clock())
        if day.weekday() == 0:
            await plan_reminders(self.play.bot.house, self.clock())
        await self.post()
        self.watch.morning(day)

    async def post(self) -> None:
        """Deliver everything; the clock jumps to when Teams or the pacing lets the next one through."""
        play = self.play
        for _ in range(400):
            await deliver_all(play.bot, self.messenger, play.pacing)
            async with play.bot.house.store.read() as work:
                if not await outbox.waiting(work):
                    break
                ready = await outbox.next_at(work, play.pacing.held(self.clock()))
            held = play.pacing.free_at()
            soonest = min((one for one in (ready, held) if one), default=None)
            assert soonest is not None, "something waits for nothing"
            self.clock.now = max(self.clock.now + timedelta(seconds=1), soonest)
        else:
            raise AssertionError("the outbox does not empty")
        self.watch.delivered(self.messenger)

    def card(self, kind: str, subject: int | str) -> Card | None:
        """The card of a subject as the channel shows it now; nothing when it was never posted."""
        found = posted.select().where(posted.c.kind == kind, posted.c.subject_id == str(subject))
        for row in self.watch.rows(found):
            return self.messenger.cards.get(row.activity_id)
        return None


def has(card: Card | None, title: str) -> bool:
    """Whether a button of this name is on the card."""
    return card is not None and any(button["title"].startswith(title) for button in buttons(card))


def choices(card: Card, name: str) -> list[tuple[str, str]]:
    """What may be chosen at an input: (value, words)."""
    return [(c["value"], c["title"]) for node in inputs(card) if node["id"] == name for c in node.get("choices", [])]


def names(card: Card, prefix: str) -> list[str]:
    return [node["id"] for node in inputs(card) if node["id"].startswith(prefix)]
