"""The people file gives and takes rights, when confirmed and told; a row in doubt takes nobody's away."""

from __future__ import annotations

import asyncio

import pytest

from permanence.refusals import NotAllowed
from records.files.problems import RecordError
from storage import history, people
from storage.store import Press
from tests.cast import EVERYONE
from tests.conftest import Clock
from tests.dump import dump
from usecases.house import House
from usecases.imports.import_people import ImportPeople, PeopleImport, import_people
from usecases.operator import press_at_command_line

ERIN = "11111111-0000-4000-8000-000000000001"
WILL = "11111111-0000-4000-8000-000000000002"
HEAD = "Name,Entra id,Email,Roles,Teams\n"
BOTH = HEAD + f"Erin East,{ERIN},erin@example.org,team manager,East\nWill West,{WILL},,team manager;viewer,West\n"


async def given(house: House, clock: Clock, text: str, *, confirm: bool = True) -> PeopleImport:
    press = press_at_command_line(clock())
    return await import_people(house, ImportPeople(text.encode(), "people.csv", press, confirm))


async def test_a_preview_writes_nothing(house: House, clock: Clock) -> None:
    before = await dump(house.store)
    done = await given(house, clock, BOTH, confirm=False)
    assert ([person.name for person in done.new], done.number) == (["Erin East", "Will West"], None)
    assert await dump(house.store) == before


async def test_confirmed_people_have_their_roles_and_it_is_on_record(house: House, clock: Clock) -> None:
    await given(house, clock, BOTH)
    async with house.store.read() as work:
        erin = await people.find(work, ERIN)
        told = await history.of(work, "person", WILL)
    assert erin is not None
    assert (erin.name, erin.roles, erin.teams) == ("Erin East", {"team_manager"}, {"East"})
    assert [(line.verb, line.details) for line in told] == [
        ("give_rights", {"roles": ["team_manager", "viewer"], "teams": ["West"]})
    ]


async def test_the_same_file_twice_changes_nothing(house: House, clock: Clock) -> None:
    await given(house, clock, BOTH)
    before = {name: rows for name, rows in (await dump(house.store)).items() if name != "presses"}
    again = await given(house, clock, BOTH)
    assert (again.number, again.unchanged) == (None, 2)
    assert {name: rows for name, rows in (await dump(house.store)).items() if name != "presses"} == before


async def test_who_is_no_longer_in_the_file_is_named_and_then_loses_their_rights(house: House, clock: Clock) -> None:
    await given(house, clock, BOTH)
    without_will = HEAD + f"Erin East,{ERIN},erin@example.org,team manager,East\n"
    shown = await given(house, clock, without_will, confirm=False)
    assert [person.name for person in shown.retired] == ["Will West"]
    async with house.store.read() as work:
        assert await people.find(work, WILL) is not None
    await given(house, clock, without_will)
    async with house.store.read() as work:
        assert await people.find(work, WILL) is None
        assert [line.verb for line in await history.of(work, "person", WILL)] == ["give_rights", "retire_person"]


async def test_a_person_who_comes_back_has_rights_again(house: House, clock: Clock) -> None:
    await given(house, clock, BOTH)
    await given(house, clock, HEAD + f"Erin East,{ERIN},erin@example.org,team manager,East\n")
    await given(house, clock, BOTH)
    async with house.store.read() as work:
        assert await people.find(work, WILL) is not None


@pytest.mark.parametrize("spoilt", [HEAD, HEAD + f"Erin East,{ERIN},,team manager,East\nWill West,{WILL},,boss,West\n"])
async def test_nobody_loses_rights_while_a_row_cannot_be_read(house: House, clock: Clock, spoilt: str) -> None:
    await given(house, clock, BOTH)
    done = await given(house, clock, spoilt)
    assert done.retired == ()
    assert "Will West" in [person.name for person in done.kept_for_now]
    async with house.store.read() as work:
        assert await people.find(work, WILL) is not None


async def test_a_file_without_the_headings_leaves_the_database_as_it_was(house: House, clock: Clock) -> None:
    before = await dump(house.store)
    with pytest.raises(RecordError):
        await given(house, clock, "Something,else\n1,2\n")
    assert await dump(house.store) == before


async def test_only_an_administrator_imports_people(house: House, clock: Clock) -> None:
    async with house.store.change() as work:
        for person in EVERYONE:
            await people.keep(work, person)
    for oid in ("oid-support", "oid-east", "oid-nobody"):
        with pytest.raises(NotAllowed):
            await import_people(house, ImportPeople(BOTH.encode(), "p.csv", Press("k" + oid, oid, "N", clock()), True))


async def test_two_people_files_at_once_end_as_one_after_the_other(house: House, clock: Clock) -> None:
    only_will = HEAD + f"Will West,{WILL},,team manager;viewer,West\n"
    done = await asyncio.gather(given(house, clock, BOTH), given(house, clock, only_will))
    async with house.store.read() as work:
        kept = {person.oid for person in await people.everyone(work)}
    last = max(done, key=lambda each: each.number or 0)
    assert kept == ({ERIN, WILL} if last is done[0] else {WILL})
