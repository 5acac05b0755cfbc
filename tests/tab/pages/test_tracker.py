"""The tracker over HTTP: whom each person sees, what an address narrows, and files that equal the view row by row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from permanence.journey import Event
from storage import children
from storage.store import Press
from tests.cast import EAST, SUPPORT, VIEWER, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.tab.visiting import Visitor, visiting
from usecases.house import House

FORMULA = '=HYPERLINK("http://evil.example";"x")'


@pytest.fixture
async def caseload(house: House) -> House:
    """Three children of East, one of West; C-1002 has a plan, C-1004's team is called like a formula."""
    await staff(house)
    await take_into_care(house, "C-1001", "East", date(2025, 6, 2), "QX")
    await take_into_care(house, "C-1002", "East", date(2025, 11, 17), "RY")
    await take_into_care(house, "C-1003", "West", date(2025, 12, 1), "<b>")
    await take_into_care(house, "C-1004", FORMULA, date(2025, 12, 8), "TZ")
    press = Press("plan", SUPPORT.oid, SUPPORT.name, datetime(2026, 1, 2, 9, tzinfo=UTC))
    plan = Event(date(2025, 12, 15), "plan_agreed", {"plan": "adoption", "contingency": "sgo", "final": True})
    async with house.store.change(press) as work:
        await children.record_event(work, press, "C-1002", plan, "import 1")
    return house


@pytest.fixture
async def support(caseload: House, clock: Clock) -> AsyncIterator[Visitor]:
    """Business support, who sees every child."""
    async with visiting(caseload, clock, SUPPORT) as visitor:
        yield visitor


def refs(text: str) -> list[str]:
    """The children of the table, in its order."""
    return re.findall(r'<th scope="row">(?:<a[^>]*>)?(C-\d+)', text)


def cells(text: str, ref: str) -> list[str]:
    """What the row of a child says."""
    row = text.partition(f">{ref} (")[2].partition("</tr>")[0]
    return [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]


async def test_a_row_says_route_date_clause_and_how_late(support: Visitor) -> None:
    text = await support.open("/tracker")
    assert refs(text) == ["C-1001", "C-1002", "C-1003", "C-1004"]
    said = cells(text, "C-1002")
    assert said[:3] == ["adoption", "special guardianship order", "17 Nov 2025"]
    assert cells(text, "C-1001")[0] == "none agreed"
    assert re.fullmatch(r"\d+ days late", cells(text, "C-1001")[5])
    assert cells(text, "C-1001")[6].startswith("BCP-")
    assert "Erin East" in said


async def test_everybody_sees_the_children_of_their_own_teams_and_no_other(caseload: House, clock: Clock) -> None:
    for person, seen in ((EAST, ["C-1001", "C-1002"]), (WORKER, ["C-1001", "C-1002"]), (VIEWER, None)):
        async with visiting(caseload, clock, person) as visitor:
            text = await visitor.open("/tracker")
            assert refs(text) == (seen or ["C-1001", "C-1002", "C-1003", "C-1004"])
            for path in ("/tracker.csv", "/tracker.xlsx", "/tracker?team=West"):
                body = await (await visitor.client.get(path)).read()
                assert (b"C-1003" in body) == (seen is None and path != "/tracker.xlsx")
            assert ("West" in text) == (seen is None)


NARROWED = {
    "team=East": ["C-1001", "C-1002"],
    "team=East&team=West": ["C-1001", "C-1002", "C-1003"],
    "plan=adoption": ["C-1002"],
    "no_plan=1": ["C-1001", "C-1003", "C-1004"],
    "unmatched=1": ["C-1002"],
    "overdue=1": ["C-1001", "C-1002"],
    "s20=12": ["C-1001"],
    "s20=4": ["C-1001", "C-1002", "C-1003", "C-1004"],
    "s20=x": ["C-1001", "C-1002", "C-1003", "C-1004"],
    "status=C2": [],
    "age=5_9": ["C-1001", "C-1002", "C-1003", "C-1004"],
    "age=under_1": [],
    "team=East&plan=adoption": ["C-1002"],
    "cohort=section_20_12_weeks": ["C-1001"],
    "clause=none": [],
    "manager=nobody": [],
    "sort=-child": ["C-1004", "C-1003", "C-1002", "C-1001"],
    "sort=in_care": ["C-1001", "C-1002", "C-1003", "C-1004"],
    "sort=nothing&team=East": ["C-1001", "C-1002"],
    "from=50": ["C-1001", "C-1002", "C-1003", "C-1004"],
}


@pytest.mark.parametrize(("query", "seen"), NARROWED.items())
async def test_a_view_is_a_link(support: Visitor, query: str, seen: list[str]) -> None:
    assert refs(await support.open(f"/tracker?{query}")) == seen


async def test_a_long_view_has_pages_and_is_whole_on_one_to_print(house: House, clock: Clock) -> None:
    await staff(house)
    for number in range(60):
        await take_into_care(house, f"C-{2000 + number}", "East", date(2025, 6, 2))
    async with visiting(house, clock, SUPPORT) as visitor:
        text = await visitor.open("/tracker")
        assert (len(refs(text)), "60 children, " in text) == (50, True)
        links = dict(reversed(pair) for pair in re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', text))
        assert len(refs(await visitor.open(links["51 to 60"]))) == 10
        assert len(refs(await visitor.open(links["All on one page, to print"]))) == 60
        assert "Team: East" in await visitor.open("/tracker?team=East&overdue=1")
        assert "Something overdue</p>" in visitor.text


async def test_a_manager_stands_in_an_address_by_an_id_that_says_nothing(support: Visitor) -> None:
    text = await support.open("/tracker")
    [key] = re.findall(r'<option value="(\w+)">Erin East</option>', text)
    assert "erin" not in key.lower()
    assert refs(await support.open(f"/tracker?manager={key}")) == ["C-1001", "C-1002"]


async def test_no_address_on_the_page_names_a_person_or_a_child(support: Visitor) -> None:
    text = await support.send("/tracker", {"words": "C-1001"}) if await support.open("/tracker") else ""
    addresses = re.findall(r'(?:href|action|hx-\w+)="([^"]+)"', text)
    assert addresses
    assert not [one for one in addresses if "C-1001" in one or "Erin" in one or EAST.oid in one]


async def test_what_is_typed_is_searched_for_within_the_view_and_not_in_an_address(support: Visitor) -> None:
    await support.open("/tracker")
    assert refs(await support.send("/tracker", {"words": "c-1001"})) == ["C-1001"]
    assert refs(await support.send("/tracker?team=East", {"words": "adoption"})) == ["C-1002"]
    assert refs(await support.send("/tracker", {"words": "will west"})) == ["C-1003"]
    assert "No child is like this" in await support.send("/tracker", {"words": "nobody at all"})


async def test_what_people_typed_is_taken_as_words(support: Visitor) -> None:
    text = await support.open("/tracker")
    assert "<b>" not in text
    assert "C-1003 (&lt;b&gt;)" in text
    assert "&lt;script&gt;" in await support.send("/tracker", {"words": "<script>"})


@pytest.mark.parametrize(
    "query", ["", "?team=East&sort=-child", "?column=child&column=team&column=due", "?plan=adoption"]
)
async def test_the_files_hold_the_view_row_by_row(support: Visitor, query: str) -> None:
    text = await support.open(f"/tracker{query}")
    page = [[f"{ref} ", *cells(text, ref)] for ref in refs(text)]
    lines = csv.reader(io.StringIO((await support.open(f"/tracker.csv{query}")).removeprefix("\ufeff")))
    of_csv = [[plain(cell) for cell in line] for line in lines][1:]
    body = await (await support.client.get(f"/tracker.xlsx{query}")).read()
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_name("Tracker").to_python()
    of_book = [[plain(cell) for cell in line] for line in sheet][1:]
    assert of_csv == of_book
    assert [line[1:] for line in of_csv] == [[unescaped(cell) for cell in line[1:]] for line in page]
    assert [line[0].partition(" ")[0] for line in of_csv] == refs(text)


async def test_no_cell_of_a_file_is_computed(support: Visitor) -> None:
    raw = await support.open("/tracker.csv")
    assert f"'{FORMULA[:11]}" in raw
    assert ",=HYPERLINK" not in raw
    assert ',"=HYPERLINK' not in raw


async def test_a_file_holds_what_was_searched_for(support: Visitor) -> None:
    await support.open("/tracker")
    body = await support.send("/tracker.csv", {"words": "C-1003"})
    assert [line.split(",")[0] for line in body.splitlines()[1:]] == ["C-1003 (<b>)"]


async def test_a_change_is_seen_by_the_next_who_looks(caseload: House, clock: Clock, support: Visitor) -> None:
    assert cells(await support.open("/tracker"), "C-1001")[0] == "none agreed"
    press = Press("later", SUPPORT.oid, SUPPORT.name, clock())
    plan = Event(date(2026, 1, 3), "plan_agreed", {"plan": "return_home", "final": False})
    async with caseload.store.change(press) as work:
        await children.record_event(work, press, "C-1001", plan, "import 1")
    assert cells(await support.open("/tracker"), "C-1001")[0] == "return home"


def plain(cell: object) -> str:
    """A cell of a file as the page says it."""
    if isinstance(cell, date):
        return f"{cell.day} {cell:%b %Y}"
    text = str(int(cell)) if isinstance(cell, float) else str(cell)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return plain(date.fromisoformat(text))
    return text.removeprefix("'")


def unescaped(cell: str) -> str:
    import html

    return html.unescape(cell)
