"""Posts of one sitting stand in one thread, its card first; what follows it is never lost and never waits for ever."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.engine.placing.threads import LONGEST_WAIT
from permanence.people.person import Person
from permanence.subject import Subject
from storage import conversations, outbox, posted_cards, tables
from storage.conversations import Conversation
from storage.panel import invitations
from tests.bot.engine.conftest import Live
from tests.cards.strictness import texts
from tests.cast import WORKER, staff, take_into_care
from tests.loopback import Accepted
from tests.loopback.faults import Fault

MANAGERS = tuple(
    Person(f"oid-manager-{n}", f"Manager {n}", frozenset({"team_manager"}), frozenset({f"Team {n}"}))
    for n in range(1, 10)
)
SITTING_DAY = datetime(2026, 1, 8, 17, 0, tzinfo=UTC)
ENTERED = date(2025, 11, 3)


@pytest.fixture
async def council(live: Live) -> Live:
    """Nine managers with a child each whom the panel must see."""
    await staff(live.house, *MANAGERS)
    for n, manager in enumerate(MANAGERS, 1):
        await take_into_care(live.house, f"C-100{n}", next(iter(manager.teams)), ENTERED)
    return live


def posts_since(live: Live, before: int) -> list[Accepted]:
    """What was posted in channels."""
    posts = [one for one in live.world.connector.log[before:] if one.kind in ("thread", "message")]
    return [one for one in posts if one.conversation_id not in live.world.connector.chats]


def says(post: Accepted, words: str) -> bool:
    return words in "\n".join(texts(post.card))


async def nothing_waits(live: Live) -> bool:
    async with live.house.store.read() as work:
        return not await outbox.waiting(work)


async def publish(live: Live) -> tuple[str, int]:
    """The agenda published in business support's own chat: what the press answered, and where the log stood then."""
    draft = (await live.support.says("agenda", live.support.chat)).card
    before = len(live.world.connector.log)
    return (await live.support.presses(draft, "publish_agenda")).card.words, before


async def published(live: Live) -> list[Accepted]:
    """What is posted of a sitting with nine managers."""
    _, before = await publish(live)
    await live.until(lambda: nothing_waits(live))
    return posts_since(live, before)


async def test_a_publish_for_nine_managers_is_one_card_and_a_reply_for_each(council: Live) -> None:
    answer, before = await publish(council)
    await council.until(lambda: nothing_waits(council))
    sitting, *invited = posts_since(council, before)
    assert sitting.kind == "thread"
    assert says(sitting, "Invited")
    assert len(invited) == len(MANAGERS)
    assert {(one.kind, one.conversation_id, one.thread) for one in invited} == {
        ("message", council.world.channel.id, sitting.activity_id)
    }
    assert {sum(says(post, manager.name) for post in invited) for manager in MANAGERS} == {1}
    assert "The sitting is in the channel, with 9 invitations as replies to it." in answer
    assert "13:30 to 13:50" not in answer, "the answer is no second copy of the card"


async def test_an_answer_changes_the_cards_where_they_are(council: Live) -> None:
    sitting, first, *_ = await published(council)
    before = len(council.world.connector.log)
    card = next(card for card in council.world.shown() if card.activity_id == first.activity_id)
    await council.support.presses(card, "accept_invitation")
    await council.until(lambda: nothing_waits(council))
    updates = council.world.connector.log[before:]
    assert {(one.kind, one.thread, one.activity_id) for one in updates} == {
        ("update", sitting.activity_id, sitting.activity_id),
        ("update", sitting.activity_id, first.activity_id),
    }


async def test_what_a_sitting_agreed_is_posted_in_its_thread_when_it_is_closed_and_not_before(live: Live) -> None:
    await take_into_care(live.house, "C-1001", "East", ENTERED)
    sitting, invitation = await published(live)
    live.clock.now, support, chat = SITTING_DAY, live.support, live.support.chat
    item = (await support.presses((await support.says("record", chat)).card, "open_item")).card
    form = (await support.presses(item, "open_recommendation")).card
    item = (await support.presses(form, "record_recommendation", {"text": "Go on.", "reason": "On time."})).card
    before = len(live.world.connector.log)
    form = (await support.presses(item, "open_agree_action")).card
    await support.presses(form, "agree_action", {"text": "Ring home", "owner": WORKER.oid, "due": "2026-01-20"})
    await live.until(lambda: nothing_waits(live))
    assert posts_since(live, before) == [], "nothing is posted of it while the sitting goes on"

    closed = await support.presses((await support.says("record", chat)).card, "close_sitting")
    assert "The sitting is closed" in closed.card.words
    await live.until(lambda: nothing_waits(live))
    summary, action = [one for one in posts_since(live, before) if one.conversation_id == live.world.channel.id]
    assert says(summary, "Summary of the panel")
    assert says(action, "Ring home")
    assert {summary.thread, action.thread, invitation.thread} == {sitting.activity_id}

    before = len(live.world.connector.log)
    card = next(card for card in live.world.shown() if card.activity_id == action.activity_id)
    await support.presses(card, "complete_action")
    await live.until(lambda: nothing_waits(live))
    ids = {one.activity_id for one in live.world.connector.log[before:]}
    assert ids == {summary.activity_id, action.activity_id} or ids == {action.activity_id}, "updated where they are"


async def test_a_thread_of_a_card_that_was_refused_is_waited_for_and_then_done_without(council: Live) -> None:
    council.world.connector.fail(Fault(400, "BadSyntax"), 1, lambda r: r.path.endswith("/v3/conversations"))
    _, before = await publish(council)
    begun = council.clock.now
    await council.until(lambda: bool([p for p in posts_since(council, before) if says(p, "Invitation to")]))
    assert council.clock.now - begun >= LONGEST_WAIT
    await council.until(lambda: nothing_waits(council))
    invited = [one for one in posts_since(council, before) if says(one, "Invitation to")]
    assert len(invited) == len(MANAGERS)
    assert {one.kind for one in invited} == {"thread"}


async def test_a_card_sent_again_in_time_has_what_follows_in_its_thread(council: Live) -> None:
    council.world.connector.fail(Fault(400, "BadSyntax"), 1, lambda r: r.path.endswith("/v3/conversations"))
    _, before = await publish(council)
    await council.passes(0.05, step=20)
    async with council.house.store.change() as work:
        [row] = [row for row in await outbox.troubled(work) if row.kind == "sitting"]
        assert await outbox.redrive(work, row.id, council.clock())
    await council.until(lambda: nothing_waits(council))
    [sitting] = [one for one in posts_since(council, before) if says(one, "Slots")]
    invited = [one for one in posts_since(council, before) if says(one, "Invitation to")]
    assert {one.thread for one in invited} == {sitting.activity_id}


async def test_an_outage_of_hours_keeps_the_thread_together(council: Live) -> None:
    chat = council.support.chat.id
    council.world.connector.fail(
        Fault(429, "TooManyRequests"),
        None,
        lambda r: r.method == "POST" and r.match_info.get("conversation") != chat,
    )
    _, before = await publish(council)
    await council.passes(3)
    assert posts_since(council, before) == []
    council.world.connector.mend()
    await council.until(lambda: nothing_waits(council), steps=3000)
    sitting, *invited = posts_since(council, before)
    assert says(sitting, "Slots")
    assert [one.thread for one in invited] == [sitting.activity_id] * len(MANAGERS)


async def test_what_follows_a_card_somebody_deleted_stands_by_itself(council: Live) -> None:
    sitting, first, *_ = await published(council)
    del council.world.connector.messages[council.world.channel.id, sitting.activity_id]
    before = len(council.world.connector.log)
    card = next(card for card in council.world.shown() if card.activity_id == first.activity_id)
    form = (await council.support.presses(card, "show_decline_form")).card
    await council.support.presses(form, "decline_invitation", {"reason": "On leave"})
    await council.until(lambda: nothing_waits(council))
    [given_up] = [one for one in posts_since(council, before) if says(one, "A slot was given up")]
    assert given_up.conversation_id == council.world.channel.id


async def test_in_a_channel_chosen_since_it_stands_by_itself(council: Live) -> None:
    await published(council)
    other = council.world.team.channels[0]
    async with council.house.store.change() as work:
        kept = await conversations.permanence_channel(work)
        assert kept is not None
        new = Conversation(other.id, kept.tenant_id, kept.service_url, "channel", kept.team_id, other.id)
        await conversations.keep(work, new, council.clock())
        await conversations.choose_permanence_channel(work, other.id)
        [*_, last] = await invitations.of(work, 1)
        await posted_cards.forget(work, Subject.of("invitation", last.id))
        await outbox.tell(work, Subject.of("invitation", last.id), "again", council.clock())
    before = len(council.world.connector.log)
    council.product.bot.mail.set()
    await council.until(lambda: nothing_waits(council))
    [alone] = posts_since(council, before)
    assert (alone.kind, alone.conversation_id) == ("thread", other.id)


async def test_a_clock_set_back_makes_nobody_wait(council: Live) -> None:
    council.world.connector.fail(Fault(400, "BadSyntax"), 1, lambda r: r.path.endswith("/v3/conversations"))
    _, before = await publish(council)
    await council.round()
    council.clock.now -= timedelta(days=1)
    await council.until(lambda: nothing_waits(council))
    assert len([one for one in posts_since(council, before) if says(one, "Invitation to")]) == len(MANAGERS)


async def test_what_follows_does_not_overtake_a_card_whose_sender_ended(council: Live) -> None:
    """A sender claims the sitting's card and is never heard of again: it is posted when its lease is over."""
    hang = Fault(hang=True)
    council.world.connector.fail(hang, 1, lambda r: r.path.endswith("/v3/conversations"))
    _, before = await publish(council)
    async with council.house.store.change() as work:
        await work.conn.execute(
            update(tables.outbox)
            .where(tables.outbox.c.kind == "sitting")
            .values(state="sending", lease=99, lease_until=council.clock() + outbox.LEASE)
        )
    council.world.connector.mend()
    await council.until(lambda: nothing_waits(council))
    sitting, *invited = posts_since(council, before)
    assert says(sitting, "Slots")
    assert [one.thread for one in invited] == [sitting.activity_id] * len(MANAGERS)
