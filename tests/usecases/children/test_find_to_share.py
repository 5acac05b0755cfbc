"""The search over a made-up caseload: whatever is typed, nothing is found that the searcher may not see."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cards.children.shared_child import SharedChild
from permanence.people.person import EVERY_TEAM
from records import cast
from records.sample import make_sample
from storage import children
from usecases.children.find_to_share import MOST, FindAsked, find_to_share
from usecases.house import House
from usecases.imports.import_caseload import ImportCaseload, import_caseload
from usecases.imports.import_people import ImportPeople, import_people
from usecases.operator import press_at_command_line

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


async def test_a_manager_finds_their_own_teams_children_by_any_words_and_no_others(house: House) -> None:
    sample = make_sample(children=120, seed=7, as_of=TODAY)
    await import_people(house, ImportPeople(sample.people, "people.csv", press_at_command_line(NOW), confirm=True))
    press = press_at_command_line(NOW)
    await import_caseload(house, ImportCaseload(sample.workbook, "annex-a.xlsx", TODAY, press, confirm=True))
    async with house.store.read() as work:
        teams = {child.label: child.team for child in await children.without_journeys(work)}
    for who in (*cast.MANAGERS, cast.OTHERS[-1], cast.LOCAL):
        for words in ("", "c", "C-10", "a", "children", "east", "%", "_", "'", "c c-"):
            found = await find_to_share(house, FindAsked(who.oid, words, TODAY))
            assert len(found) <= MOST
            seen = {one.label for one in found if isinstance(one, SharedChild)}
            assert EVERY_TEAM in who.teams or {teams[label] for label in seen} <= who.teams
