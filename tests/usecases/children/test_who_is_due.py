"""Who is due: most overdue first, each with clause and sentence, to those who may see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from permanence.journey import Event
from permanence.policy import load
from permanence.refusals import NotAllowed, NotFound
from storage import people
from storage.importing import imports
from storage.importing.imports import ChildFacts
from storage.store import Press
from tests.cast import EVERYONE
from tests.conftest import Clock
from usecases.children.who_is_due import DueAsked, who_is_due
from usecases.house import House
from usecases.operator import OPERATOR

TODAY = date(2026, 3, 2)
ENTERED = {"legal_status": "V2", "placement": "U6"}


async def entered(house: House, clock: Clock, children: dict[str, tuple[str | None, date]]) -> None:
    """Children of these teams who came into care on these days."""
    press = Press("test", "oid-support", "Sam Support", clock())
    async with house.store.change() as work:
        await imports.keep_children(
            work, [ChildFacts(ref, "AB", None, False, team, None, {}) for ref, (team, _) in children.items()]
        )
        events = [(ref, Event(on, "entered_care", ENTERED)) for ref, (_, on) in children.items()]
        await imports.add_events(work, press, "test", events)


@pytest.fixture
async def staffed(house: House, clock: Clock) -> House:
    async with house.store.change() as work:
        for person in EVERYONE:
            await people.keep(work, person)
    await entered(
        house,
        clock,
        {
            "C-1": ("East", date(2026, 1, 5)),  # due 16 February
            "C-2": ("West", date(2025, 12, 1)),  # due 12 January
            "C-3": ("East", date(2026, 1, 26)),  # due 9 March
            "C-4": ("West", date(2026, 3, 1)),  # due 12 April
            "C-5": (None, date(2026, 2, 1)),  # due 15 March
        },
    )
    return house


async def test_the_most_overdue_comes_first_with_clause_and_sentence(staffed: House) -> None:
    view = await who_is_due(staffed, DueAsked("oid-chair", TODAY))
    assert [line.ref for line in view.lines] == ["C-2", "C-1", "C-3", "C-5", "C-4"]
    assert (view.total, view.overdue, view.due_soon) == (5, 2, 2)
    first = view.lines[0]
    assert (first.due, first.clause, first.because) == (
        date(2026, 1, 12),
        "BCP-3.1",
        "6 weeks after entering care on 1 December 2025",
    )
    assert first.label == "C-2 (AB)"
    assert "Section 20 for 12 weeks or more" in first.groups


async def test_a_team_manager_and_a_social_worker_see_their_own_teams(staffed: House) -> None:
    for oid in ("oid-east", "oid-worker"):
        view = await who_is_due(staffed, DueAsked(oid, TODAY))
        assert [line.ref for line in view.lines] == ["C-1", "C-3"]
        assert view.managers == ()


@pytest.mark.parametrize("oid", ["oid-admin", "oid-support", "oid-chair", "oid-viewer", OPERATOR])
async def test_who_oversees_the_panel_sees_every_team(staffed: House, oid: str) -> None:
    assert (await who_is_due(staffed, DueAsked(oid, TODAY))).total == 5


async def test_somebody_without_a_role_sees_nobody(staffed: House) -> None:
    with pytest.raises(NotAllowed):
        await who_is_due(staffed, DueAsked("oid-nobody", TODAY))


@pytest.mark.parametrize("words", ["east", "Erin", "EAST"])
async def test_a_team_or_its_manager_can_be_named(staffed: House, words: str) -> None:
    asked = DueAsked("oid-chair", TODAY, words="erin east" if words == "Erin" else words)
    view = await who_is_due(staffed, asked)
    assert [line.ref for line in view.lines] == ["C-1", "C-3"]


async def test_a_manager_chosen_on_the_card_narrows_the_list(staffed: House) -> None:
    view = await who_is_due(staffed, DueAsked("oid-chair", TODAY, whose="oid-west"))
    assert [line.ref for line in view.lines] == ["C-2", "C-4"]
    assert view.whose_words == "Will West"
    assert view.managers == (("Erin East (East)", "oid-east"), ("Will West (West)", "oid-west"))


async def test_choosing_another_team_shows_a_team_manager_nothing_of_it(staffed: House) -> None:
    assert (await who_is_due(staffed, DueAsked("oid-east", TODAY, whose="oid-west"))).total == 0


async def test_a_name_nobody_has_and_one_two_have_are_told_apart(staffed: House) -> None:
    with pytest.raises(NotFound, match='is called "North"'):
        await who_is_due(staffed, DueAsked("oid-chair", TODAY, words="North"))
    with pytest.raises(NotFound, match="may be meant: East, Erin East, West, Will West"):
        await who_is_due(staffed, DueAsked("oid-chair", TODAY, words="st"))


async def test_a_child_seen_by_the_panel_is_due_six_weeks_later(staffed: House, clock: Clock) -> None:
    press = Press("seen", "oid-chair", "Chris Chair", clock())
    async with staffed.store.change() as work:
        await imports.add_events(work, press, "test", [("C-2", Event(date(2026, 2, 26), "panel_held", {}))])
    view = await who_is_due(staffed, DueAsked("oid-chair", TODAY))
    (line,) = [line for line in view.lines if line.ref == "C-2"]
    assert (line.due, line.clause) == (date(2026, 4, 9), "BCP-3.2")


async def test_a_long_list_comes_ten_at_a_time(house: House, clock: Clock) -> None:
    start = date(2026, 1, 1)
    await entered(house, clock, {f"C-{n:03}": ("East", start + timedelta(days=n)) for n in range(23)})
    pages = [(await who_is_due(house, DueAsked("oid-admin", TODAY, start=s))).lines for s in (0, 10, 20)]
    assert [len(page) for page in pages] == [10, 10, 3]
    assert [line.ref for page in pages for line in page] == [f"C-{n:03}" for n in range(23)]
    beyond = await who_is_due(house, DueAsked("oid-admin", TODAY, start=990))
    assert beyond.start == 20


async def test_a_child_whom_two_meetings_must_see_comes_once_with_both(house: House, clock: Clock) -> None:
    sussex = replace(house, policy=load("west-sussex"))
    await entered(sussex, clock, {"C-1": ("East", date(2025, 12, 1)), "C-2": ("East", date(2025, 12, 1))})
    press = Press("told", "oid-admin", "Ada Admin", clock())
    final = Event(date(2026, 1, 12), "plan_agreed", {"plan": "long_term_fostering", "final": True})
    async with sussex.store.change() as work:
        await imports.add_events(work, press, "test", [("C-1", final)])
    view = await who_is_due(sussex, DueAsked("oid-admin", TODAY))
    assert view.meetings == "at panel or for a permanence planning meeting"
    both, only = sorted(view.lines, key=lambda line: line.ref)
    assert (both.ref, both.to, both.clause) == ("C-1", "permanence planning meeting", "WS-2")
    assert both.besides == ("to be referred to the panel, no date set (WS-9)",)
    assert (only.ref, only.to, only.besides) == ("C-2", "permanence planning meeting", ())
