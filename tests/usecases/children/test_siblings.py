"""Siblings kept through the use case: on both sides, once however often pressed, and left alone by an import."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from permanence.people.person import Person
from permanence.refusals import Incomplete, NotAllowed
from storage import children, history, siblings
from tests.afternoon import press
from tests.cast import EAST, SUPPORT, VIEWER, WEST, WORKER, staff, take_into_care
from usecases.children.keep_siblings import KeepSiblings, keep_siblings, show_siblings_form
from usecases.house import House

TODAY = date(2026, 1, 20)
BORN = date(2026, 1, 5)


@pytest.fixture
async def family(house: House) -> House:
    await staff(house)
    for ref, team, initials in (("C-0001", "East", "AB"), ("C-0002", "West", "CD"), ("C-0003", "East", "EF")):
        await take_into_care(house, ref, team, BORN, initials)
    return house


def said(typed: str, child: str = "C-0001", seen: int = 0, by: Person = EAST, key: str = "") -> KeepSiblings:
    return KeepSiblings(child, seen, typed, press(by, key or f"{child} {typed} {seen}", on=TODAY))


async def kept(house: House) -> dict[str, tuple[str, ...]]:
    async with house.store.read() as work:
        return {ref: journey.siblings for ref, (_, journey) in (await children.everyone(work)).items()}


async def test_siblings_are_kept_on_both_sides_and_of_those_named_together(family: House) -> None:
    answers = [await keep_siblings(family, said("c-0002, C-0003")) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0].line == "Siblings in care of C-0001 (AB): C-0002 (CD) and C-0003 (EF)."
    assert answers[0].siblings == ("C-0002 (CD)", "C-0003 (EF)")
    every = {"C-0001": ("C-0002", "C-0003"), "C-0002": ("C-0001", "C-0003"), "C-0003": ("C-0001", "C-0002")}
    assert await kept(family) == every
    async with family.store.read() as work:
        for ref in every:
            (line,) = await history.of(work, "siblings", ref)
            assert (line.verb, line.child_ref, line.details["now"]) == ("keep_siblings", ref, list(every[ref]))


async def test_taking_one_out_ends_it_for_the_two_and_the_history_says_what_it_was(family: House) -> None:
    await keep_siblings(family, said("C-0002 C-0003"))
    await keep_siblings(family, said("C-0003", seen=1))
    assert await kept(family) == {"C-0001": ("C-0003",), "C-0002": ("C-0003",), "C-0003": ("C-0001", "C-0002")}
    view = await keep_siblings(family, said("", "C-0003", seen=1, by=SUPPORT))
    assert view.line == "No sibling of C-0003 (EF) is kept."
    assert set((await kept(family)).values()) == {()}
    async with family.store.read() as work:
        assert [e.details["was"] for e in await history.of(work, "siblings", "C-0002")] == [
            [],
            ["C-0001", "C-0003"],
            ["C-0003"],
        ]


@pytest.mark.parametrize(
    ("typed", "why"),
    [("C-0001", "is the child itself"), ("C-0004", 'No child has the reference "C-0004"'), ("C-0002 x", '"x"')],
)
async def test_a_reference_that_is_no_other_child_is_refused_and_nothing_is_kept(
    family: House, typed: str, why: str
) -> None:
    with pytest.raises(Incomplete, match=why):
        await keep_siblings(family, said(typed))
    assert set((await kept(family)).values()) == {()}


async def test_a_hint_names_no_child_of_another_team(family: House) -> None:
    with pytest.raises(Incomplete) as no:
        await keep_siblings(family, said("C-000"))
    assert "C-0003" in no.value.sentence
    assert "C-0002" not in no.value.sentence


async def test_the_childs_own_people_and_the_office_say_it_and_nobody_else(family: House) -> None:
    for person in (WEST, VIEWER):
        with pytest.raises(NotAllowed):
            await keep_siblings(family, said("C-0002", by=person))
        async with family.store.read() as work:
            with pytest.raises(NotAllowed):
                await show_siblings_form(family, work, press(person, "form"), "C-0001")
    assert (await keep_siblings(family, said("C-0002", by=WORKER))).siblings == ("C-0002 (CD)",)


async def test_who_saw_the_siblings_before_a_change_is_told_and_overwrites_nothing(family: House) -> None:
    await keep_siblings(family, said("C-0003", "C-0001"))
    with pytest.raises(Incomplete, match=r"This changed while you were looking at it\. .*: Erin East changed"):
        await keep_siblings(family, said("C-0002", "C-0003", by=SUPPORT))
    assert (await kept(family))["C-0003"] == ("C-0001",)


async def test_two_who_change_one_family_at_once_leave_both_sides_alike(family: House) -> None:
    both = (said("C-0002", "C-0001", by=SUPPORT), said("C-0001 C-0003", "C-0002", by=SUPPORT))
    done = await asyncio.gather(*(keep_siblings(family, one) for one in both), return_exceptions=True)
    assert sum(isinstance(one, Incomplete) for one in done) <= 1
    assert not [one for one in done if isinstance(one, BaseException) and not isinstance(one, Incomplete)]
    now = await kept(family)
    assert all(ref in now[other] for ref, its in now.items() for other in its)
    assert now["C-0001"]


async def test_an_import_leaves_siblings_as_they_are_and_a_new_child_without(family: House) -> None:
    await keep_siblings(family, said("C-0002"))
    await take_into_care(family, "C-0001", "East", BORN, "ZZ")
    await take_into_care(family, "C-0009", "East", BORN)
    now = await kept(family)
    assert (now["C-0001"], now["C-0002"], now["C-0009"]) == (("C-0002",), ("C-0001",), ())
    async with family.store.change() as work:
        assert await siblings.hold(work, ["C-0001"]) == {"C-0001": ("C-0002",)}
