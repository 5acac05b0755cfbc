"""Whatever a form of a council at work offers is accepted when it is chosen, by whoever it is offered to."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.engine.bounds import Bounds
from permanence import policy as policies
from serving import running
from tests.conftest import Clock
from tests.loopback import Shown, TeamsWorld
from tests.story.choosing import Chooser, Rehearsal, verbs_that_choose
from tests.story.conftest import EVERYONE, Council, load
from tests.story.test_panel_week import (
    SITTING_DAY,
    invitations,
    manager_of,
    the_sitting_is_recorded,
)
from usecases.house import House

# What is refused though it was offered, because of something else on the form; the sentence says what.
BESIDES = (
    r"the afternoon has \d+ slots; leave \d+ out",
    r"chosen both as attending and with apologies; choose one of the two",
    r"This is when it sits already; choose another day or time",
    r"Choose another slot for at least one of them",
    r"The date for filing must be later",
    r"The contingency is the plan itself; choose another, or none",
    r"Choose the plan (the contingency is for|that is final)",
    r"Write in the record why this plan",
    r"it can be recorded from that day on",
    r"Nothing is different yet; correct",
)
AT_A_MEETING = {"hold_meeting", "update_meeting_record", "agree_meeting_action"}
NOT_AT_A_PANEL = AT_A_MEETING | {
    "create_action",  # a dialog, opened on a message: tests/story/test_message_extension.py
    "choose_mornings",  # an administrator's, on the greeting: tests/bot/reminders/test_where_mornings_go.py
    "record_recommendation",  # the same for siblings: tests/bot/children/test_siblings.py
    "record_step",  # several ways to do a step, under other procedures: tests/bot/steps/test_steps.py
}


@pytest.fixture
async def council(
    tmp_path: Path, clock: Clock, empty_sqlite: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Council]:
    async with rehearsed(tmp_path, clock, empty_sqlite, getattr(request, "param", "bcp-2023")) as council:
        yield council


@asynccontextmanager
async def rehearsed(folder: Path, clock: Clock, empty_sqlite: Path, policy: str) -> AsyncIterator[Council]:
    """A council at work under this policy; what is tried there can be undone."""
    shutil.copy(empty_sqlite, folder / "permanence.db")
    store = Rehearsal(f"sqlite:///{folder}/permanence.db")
    house = House(store, policies.load(policy), frozenset({EVERYONE["Alex Morgan"].oid}))
    await load(house, clock)
    much = Bounds(words=10_000, presses=10_000)  # who walks through everything asks more often than anybody by hand
    async with (
        TeamsWorld() as world,
        running(house, world.settings(), clock, local=False, bounds=much) as product,
    ):
        await world.serve(product.app)
        here = Council(world, product, clock, house)
        for person in EVERYONE.values():
            here.person(person.name)
        yield here
    await store.close()


async def test_each_thing_a_form_of_the_panel_offers_is_accepted_when_it_is_chosen(council: Council) -> None:
    joanne, child = council.person("Joanne Pike"), await set_up(council)
    draft = (await joanne.says("agenda")).card
    reached = await choose_everything(council, child, "Joanne Pike")
    await joanne.presses(draft, "publish_agenda")
    await council.settled()
    declining = invitations(council)[-1]
    form = (await manager_of(council, declining).presses(declining, "show_decline_form")).card
    await manager_of(council, declining).presses(form, "decline_invitation", {"reason": "On leave"})
    await council.settled()
    reached |= await choose_everything(council, child, "Joanne Pike", "Priya Nair", "Amy Sinclair")
    council.clock.now = SITTING_DAY
    reached |= await choose_everything(council, child, "Ruth Bennett")
    await the_sitting_is_recorded(council)
    manager = manager_of(council, invitations(council)[0])
    reached |= await choose_everything(council, child, "Joanne Pike", manager.name)
    assert verbs_that_choose() - reached == NOT_AT_A_PANEL


@pytest.mark.parametrize("council", ["permanence-guidance-2024"], indirect=True)
async def test_each_thing_a_form_of_a_meeting_offers_is_accepted_when_it_is_chosen(council: Council) -> None:
    child, amy = await set_up(council), council.person("Amy Sinclair")
    form = (await amy.presses((await amy.says(f"meeting {child}")).card, "open_schedule_meeting")).card
    await amy.presses(form, "schedule_meeting", {"on": "2026-03-02"})
    await council.settled()
    assert await choose_everything(council, child, "Priya Nair") >= AT_A_MEETING


async def set_up(council: Council) -> str:
    """The channel is chosen; a child of a team of Priya's and Amy's."""
    alex = council.person("Alex Morgan")
    await council.world.install(by=alex)
    await council.settled()
    await alex.presses(council.world.latest(), "make_permanence_channel")
    await council.settled()
    # in a button the reference is enciphered
    return re.findall(r"C-\d+", (await council.person("Priya Nair").says("due")).card.words)[0]


async def choose_everything(council: Council, child: str, *names: str) -> set[str]:
    """What these people come to in the channel and by asking; every choice of it is tried and undone."""
    store = council.house.store
    assert isinstance(store, Rehearsal)
    said = [f"{word} {child}" for word in ("child", "meeting", "steps", "refer", "actions")]
    said += ["agenda", "sitting", "record", "my actions", "reminders", "away", "due"]
    posted = [card for card in council.world.shown() if card.thread == card.activity_id]  # an answer is of its moment
    reached = set()
    for name in names:
        chooser = Chooser(council.person(name), council.clock().date())
        for words in said:
            await chooser.look_behind((await chooser.who.says(words)).card)
        for card in posted:
            await chooser.look_behind(card)
        await council.settled()
        store.trying = True
        async for verb, choice, answer, refused in chooser.every_choice():
            reached.add(verb)
            assert not refused or besides(answer), (name, verb, choice, answer.words[:300])
        store.trying = False
    return reached


def besides(answer: Shown) -> bool:
    return any(re.search(sentence, answer.words) for sentence in BESIDES)
