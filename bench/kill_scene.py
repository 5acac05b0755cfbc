"""What the kill campaign plays: a small council in a database to copy, one press, one morning; and who judges them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.engine.seal import Seal
from cards.actions import action_update_form
from permanence import policy
from permanence.journey import Event
from permanence.panel.sitting import CLOSED, Sitting
from permanence.people.person import Person
from storage import actions, children, conversations, notes as stored_notes, people, tables
from storage.conversations import Conversation
from storage.importing import imports
from storage.importing.imports import ChildFacts
from storage.panel import sittings
from storage.reminders import PLANNED_UNTIL
from storage.store import Press, Store, Work
from tests.cards.strictness import buttons
from tests.loopback import Accepted, TeamsWorld
from tests.loopback.cast import TENANT
from usecases.actions.show_action_form import FormAsked, show_action_form
from usecases.house import House
from usecases.setup.seal_key import seal_key

POLICY = "bcp-2023"
MORNING = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
NOTE = "Visited at home; the school was told."
PRIYA, OWEN = "Priya Shah", "Owen Reed"
SIX_WEEKS, SIX_HOURS = timedelta(weeks=6), timedelta(hours=6)
DIGESTS = 1  # the one post of the morning
# Reference, team and the day the panel must see the child by; each manager has something to hear, and so has
# business support for a team without a manager.
CHILDREN = (
    ("C-1001", "East", date(2025, 12, 29)),
    ("C-1002", "East", date(2026, 1, 5)),
    ("C-1003", "West", date(2025, 12, 22)),
    ("C-1004", "North", date(2025, 12, 30)),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is done in a run: the press, which is delivered to the bot, or the morning, which comes by itself."""

    name: str
    press: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What a database holds of a run when it is over, or at the moment of the kill."""

    notes: int
    said: frozenset[tuple[str, str, str]]
    rows: dict[str, str]  # key of each outbox row -> its state
    planned: bool = False  # whether the morning was marked as planned

    @property
    def being_sent(self) -> int:
        return sum(state == "sending" for state in self.rows.values())


async def build(url: str, world: TeamsWorld) -> Scene:
    """Fill a migrated database; the press that saves a note on the one open action."""
    house = House(Store(url), policy.load(POLICY))
    priya, owen = world.person(PRIYA), world.person(OWEN)
    world.team.installed = True
    async with house.store.change() as work:
        await _channel(work, world)
        for visitor, team in ((priya, "East"), (owen, "West")):
            person = Person(visitor.oid, visitor.name, frozenset({"team_manager"}), frozenset({team}))
            await people.keep(work, person)
        action = await _caseload(work, priya.oid)
    seal = Seal(await seal_key(house))
    async with house.store.read() as work:
        form = await show_action_form(house, work, FormAsked(priya.oid, "progress_action", action), MORNING.date())
    await house.store.close()
    sealed = seal.on(action_update_form.draw(form), world.channel.id)
    data = next(button for button in buttons(sealed) if button.get("verb") == "progress_action")["data"]
    activity = world.activity("invoke", priya.person, world.channel, thread="1699999999999")
    activity |= {"name": "adaptiveCard/action", "replyToId": "1699999999999"}
    pressed = {"type": "Action.Execute", "verb": data["action"], "data": {**data, "text": NOTE}}
    activity["value"] = {"action": pressed, "trigger": "manual"}
    return Scene("press", activity)


def delivery_of(scene: Scene) -> dict[str, Any]:
    """The press as Teams delivers it once more: after a while it comes with a new id."""
    assert scene.press is not None
    return {**scene.press, "id": f"f:{uuid.uuid4()}"}


async def _channel(work: Work, world: TeamsWorld) -> None:
    where = Conversation(
        *(world.channel.id, TENANT, world.connector.service_url, "channel", world.team.id, world.channel.id),
        team_name=world.team.name,
        channel_name=world.channel.name,
        bot_id=world.bot_id,
    )
    await conversations.keep(work, where, MORNING)
    await conversations.choose_permanence_channel(work, where.id)


async def _caseload(work: Work, owner: str) -> int:
    """The children, a past sitting and the action agreed at it for the first child; the action's id."""
    press = Press("the scene", owner, PRIYA, MORNING - timedelta(days=30))
    for ref, team, due in CHILDREN:
        await imports.keep_children(work, [ChildFacts(ref, "AB", date(2019, 5, 2), False, team, None, {})])
        entered = Event(due - SIX_WEEKS, "entered_care", {"legal_status": "C2", "placement": "U6"})
        await children.record_event(work, press, ref, entered, "import 1")
    at = datetime(2025, 12, 4, 14, tzinfo=UTC)
    past = Sitting(0, "permanency", at.date(), at, at + SIX_HOURS, "review", None, "BCP-4.1", 20, CLOSED, 1)
    await sittings.add(work, past)
    kept = await sittings.on_day(work, past.panel, past.on)
    assert kept is not None
    return await actions.add(work, press, "C-1001", kept.id, "Ring the school", owner, date(2026, 3, 2))


async def kept_in(store: Store) -> Kept:
    """What the database says, read without the product."""
    async with store.read() as work:
        notes = await work.conn.execute(select(tables.history.c.id).where(tables.history.c.verb == "progress_action"))
        said = await work.conn.execute(
            select(tables.reminders.c.occasion, tables.reminders.c.step, tables.reminders.c.recipient)
        )
        rows = await work.conn.execute(select(tables.outbox.c.key, tables.outbox.c.state))
        return Kept(
            notes=len(notes.all()),
            said=frozenset((row.occasion, row.step, row.recipient) for row in said),
            rows={row.key: row.state for row in rows},
            planned=await stored_notes.read(work, PLANNED_UNTIL) is not None,
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """A run from outside: whether its press was acknowledged or delivered again, the database, the connector's log."""

    pressed: bool
    at_kill: Kept
    end: Kept
    log: list[Accepted]


def judge(scene: Scene, expected: Kept, seen: Seen) -> list[str]:
    """What is wrong after a run; nothing when all is well. `expected` is how an undisturbed run ends."""
    wrong: list[str] = []
    end, in_flight = seen.end, seen.at_kill.being_sent
    left = [key for key, state in end.rows.items() if state not in ("sent", "cancelled")]
    if left:
        wrong.append(f"{len(left)} rows of the outbox are not done: {left}")
    posts = [entry for entry in seen.log if entry.kind in ("thread", "message")]
    if scene.press is not None:
        wrong += _judge_press(seen.pressed, end, posts, in_flight)
    else:
        wrong += _judge_morning(expected, end, posts, in_flight)
    return wrong


def _judge_press(pressed: bool, end: Kept, posts: list[Accepted], in_flight: int) -> list[str]:
    wrong = []
    if pressed and end.notes != 1:
        wrong.append(f"a press that was acknowledged or delivered again left {end.notes} notes, not one")
    if end.notes > 1:
        wrong.append(f"one press left {end.notes} notes")
    telling = _showing(posts, lambda words: NOTE in words)
    if len(telling) != len(posts):
        wrong.append("a card was posted that does not show the note")
    if end.notes == 0 and posts:
        wrong.append(f"{len(posts)} cards were posted for a change that was rolled back")
    if end.notes == 1 and not 1 <= len(posts) <= 1 + in_flight:
        wrong.append(f"{len(posts)} cards were posted for one change with {in_flight} sends in flight")
    return wrong


def _judge_morning(expected: Kept, end: Kept, posts: list[Accepted], in_flight: int) -> list[str]:
    wrong = []
    if end.said != expected.said:
        wrong.append(f"what was said differs: {sorted(end.said ^ expected.said)}")
    mornings = len(expected.rows)
    if not mornings <= len(posts) <= mornings + in_flight:
        wrong.append(f"{len(posts)} mornings were posted, not {mornings}, with {in_flight} sends in flight")
    for name in (PRIYA, OWEN):
        if not _showing(posts, lambda words, name=name: name in words):  # type: ignore[misc]
            wrong.append(f"nothing was said to {name}")
    return wrong


def _showing(posts: Iterable[Accepted], holds: Callable[[str], bool]) -> list[Accepted]:
    return [post for post in posts if holds(json.dumps(post.card))]
