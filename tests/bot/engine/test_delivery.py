"""Delivery: nothing is lost, nothing is blindly repeated, and one row's trouble is nobody else's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.engine.context import Bot
from bot.engine.delivery import CARD_GONE, CARD_PAUSE, deliver_all, deliver_one
from bot.engine.doubt import FIRST_LOOK
from bot.engine.messages import Card, DeliveryError, Member, Place, Posted
from bot.engine.pacing import Pacing
from bot.engine.setbacks import LONGEST_WAIT, MOST_ABANDONED, MOST_ATTEMPTS, MOST_PERHAPS, PERHAPS_WAIT
from bot.routes import CONTENTS
from permanence.subject import Subject
from storage import conversations, history, outbox, tables
from storage.conversations import Conversation
from storage.outbox import LEASE
from storage.store import Press, Store
from tests.conftest import Clock
from tests.recording import RecordingMessenger
from usecases.house import House


@dataclass
class Moody(RecordingMessenger):
    """Does what it is told before each call: nothing, or raise."""

    moods: list[Exception | Callable[[], None] | None] = field(default_factory=list)
    asked: int = 0
    closed: bool = False  # nothing is answered at all

    async def members(self, place: Place) -> tuple[Member, ...]:
        if self.closed:
            raise DeliveryError("retry", "not reached")
        return await super().members(place)

    def _feel(self) -> None:
        self.asked += 1
        mood = self.moods.pop(0) if self.moods else None
        if isinstance(mood, Exception):
            raise mood
        if mood:
            mood()

    async def post(self, place: Place, card: Card, summary: str) -> Posted:
        self._feel()
        return await super().post(place, card, summary)

    async def update(self, place: Place, posted: Posted, card: Card) -> None:
        self._feel()
        await super().update(place, posted, card)


@pytest.fixture
def bot(house: House, clock: Clock) -> Bot:
    return Bot(house, clock, CONTENTS)


async def open_channel(bot: Bot, name: str = "19:abc") -> None:
    async with bot.house.store.change() as work:
        place = Conversation(
            name, "tenant", "http://127.0.0.1:1/", "channel", team_id="team", channel_name="Permanence"
        )
        await conversations.keep(work, place, bot.now())


async def ask(bot: Bot, key: str, kind: str = "greeting", subject: str = "19:abc", to: str = "19:abc") -> None:
    async with bot.house.store.change() as work:
        await outbox.tell(work, Subject.of(kind, subject), "", bot.now(), recipient=to, key=key)


async def change_what_the_card_shows(bot: Bot) -> None:
    async with bot.house.store.change() as work:
        press = Press("a press", "oid-admin", "Ada Admin", bot.now())
        await history.record(work, press, "set_permanence_channel", "conversation", "19:abc")


async def states(store: Store) -> dict[str, str]:
    async with store.read() as work:
        return {row.key: row.state for row in await work.conn.execute(select(tables.outbox))}


async def test_a_row_is_posted_once_and_an_equal_one_is_not_posted_again(bot: Bot) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    await ask(bot, "two")
    teams = Moody()
    assert await deliver_all(bot, teams, Pacing()) == 2
    assert len(teams.log) == 1
    assert await states(bot.house.store) == {"one": "sent", "two": "cancelled"}


async def test_what_was_surely_not_posted_is_tried_again_after_the_time_asked_for(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    teams, pacing = Moody(moods=[DeliveryError("retry", "429", retry_after=90)]), Pacing()
    await deliver_all(bot, teams, pacing)
    clock.move(seconds=89)
    await deliver_all(bot, teams, pacing)
    assert teams.log == []
    clock.move(seconds=7)
    await deliver_all(bot, teams, pacing)
    assert await states(bot.house.store) == {"one": "sent"}


async def test_while_the_way_is_closed_one_row_tries_it_and_the_others_wait_untouched(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    for i in range(20):
        await ask(bot, f"row-{i}", subject=f"19:{i}")
    teams, pacing = Moody(moods=[DeliveryError("retry", "503")] * 1000), Pacing()
    await deliver_all(bot, teams, pacing)
    assert teams.asked == 1
    for _ in range(24 * 6):
        clock.move(minutes=10)
        await deliver_all(bot, teams, pacing)
    assert teams.asked <= 24 * 6, "a day's outage is not hammered at"
    assert set((await states(bot.house.store)).values()) == {"waiting"}
    teams.moods.clear()
    clock.move(hours=1)
    for _ in range(8):
        await deliver_all(bot, teams, pacing)
        clock.move(seconds=8)
    assert set((await states(bot.house.store)).values()) == {"sent"}
    assert len(teams.log) == 20


async def test_a_post_that_broke_off_is_repeated_once_after_a_pause_and_then_told_to_a_person(
    bot: Bot, clock: Clock
) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    teams, pacing = Moody(moods=[DeliveryError("ambiguous", "broken off")] * 9), Pacing()
    await deliver_all(bot, teams, pacing)
    clock.now += PERHAPS_WAIT - timedelta(seconds=1)
    await deliver_all(bot, teams, pacing)
    assert (teams.asked, await states(bot.house.store)) == (1, {"one": "waiting"})
    clock.move(seconds=1)
    await deliver_one(bot, teams, pacing)
    assert teams.asked == 2
    assert (await states(bot.house.store))["one"] == "unknown"
    async with bot.house.store.read() as work:
        told = (await work.conn.execute(select(tables.outbox).where(tables.outbox.c.kind == "failed"))).one()
    assert (told.state, told.recipient) == ("waiting", outbox.CHANNEL)


async def test_what_a_gateway_answered_is_repeated_with_growing_pauses(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    teams, pacing = Moody(moods=[DeliveryError("gateway", "502")] * 99), Pacing()
    posts, begun = [], clock.now
    while (await states(bot.house.store))["one"] == "waiting":
        before = teams.asked
        await deliver_one(bot, teams, pacing)
        if teams.asked > before:
            posts.append(clock.now - begun)
        clock.move(seconds=1)
    assert (await states(bot.house.store))["one"] == "unknown"
    assert len(posts) == 1 + MOST_PERHAPS["gateway"]
    assert posts[-1] > timedelta(minutes=2), "an outage of seconds is outlived"


async def test_what_may_be_there_is_not_posted_again_into_an_outage(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    teams = Moody(moods=[DeliveryError("ambiguous", "broken off")], closed=True)
    pacing = Pacing()
    for _ in range(60):
        await deliver_all(bot, teams, pacing)
        clock.move(minutes=1)
    assert teams.asked == 1
    teams.closed = False
    clock.now += LONGEST_WAIT
    await deliver_all(bot, teams, pacing)
    assert await states(bot.house.store) == {"one": "sent"}


@pytest.mark.long
async def test_what_was_certainly_not_taken_is_tried_for_as_long_as_it_makes_sense(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    teams, pacing = Moody(moods=[DeliveryError("retry", "429", retry_after=1e300)] * 9999), Pacing()
    for _ in range(13 * 24):
        await deliver_all(bot, teams, pacing)
        clock.move(hours=1)
    assert teams.asked > 24, "an hour is the longest anybody's Retry-After is obeyed"
    teams.moods.clear()
    clock.move(hours=2)
    await deliver_all(bot, teams, pacing)
    assert await states(bot.house.store) == {"one": "sent"}


async def test_a_row_that_ended_the_program_three_times_is_not_drawn_a_fourth(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    await ask(bot, "deadly")
    await ask(bot, "good", subject="19:other")
    for _ in range(MOST_ABANDONED + 1):  # each start claims it and ends before anything else is recorded
        assert await claim_and_end(bot, clock) == "deadly"
    teams, pacing = Moody(), Pacing()
    await deliver_all(bot, teams, pacing)
    found = await states(bot.house.store)
    assert (found["deadly"], found["good"]) == ("failed", "sent")


async def test_a_program_ended_three_times_while_posting_is_not_the_rows_fault(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    for _ in range(5):
        await claim_and_end(bot, clock)
        async with bot.house.store.change() as work:
            letter = await outbox.claim(work, clock.now)
            assert letter is not None
            assert letter.abandoned < MOST_ABANDONED
            await outbox.drawn(work, letter)
        clock.now += LEASE
    await deliver_all(bot, Moody(), Pacing())
    assert await states(bot.house.store) == {"one": "sent"}


async def claim_and_end(bot: Bot, clock: Clock) -> str:
    """A sender claims the next row and is never heard of again."""
    async with bot.house.store.change() as work:
        letter = await outbox.claim(work, clock.now)
    clock.now += LEASE
    assert letter is not None
    return letter.key


async def test_an_update_that_may_have_gone_through_is_repeated(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    teams, pacing = Moody(), Pacing()
    await deliver_all(bot, teams, pacing)
    await change_what_the_card_shows(bot)
    await ask(bot, "two")
    teams.moods = [DeliveryError("ambiguous", "broken off")]
    await deliver_all(bot, teams, pacing)
    clock.move(minutes=1)
    await deliver_all(bot, teams, pacing)
    assert [what for what, _, _ in teams.log] == ["post", "update"]
    assert await states(bot.house.store) == {"one": "sent", "two": "sent"}


async def test_a_card_somebody_deleted_is_posted_anew_once_several_answers_say_so(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    teams, pacing = Moody(), Pacing()
    await deliver_all(bot, teams, pacing)
    await change_what_the_card_shows(bot)
    await ask(bot, "two")
    teams.moods = [DeliveryError("gone", "404 ActivityNotFoundInConversation")] * CARD_GONE
    for _ in range(CARD_GONE):
        assert [what for what, _, _ in teams.log] == ["post"]
        await deliver_all(bot, teams, pacing)
        clock.now += CARD_PAUSE
    assert [what for what, _, _ in teams.log] == ["post", "post"]
    assert await states(bot.house.store) == {"one": "sent", "two": "sent"}


async def test_a_card_that_was_not_found_once_is_updated_and_not_posted_a_second_time(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    teams, pacing = Moody(), Pacing()
    await deliver_all(bot, teams, pacing)
    await change_what_the_card_shows(bot)
    await ask(bot, "two")
    teams.moods = [DeliveryError("gone", "404 ActivityNotFoundInConversation")]
    await deliver_all(bot, teams, pacing)
    clock.now += CARD_PAUSE
    await deliver_all(bot, teams, pacing)
    assert [what for what, _, _ in teams.log] == ["post", "update"]


async def test_a_card_taken_without_a_word_where_it_is_gets_no_second_beside_it(bot: Bot) -> None:
    class Mute(RecordingMessenger):
        async def post(self, place: Place, card: Card, summary: str) -> Posted:
            await super().post(place, card, summary)
            return Posted(place.conversation_id, "")  # an empty 202

    await open_channel(bot)
    await ask(bot, "one")
    teams, pacing = Mute(), Pacing()
    await deliver_all(bot, teams, pacing)
    await change_what_the_card_shows(bot)
    await ask(bot, "two")
    await deliver_all(bot, teams, pacing)
    assert [what for what, _, _ in teams.log] == ["post"]
    assert await states(bot.house.store) == {"one": "sent", "two": "cancelled"}


async def test_a_conversation_that_is_not_found_is_looked_for_and_nobody_elses_trouble(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    await open_channel(bot, "19:other")
    for i in range(10):
        await ask(bot, f"row-{i}", subject=f"19:{i}")
    await ask(bot, "other", subject="19:other", to="19:other")
    teams, pacing = Moody(moods=[DeliveryError("gone", "404 ConversationNotFound")]), Pacing()
    await deliver_all(bot, teams, pacing)
    assert teams.asked == 2, "one attempt there, and the other conversation's own post"
    clock.now += FIRST_LOOK
    for _ in range(3):
        await deliver_all(bot, teams, pacing)
        clock.move(seconds=8)
    assert set((await states(bot.house.store)).values()) == {"sent"}


async def test_a_row_without_a_place_for_a_fortnight_is_told_to_a_person(bot: Bot, clock: Clock) -> None:
    await ask(bot, "one")
    await deliver_all(bot, Moody(), Pacing())
    clock.move(days=15)
    await deliver_all(bot, Moody(), Pacing())
    assert (await states(bot.house.store))["one"] == "failed"


async def test_a_row_that_cannot_be_drawn_fails_alone(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    await ask(bot, "poison", kind="no_such_kind")
    await ask(bot, "good")
    teams, pacing = Moody(), Pacing()
    await deliver_all(bot, teams, pacing)
    assert (await states(bot.house.store))["good"] == "sent"
    for _ in range(MOST_ATTEMPTS):
        clock.now += LONGEST_WAIT
        await deliver_all(bot, teams, pacing)
    assert (await states(bot.house.store))["poison"] == "failed"


async def test_an_unforeseen_error_during_a_post_is_taken_as_perhaps_posted(bot: Bot) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    await deliver_one(bot, Moody(moods=[RuntimeError("a bug while posting")]), Pacing())
    assert (await states(bot.house.store))["one"] == "unknown"


async def test_a_sender_that_was_paused_over_its_lease_does_not_send(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    start = clock.now
    readings = iter([start, start, start])

    def now() -> object:
        return next(readings, start + LEASE)

    late = Bot(bot.house, now, CONTENTS)  # type: ignore[arg-type]
    teams = Moody()
    await deliver_one(late, teams, Pacing())
    assert teams.log == []
    clock.now = start + LEASE
    await deliver_all(bot, teams, Pacing())
    assert len(teams.log) == 1


async def test_a_sender_whose_lease_was_taken_over_cannot_close_the_row(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    async with bot.house.store.change() as work:
        stale = await outbox.claim(work, clock.now)
    clock.now += LEASE
    async with bot.house.store.change() as work:
        fresh = await outbox.claim(work, clock.now)
        assert stale
        assert fresh
        assert fresh.lease == stale.lease + 1
        assert not await outbox.finish(work, stale, "failed", clock.now)
        assert await outbox.finish(work, fresh, "sent", clock.now)


async def test_rows_of_one_subject_are_sent_in_order_even_when_a_lease_runs_out(bot: Bot, clock: Clock) -> None:
    await ask(bot, "first")
    await ask(bot, "second")
    async with bot.house.store.change() as work:
        first = await outbox.claim(work, clock.now)
        assert first
        assert first.key == "first"
        assert await outbox.claim(work, clock.now) is None
    clock.now += LEASE
    async with bot.house.store.change() as work:
        again = await outbox.claim(work, clock.now)
        assert again
        assert again.key == "first"
        assert await outbox.claim(work, clock.now) is None


async def test_a_channel_that_is_full_for_the_moment_costs_one_row_not_all(bot: Bot, clock: Clock) -> None:
    await open_channel(bot)
    for i in range(30):
        await ask(bot, f"row-{i}", subject=f"19:{i}")
    teams, pacing = Moody(), Pacing()
    assert await deliver_all(bot, teams, pacing) == 8
    assert len(teams.log) == 7
    async with bot.house.store.read() as work:
        soonest = await outbox.next_at(work)
    assert soonest is not None
    assert soonest <= clock.now, "the others were left as they were"
    for _ in range(8):
        clock.move(seconds=2)
        await deliver_all(bot, teams, pacing)
    assert len(teams.log) == 30


async def test_the_loop_is_told_when_to_look_again(bot: Bot, clock: Clock) -> None:
    async with bot.house.store.read() as work:
        assert await outbox.next_at(work) is None
    await ask(bot, "one")
    async with bot.house.store.change() as work:
        letter = await outbox.claim(work, clock.now)
        assert letter
        assert await outbox.next_at(work) == clock.now + LEASE
        await outbox.postpone(work, letter, clock.now + timedelta(minutes=5), "later", failed=False)
        assert await outbox.next_at(work) == clock.now + timedelta(minutes=5)
        assert await outbox.next_at(work, frozenset({"19:abc"})) is None


async def test_two_workers_at_once_send_every_row_once(bot: Bot, clock: Clock) -> None:
    for i in range(12):
        await open_channel(bot, f"19:{i}")
        await ask(bot, f"row-{i}", subject=f"19:{i}", to=f"19:{i}")
    teams = Moody()
    other = Bot(
        House(Store(bot.house.store.url.render_as_string(hide_password=False)), bot.house.policy), clock, CONTENTS
    )
    done = await asyncio.gather(*(deliver_all(each, teams, Pacing()) for each in (bot, other) * 2))
    await other.house.store.close()
    assert sum(done) == 12
    assert len(teams.log) == 12
    assert set((await states(bot.house.store)).values()) == {"sent"}


async def test_a_send_that_has_begun_is_recorded_although_the_program_is_being_stopped(bot: Bot) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    running: list[asyncio.Task[int]] = []
    teams = Moody(moods=[lambda: running[0].cancel() and None])
    running.append(asyncio.ensure_future(deliver_all(bot, teams, Pacing())))
    with pytest.raises(asyncio.CancelledError):
        await running[0]
    assert await states(bot.house.store) == {"one": "sent"}


async def test_what_was_posted_while_the_database_was_away_is_recorded_before_anything_else(bot: Bot) -> None:
    await open_channel(bot)
    await ask(bot, "one")
    store = bot.house.store

    class Away(RecordingMessenger):
        """Takes the database away just after the post has gone through."""

        async def post(self, place: Place, card: Card, summary: str) -> Posted:
            posted = await super().post(place, card, summary)
            broken.now_away = True
            return posted

    class Broken(Store):
        now_away = False

        def change(self, press: object = None) -> object:  # type: ignore[override]
            if self.now_away:
                raise ConnectionError("the database is away")
            return super().change()

    broken = Broken(store.url.render_as_string(hide_password=False))
    bot = Bot(House(broken, bot.house.policy), bot.now, CONTENTS)
    teams = Away()
    assert await deliver_all(bot, teams, Pacing()) == 0
    broken.now_away = False
    assert await deliver_all(bot, teams, Pacing()) == 0
    await broken.close()
    assert len(teams.log) == 1
    assert await states(store) == {"one": "sent"}
