"""A team manager or a deputy who is no longer in the people file: what they were to present goes to who is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import NAMESPACE_OID, uuid5

import pytest

from permanence.people.person import ROLES, Person
from storage.panel import invitations, items
from tests import cast
from tests.cards.strictness import buttons
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House
from usecases.imports.import_people import ImportPeople, import_people
from usecases.operator import press_at_command_line

NORA = Person(str(uuid5(NAMESPACE_OID, "nora")), "Nora New", frozenset({"team_manager"}), frozenset({"East"}))
# As the people file has them: with object ids that are ones.
EVERYONE = tuple(replace(one, oid=str(uuid5(NAMESPACE_OID, one.oid))) for one in cast.EVERYONE)
ADMIN, SUPPORT, CHAIR, EAST, WEST, *_ = EVERYONE
MONDAY = date(2026, 1, 5)


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Thursday's sitting is published: C-1001 of East, C-1002 of West."""
    await cast.staff(house, *EVERYONE)
    for ref, team, weeks in (("C-1001", "East", 9), ("C-1002", "West", 8)):
        await cast.take_into_care(house, ref, team, MONDAY - timedelta(weeks=weeks))
    play = await open_play(house, clock, (*EVERYONE, NORA))
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    return play


async def given(play: Play, listed: Sequence[Person]) -> None:
    """A people file with these in it and nobody else."""
    rows = [f"{p.name},{p.oid},,{';'.join(ROLES[r] for r in sorted(p.roles))},{';'.join(p.teams)}" for p in listed]
    data = "\n".join(["Name,Entra id,Email,Roles,Teams", *rows]).encode()
    done = await import_people(
        play.bot.house, ImportPeople(data, "people.csv", press_at_command_line(play.clock()), True)
    )
    assert done.problems == ()
    await play.post_all()


async def presenters(play: Play) -> dict[str, tuple[str, str | None]]:
    async with play.bot.house.store.read() as work:
        return {item.child or "": (item.manager, item.stands_for) for item in await items.of(work, 1)}


async def states(play: Play) -> dict[str, str]:
    async with play.bot.house.store.read() as work:
        return {one.manager: one.state for one in await invitations.of(work, 1)}


async def test_the_next_manager_of_the_team_is_asked_and_who_left_is_let_off(play: Play) -> None:
    stale = play.shown("Invitation to", "Erin East")
    await given(play, [*(one for one in EVERYONE if one is not EAST), NORA])
    assert await presenters(play) == {"C-1001": (NORA.oid, None), "C-1002": (WEST.oid, None)}
    assert await states(play) == {EAST.oid: "passed_on", WEST.oid: "invited", NORA.oid: "invited"}
    assert "Nora New presents instead" in read(play.shown("Invitation to", "Erin East"))
    assert buttons(play.shown("Invitation to", "Erin East")) == []
    assert "C-1001 (AB), Nora New" in read(play.shown("Invited", "Slots"))
    assert "accepted" not in read(await play.press(EAST, stale, "Accept"))
    assert "Nora New accepted" in read(await play.press(NORA, play.shown("Invitation to", "Nora New: "), "Accept"))


async def test_where_nobody_follows_it_waits_until_somebody_does(play: Play) -> None:
    without = [one for one in EVERYONE if one is not EAST]
    await given(play, without)
    assert (await presenters(play))["C-1001"] == (EAST.oid, None)
    await given(play, [*without, NORA])
    assert (await presenters(play))["C-1001"] == (NORA.oid, None)


async def test_what_a_deputy_who_left_was_to_present_is_the_managers_again(play: Play) -> None:
    form = await play.press(EAST, await play.say(EAST, "away"), "I am going")
    days = {"starts": "2026-01-05", "until": "2026-01-09"}
    await play.press(EAST, form, "Save", {**days, "deputy": CHAIR.oid})
    assert (await presenters(play))["C-1001"] == (CHAIR.oid, EAST.oid)
    await given(play, [one for one in EVERYONE if one is not CHAIR])
    assert (await presenters(play))["C-1001"] == (EAST.oid, None)
    assert (await states(play))[CHAIR.oid] == "passed_on"
