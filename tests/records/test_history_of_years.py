"""One history of care, told as yearly returns in whatever order they come, is one journey; nothing of it is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings, strategies as st

from permanence.journey import Journey
from records.lists.events_file import compare_events, read_events
from records.previews.handed_in import NamedFile
from records.previews.joined import after
from records.previews.preview import Known
from records.sample.history import events_csv
from tests.records.returns import DAY, compared, episode, table

pytestmark = pytest.mark.long

YEARS = (2023, 2024, 2025, 2026)
FIRST = date(2022, 4, 1)
Row = dict[str, str]
Told = dict[str, list[Row]]  # table -> rows

CODES = st.sampled_from(["V2", "C1", "C2", "E1"])
PLACES = st.sampled_from(["U6", "U4", "P1", "A6", "K2", "T1"])
MOVES = st.sampled_from(["L", "P", "B", "U", "T"])
ENDS = st.sampled_from(["E11", "E4A", "E46", "E48"])
DAYS = st.dates(FIRST, date(2026, 3, 31))


def said(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def read(text: str) -> date:
    day, month, year = (int(part) for part in text.split("/"))
    return date(year, month, day)


@st.composite
def histories(draw: st.DrawFn) -> Told:
    """What truly happened to up to three children until 31 March 2026, each with at most one period of care."""
    told: Told = {"Episodes": [], "Reviews": [], "PlacedAdoption": [], "AD1": [], "UASC": [], "Header": []}
    for child in draw(st.sets(st.sampled_from(["1", "2", "3"]), min_size=1)):
        began, born = draw(DAYS), said(draw(st.dates(date(2008, 4, 1), date(2021, 1, 1))))
        reason, rows = "S", []
        for last in [*draw(st.lists(st.just(False), max_size=4)), True]:
            ended = began + timedelta(days=draw(st.integers(1, 400)))
            leaves = last and draw(st.booleans())
            closed = ended <= date(2026, 3, 31) and (leaves or not last)
            by = draw(ENDS) if leaves else "X1"
            codes = {"LS": draw(CODES), "PLACE": draw(PLACES)}
            rows.append(
                episode(child, said(began), reason, said(ended) if closed else "", by if closed else "", **codes)
            )
            if not closed:
                break
            began, reason = ended, draw(MOVES)
        told["Episodes"] += rows
        reviews = draw(st.sets(DAYS, max_size=3))
        told["Reviews"] += [{"CHILD": child, "DOB": born, "REVIEW": said(day)} for day in reviews]
        if draw(st.booleans()):
            told["PlacedAdoption"].append({"CHILD": child, "DOB": born, "DATE_PLACED": said(draw(DAYS))})
        if draw(st.booleans()):
            told["AD1"].append({"CHILD": child, "DOB": born, "DATE_MATCH": said(draw(DAYS))})
        told["Header"].append({"CHILD": child, "DOB": born})
    return told


def of_year(told: Told, year: int) -> Told:
    """What the return to 31 March of that year tells: its own year, what is still open without an end."""
    first, last = date(year - 1, 4, 1), date(year, 3, 31)
    episodes = []
    for row in told["Episodes"]:
        ended = read(row["DEC"]) if row["DEC"] else None
        if read(row["DECOM"]) <= last and (ended is None or ended >= first):
            still_open = ended is None or ended > last
            episodes.append({**row, "DEC": "", "REC": "X1"} if still_open else row)
    children = {row["CHILD"] for row in episodes}

    def within(name: str, column: str) -> list[Row]:
        return [row for row in told[name] if row["CHILD"] in children and first <= read(row[column]) <= last]

    return {
        "Episodes": episodes,
        "Reviews": within("Reviews", "REVIEW"),
        "PlacedAdoption": within("PlacedAdoption", "DATE_PLACED"),
        "AD1": within("AD1", "DATE_MATCH"),
        "Header": [row for row in told["Header"] if row["CHILD"] in children],
    }


def files(told: Told, of: str) -> list[NamedFile]:
    return [NamedFile(f"{of}-{name}.csv", table(name, *rows)) for name, rows in told.items() if rows]


def journeys(known: Mapping[str, Known]) -> dict[str, set[tuple[date, str, str]]]:
    return {
        child: {(e.on, e.type, str(sorted(e.fields.items()))) for e in its.journey.events}
        for child, its in known.items()
    }


QUIET_YEAR: Told = {  # the second return begins and ends nothing later than the first one's last beginning, but one end
    "Episodes": [
        episode("1", "01/01/2025", "S", "01/06/2025", "E11"),
        episode("2", "01/03/2025", "S", "20/03/2025", "E11"),
    ],
    "Reviews": [], "PlacedAdoption": [], "AD1": [], "UASC": [], "Header": [],
}  # fmt: skip


@given(histories(), st.permutations(YEARS), st.lists(st.booleans(), min_size=len(YEARS), max_size=len(YEARS)))
@example(QUIET_YEAR, list(YEARS), [True] * len(YEARS))
@example(QUIET_YEAR, list(reversed(YEARS)), [True] * len(YEARS))
@settings(max_examples=150)
def test_yearly_returns_in_any_order_together_or_apart_are_one_journey(
    told: Told, order: list[int], apart: list[bool]
) -> None:
    within = {**told, "Reviews": [], "PlacedAdoption": [], "AD1": []}
    for year in YEARS:  # a date outside every year the child is in a return is in no return
        for name in ("Reviews", "PlacedAdoption", "AD1"):
            within[name] = [*within[name], *of_year(told, year).get(name, [])]
    whole = after({}, compared({}, *files(within, "all")))
    known: dict[str, Known] = {}
    together: list[NamedFile] = []
    for year, alone in zip(order, apart, strict=True):
        together += files(of_year(told, year), str(year))
        if alone and together:
            known, together = after(known, compared(known, *together)), []
    if together:
        known = after(known, compared(known, *together))
    assert journeys(known) == journeys(whole)


@given(histories())
@settings(max_examples=60)
def test_a_journey_written_as_past_events_and_read_back_is_the_same_journey(told: Told) -> None:
    imported = after({}, compared({}, *files(told, "all")))
    export = events_csv((child, event) for child, its in imported.items() for event in its.journey.events)
    back = compare_events({child: Journey(child) for child in imported}, read_events(export, "past.csv"), DAY)
    assert back.problems == ()
    now = {child: Known(Journey(child, events=back.add.get(child, ()))) for child in imported}
    assert journeys(now) == journeys(imported)
    again = compare_events({child: its.journey for child, its in now.items()}, read_events(export, "past.csv"), DAY)
    assert again.add == {}
