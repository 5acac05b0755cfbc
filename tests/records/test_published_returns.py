"""The five published years of fake returns imported in order, counted against plain CSV."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

import pytest

from records.lists.standing import PLACEMENT, STATUS
from records.previews.joined import after
from records.previews.preview import Known, Preview
from records.returns.history_events import looked_after
from tests.records.returns import compared, plain_rows, published

pytestmark = pytest.mark.long

YEARS = (2017, 2018, 2019, 2020, 2021)
SHORT_BREAKS = {"V3", "V4"}


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


def made(year: int) -> date:
    """A return is made in the weeks after the year it is of ends on 31 March."""
    return date(year + 1, 4, 30)


class Counted:
    """What plain CSV says of the years up to one: of each child, the newest return that has the child counts."""

    def __init__(self) -> None:
        self.rows: dict[str, dict[date, dict[str, str]]] = {}

    def read(self, year: int) -> dict[str, list[dict[str, str]]]:
        of_year: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in plain_rows(published(year), "-episodes.csv"):
            of_year[row["CHILD"]].append(row)
        for child, rows in of_year.items():
            self.rows[child] = {day(row["DECOM"]): row for row in rows}
        return of_year

    def care(self, child: str) -> dict[date, dict[str, str]]:
        """Without the short breaks, in which nobody is in care."""
        return {on: row for on, row in self.rows[child].items() if row["LS"] not in SHORT_BREAKS}

    def last(self, child: str) -> dict[str, str]:
        return self.care(child)[max(self.care(child))]

    def goes_on(self, child: str) -> bool:
        """Ended with X1, and nothing began after."""
        last = max(self.care(child))
        return self.last(child)["REC"] == "X1" and last == max(self.rows[child])

    def in_care(self, children: Iterable[str]) -> set[str]:
        followed = {child for child in children if self.care(child)}
        return {child for child in followed if not self.last(child)["DEC"] or self.goes_on(child)}


@pytest.fixture(scope="module")
def imported() -> dict[int, tuple[Preview, dict[str, Known]]]:
    known: dict[str, Known] = {}
    found = {}
    for year in YEARS:
        preview = compared(known, *published(year), as_of=made(year))
        known = after(known, preview)
        found[year] = (preview, listed(known))
    return found


def listed(known: Mapping[str, Known]) -> dict[str, Known]:
    """Without those of whom only short breaks are remembered."""
    return {child: its for child, its in known.items() if not its.aside}


def in_care(known: Mapping[str, Known]) -> set[str]:
    return {child for child, its in known.items() if looked_after(its)}


def holding(its: Known, types: tuple[str, ...], field: str) -> str:
    events = sorted((e for e in its.journey.events if e.type in types and field in e.fields), key=lambda e: e.on)
    return str(events[-1].fields[field]) if events else ""


def test_the_first_year_by_plain_csv_has_the_numbers_published_for_it() -> None:
    children = Counted().read(2017)
    rows = [row for its in children.values() for row in its if not row["DEC"]]
    status, placement = Counter(row["LS"] for row in rows), Counter(row["PLACE"] for row in rows)
    assert (len(children), len({row["CHILD"] for row in rows})) == (687, 432)
    assert [status[code] for code in ("V2", "C1", "C2", "E1")] == [41, 39, 23, 29]
    assert (placement["U1"] + placement["U4"], placement["U3"] + placement["U6"], placement["P1"]) == (136, 17, 27)


def test_every_child_of_the_first_year_is_on_record_or_left_aside_by_name(
    imported: dict[int, tuple[Preview, dict[str, Known]]],
) -> None:
    preview, known = imported[2017]
    children = Counted().read(2017)
    short = {child for child, rows in children.items() if {row["LS"] for row in rows} <= SHORT_BREAKS}
    assert {left.child for left in preview.excluded} == short
    assert set(known) == set(children) - short
    assert preview.counts["refused"] == 0
    assert "132 children have rows in these files but no episode" in preview.notes[0].sentence


def test_who_is_in_care_under_which_status_and_in_which_placement_is_as_plain_csv_counts(
    imported: dict[int, tuple[Preview, dict[str, Known]]],
) -> None:
    _, known = imported[2017]
    counted = Counted()
    counted.read(2017)
    open_now = {child: counted.last(child) for child in known if not counted.last(child)["DEC"]}
    assert len(counted.in_care(known) - set(open_now)) == 1
    assert in_care(known) == counted.in_care(known)
    status = Counter(holding(known[child], STATUS, "legal_status") for child in open_now)
    placement = Counter(holding(known[child], PLACEMENT, "placement") for child in open_now)
    assert status == Counter(row["LS"] for row in open_now.values())
    assert placement == Counter(row["PLACE"] for row in open_now.values())
    # One child has two open rows, of which the one under C1 began earlier: 39 rows, 38 children.
    assert [status[code] for code in ("V2", "C1", "C2", "E1")] == [41, 38, 23, 29]


def test_only_s_starts_a_period_of_care_and_who_has_none_is_told_of(
    imported: dict[int, tuple[Preview, dict[str, Known]]],
) -> None:
    preview, known = imported[2017]
    rows = [row for row in plain_rows(published(2017), "-episodes.csv") if row["CHILD"] in known]
    starts = {(row["CHILD"], day(row["DECOM"])) for row in rows if row["RNE"] == "S"}
    entered = {(child, e.on) for child, its in known.items() for e in its.journey.events if e.type == "entered_care"}
    of_care = {(row["CHILD"], day(row["DECOM"])) for row in rows if row["RNE"] == "S" and row["LS"] not in SHORT_BREAKS}
    assert of_care <= entered <= starts  # a short break that begins while care runs starts nothing
    firsts = {row["CHILD"]: row for row in sorted(rows, key=lambda row: day(row["DECOM"]), reverse=True)}
    without = {child for child, row in firsts.items() if row["RNE"] != "S"}
    asked = {p.child for p in preview.omitted if "came into care before" in p.sentence}
    assert asked == without
    assert len(without) > 300


def test_an_open_episode_is_judged_by_dec_and_each_one_with_a_reason_is_hinted_at(
    imported: dict[int, tuple[Preview, dict[str, Known]]],
) -> None:
    preview, known = imported[2017]
    counted = Counted()
    counted.read(2017)
    last_open = [counted.last(child) for child in known if not counted.last(child)["DEC"]]
    hinted = [p for p in preview.omitted if "judged by DEC" in p.sentence]
    assert Counter(p.found for p in hinted) == Counter(row["REC"] for row in last_open if row["REC"])
    assert Counter(p.found for p in hinted)["X1"] > 250


@pytest.mark.parametrize("year", YEARS[1:])
def test_a_later_year_asks_about_every_child_in_care_whom_it_does_not_mention(
    imported: dict[int, tuple[Preview, dict[str, Known]]], year: int
) -> None:
    preview, known = imported[year]
    before = in_care(imported[year - 1][1])
    mentioned = Counted().read(year)
    assert {gone.child for gone in preview.missing} == before - set(mentioned)
    assert before - set(mentioned) <= in_care(known)


@pytest.mark.parametrize("year", YEARS[1:])
def test_after_each_year_who_is_in_care_and_how_is_as_plain_csv_of_all_years_counts(
    imported: dict[int, tuple[Preview, dict[str, Known]]], year: int
) -> None:
    _, known = imported[year]
    counted = Counted()
    for one in YEARS[: YEARS.index(year) + 1]:
        counted.read(one)
    last = {child: counted.last(child) for child in counted.in_care(known)}
    assert in_care(known) == counted.in_care(known)
    here = {child: row for child, row in last.items() if not row["DEC"]}
    assert Counter(holding(known[child], STATUS, "legal_status") for child in here) == Counter(
        row["LS"] for row in here.values()
    )


def test_reviews_and_births_are_as_the_tables_have_them(imported: dict[int, tuple[Preview, dict[str, Known]]]) -> None:
    _, known = imported[2017]
    rows = plain_rows(published(2017), "-reviews.csv")
    told = {(row["CHILD"], day(row["REVIEW"])) for row in rows if row["CHILD"] in known}
    born = {row["CHILD"]: day(row["DOB"]) for row in plain_rows(published(2017), "-header.csv")}
    expected = {(child, on) for child, on in told if born[child] <= on <= made(2017)}
    held = {(child, e.on) for child, its in known.items() for e in its.journey.events if e.type == "review_held"}
    assert held == expected
    assert {child: its.journey.date_of_birth for child, its in known.items()} == {child: born[child] for child in known}
    unaccompanied = {row["CHILD"] for row in plain_rows(published(2017), "-uasc.csv")}
    assert {child for child, its in known.items() if its.journey.unaccompanied} == unaccompanied & set(known)


def test_a_year_imported_again_changes_nothing(imported: dict[int, tuple[Preview, dict[str, Known]]]) -> None:
    for year in (2017, 2021):
        _, known = imported[year]
        assert compared(known, *published(year), as_of=made(year)).changes == ()


def test_all_years_at_once_in_any_order_make_the_journeys_that_one_after_the_other_make(
    imported: dict[int, tuple[Preview, dict[str, Known]]],
) -> None:
    def events(known: Mapping[str, Known]) -> dict[str, set[tuple[date, str, str]]]:
        return {
            child: {(e.on, e.type, str(sorted(e.fields.items()))) for e in its.journey.events}
            for child, its in known.items()
        }

    everything = [file for year in (2019, 2021, 2017, 2020, 2018) for file in published(year)]
    at_once = after({}, compared({}, *everything, as_of=made(2021)))
    one_by_one = {}
    for year in YEARS:
        one_by_one = after(one_by_one, compared(one_by_one, *published(year), as_of=made(2021)))
    assert events(listed(at_once)) == events(listed(one_by_one))
