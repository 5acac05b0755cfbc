"""A return handed in again, corrected: the later hand-in counts, for the time it is of, and says what it takes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from records.previews.joined import after
from records.previews.preview import Known, Preview
from records.returns.history_events import looked_after
from tests.records.books import child as row, workbook
from tests.records.returns import NamedFile, Row, compared, episode, file
from tests.records.test_history_of_years import YEARS, Told, files, histories, journeys, of_year

MADE, LATER = date(2026, 11, 20), date(2026, 11, 22)
Rows = list[dict[str, str]]
Event = tuple[str, ...]


def given_in(known: dict[str, Known], rows: Rows | NamedFile, as_of: date) -> tuple[Preview, dict[str, Known]]:
    preview = compared(known, rows if isinstance(rows, NamedFile) else file("Episodes", *rows), as_of=as_of)
    return preview, after(known, preview)


def events(known: dict[str, Known], child: str = "1") -> set[Event]:
    told = ("plan_agreed", "review_held", "visited")
    its = (event for event in known[child].journey.events if event.type not in told)
    return {(event.on.isoformat(), event.type, *map(str, event.fields.values())) for event in its}


S, ON = "04/05/2025", "11/08/2025"
FIRST, MOVED = episode("1", S, "S", ON, "X1"), episode("1", ON, "P", PLACE="U4")
CORRECTIONS: dict[str, tuple[Rows, Rows]] = {
    "an ending taken out": ([episode("1", S, "S", ON, "E4A")], [episode("1", S)]),
    "an ending added": ([episode("1", S)], [episode("1", S, "S", ON, "E4A")]),
    "an ending on an earlier day": ([episode("1", S, "S", ON, "E4A")], [episode("1", S, "S", "01/07/2025", "E4A")]),
    "another reason for leaving": ([episode("1", S, "S", ON, "E4A")], [episode("1", S, "S", ON, "E46")]),
    "another status": ([episode("1", S, LS="V2")], [episode("1", S, LS="E1")]),
    "another placement": ([FIRST, MOVED], [FIRST, {**MOVED, "PLACE": "K2"}]),
    "the last episode deleted": ([FIRST, MOVED], [episode("1", S)]),
    "care ended where a move was told": ([FIRST, MOVED], [episode("1", S, "S", ON, "E4A")]),
    "an episode between deleted": (
        [FIRST, {**MOVED, "DEC": "20/09/2025"}, episode("1", "20/09/2025", "P", PLACE="K2")],
        [episode("1", S, "S", "20/09/2025", "X1"), episode("1", "20/09/2025", "P", PLACE="K2")],
    ),
    "the start on an earlier day": ([FIRST, MOVED], [{**FIRST, "DECOM": "01/05/2025"}, MOVED]),
    "the start on a later day": ([FIRST, MOVED], [{**FIRST, "DECOM": "09/05/2025"}, MOVED]),
    "a move on an earlier day": ([FIRST, MOVED], [{**FIRST, "DEC": "01/08/2025"}, {**MOVED, "DECOM": "01/08/2025"}]),
    "a move on a later day": ([FIRST, MOVED], [{**FIRST, "DEC": "18/08/2025"}, {**MOVED, "DECOM": "18/08/2025"}]),
    "the first episode deleted": ([FIRST, MOVED], [{**MOVED, "RNE": "S"}]),
}
OTHERS = [episode("2", "05/05/2025", "S", "11/03/2026", "E4A"), episode("3", "20/03/2026")]


@pytest.mark.parametrize("days", [0, 2], ids=["the same day", "later"])
@pytest.mark.parametrize(("wrong", "right"), CORRECTIONS.values(), ids=CORRECTIONS)
def test_a_corrected_return_is_read_as_if_it_had_been_right_at_first(wrong: Rows, right: Rows, days: int) -> None:
    for others in ([], OTHERS):
        _, known = given_in({}, [*wrong, *others], MADE)
        preview, now = given_in(known, [*right, *others], MADE + timedelta(days=days))
        assert events(now) == events(given_in({}, [*right, *others], MADE)[1])
        [change] = preview.changes
        gone = {(away.event.on, away.event.type) for away in change.withdraw}
        assert all(away.because for away in change.withdraw)
        assert len(gone) >= len(events(known) - events(now)) > 0 or not events(known) - events(now)
        assert given_in(now, [*right, *others], MADE + timedelta(days=days))[0].changes == ()


@pytest.mark.parametrize(("wrong", "right"), CORRECTIONS.values(), ids=CORRECTIONS)
def test_a_correction_corrected_back_is_the_first_again(wrong: Rows, right: Rows) -> None:
    _, known = given_in({}, [*wrong, *OTHERS], MADE)
    _, known = given_in(known, [*right, *OTHERS], MADE)
    _, known = given_in(known, [*wrong, *OTHERS], LATER)
    assert events(known) == events(given_in({}, [*wrong, *OTHERS], MADE)[1])


@pytest.mark.parametrize(("wrong", "right"), CORRECTIONS.values(), ids=CORRECTIONS)
def test_an_earlier_hand_in_that_comes_after_its_correction_undoes_nothing(wrong: Rows, right: Rows) -> None:
    _, known = given_in({}, [*right, *OTHERS], LATER)
    _, now = given_in(known, [*wrong, *OTHERS], MADE)
    assert events(now) == events(known)


def test_a_correction_that_knows_of_nothing_in_the_last_year_counts_by_the_later_day() -> None:
    for wrong in ([episode("1", "04/03/2024", "S", ON, "E4A")], [episode("1", "04/03/2024", "S", ON, "X1"), MOVED]):
        _, known = given_in({}, wrong, MADE)
        _, now = given_in(known, [episode("1", "04/03/2024")], LATER)
        assert events(now) == {("2024-03-04", "entered_care", "C2", "U6")}


def test_an_older_return_given_on_a_later_day_undoes_nothing_of_several_children() -> None:
    newer = [episode(child, "04/03/2024", "S", ON, "E4A") for child in ("1", "2")]
    older = [episode(child, "04/03/2024") for child in ("1", "2")]
    _, known = given_in({}, newer, MADE)
    preview, now = given_in(known, older, LATER)
    assert journeys(now) == journeys(known)
    assert "they count as an older return" in preview.notes[0].sentence


def test_a_start_moved_across_the_end_of_the_year_is_one_start() -> None:
    _, known = given_in({}, [episode("1", "30/03/2024")], MADE)
    _, known = given_in(known, [episode("1", "02/04/2024")], MADE)
    assert events(known) == {("2024-04-02", "entered_care", "C2", "U6")}


def test_what_may_be_a_correction_or_another_year_is_asked_about_and_stays() -> None:
    _, known = given_in({}, [episode("1", "04/03/2024", "S", ON, "E4A")], MADE)
    preview, now = given_in(known, [episode("1", "04/03/2024")], MADE)
    assert events(now) == events(known)
    assert "these files know nothing after 4 March 2024" in preview.notes[0].sentence
    two = [episode("1", "04/05/2024", "S", "11/08/2024", "E4A"), episode("1", "01/10/2024")]
    for left in two:
        _, known = given_in({}, two, MADE)
        preview, now = given_in(known, [left], LATER)
        assert events(now) == events(known)
        assert "that these files leave out; it stays on record" in preview.notes[0].sentence


def a_list(**facts: object) -> NamedFile:
    entered = date(2025, 5, 4)
    same = {"legal_status_since": entered, "placement_since": entered, "legal_status": "C2: FCO"}
    its = {"child": "1", "entered": entered, **same, "reviewed": "", "visited": "", "plan": "", **facts}
    return NamedFile("list.xlsx", workbook(row(**its)))


def test_a_list_made_after_the_time_of_a_return_keeps_a_child_in_care() -> None:
    _, known = given_in({}, a_list(), MADE)
    preview, now = given_in(known, [episode("1", S, "S", ON, "E4A")], LATER)
    assert looked_after(now["1"])
    assert "but the list as of 20 November 2026" in preview.notes[0].sentence
    preview, gone = given_in(now, a_list(left=date(2025, 8, 11), left_by="E4A"), LATER)  # as the sentence says
    assert not looked_after(gone["1"])


def test_a_return_made_later_than_a_list_and_of_the_same_time_takes_its_ending_back() -> None:
    _, known = given_in({}, a_list(left=date(2026, 9, 1), left_by="E4A"), MADE)
    preview, now = given_in(known, [episode("1", S), episode("2", "01/10/2026")], LATER)
    assert looked_after(now["1"])
    assert {away.event.type for change in preview.changed for away in change.withdraw} == {
        "left_care",
        "permanence_achieved",
    }
    _, known = given_in({}, a_list(left=date(2026, 9, 1), left_by="E4A"), LATER)
    assert not looked_after(given_in(known, [episode("1", S), episode("2", "01/10/2026")], MADE)[1]["1"])


@pytest.mark.parametrize("since", [date(2025, 2, 11), date(2025, 3, 11)])
def test_a_move_on_another_day_in_a_later_list_is_one_move(since: date) -> None:
    entered = {"entered": date(2024, 3, 4), "legal_status_since": date(2024, 3, 4), "placement": "K2"}
    _, known = given_in({}, a_list(**entered, placement_since=date(2025, 3, 4)), MADE)
    _, known = given_in(known, a_list(**entered, placement_since=since), LATER)
    assert [on for on, type, *_ in events(known) if type == "placement_changed"] == [since.isoformat()]


def test_a_move_to_a_placement_of_the_same_kind_after_the_last_list_is_another_move() -> None:
    entered = {"entered": date(2024, 3, 4), "legal_status_since": date(2024, 3, 4), "placement": "K2"}
    _, known = given_in({}, a_list(**entered, placement_since=date(2025, 3, 4)), MADE)
    _, known = given_in(known, a_list(**entered, placement_since=date(2026, 11, 21)), LATER)
    moves = sorted(on for on, type, *_ in events(known) if type == "placement_changed")
    assert moves == ["2025-03-04", "2026-11-21"]


def test_years_of_short_breaks_come_in_any_order() -> None:
    care: Row = episode("1", "04/05/2024", "S", "11/08/2024", "X1")
    breaks: Row = episode("1", "11/08/2024", "L", "20/05/2025", "E8", LS="V4")
    whole = after({}, compared({}, file("Episodes", care, breaks)))
    for order in ((care, breaks), (breaks, care)):
        known: dict[str, Known] = {}
        for one in order:
            known = after(known, compared(known, file("Episodes", one)))
        assert journeys(known) == journeys(whole)
    first = compared({}, file("Episodes", breaks))
    assert (first.changes, len(first.remembered)) == ((), 1)
    assert not compared(after({}, first), file("Episodes", breaks)).writes


def test_what_a_version_before_kept_of_returns_is_read_and_corrected() -> None:
    known = {"1": after({}, compared({}, file("Episodes", FIRST, MOVED)))["1"]}
    before = {
        "903 episode 2025-05-04": "2025-08-11|2025-08-11|X1|S|C2|U6",
        "903 episode 2025-08-11": "2025-08-11|||P|C2|U4",
    }
    known = {"1": replace(known["1"], last_row=before)}
    assert looked_after(known["1"])
    assert given_in(known, [FIRST, {**MOVED, "REC": ""}], MADE)[0].counts["events"] == 0
    _, now = given_in(known, [FIRST, {**MOVED, "PLACE": "K2"}], MADE)
    assert ("2025-08-11", "placement_changed", "K2") in events(now)
    assert not any(key.startswith("903 episode") for key in now["1"].last_row)


@given(histories(), st.permutations(YEARS), st.data())
@settings(max_examples=60)
def test_any_year_handed_in_again_in_any_order_changes_no_journey(
    told: Told, order: list[int], data: st.DataObject
) -> None:
    known: dict[str, Known] = {}
    episodes_only = {name: rows for name, rows in told.items() if name == "Episodes"}
    asked = [*order, *data.draw(st.lists(st.sampled_from(YEARS), max_size=3))]
    for year in asked:
        of = {"Episodes": of_year({**told, **episodes_only}, year)["Episodes"]}
        if of["Episodes"]:
            known = after(known, compared(known, *files(of, str(year))))
    whole = after({}, compared({}, *files(episodes_only, "all")))
    assert journeys(known) == journeys(whole)


def test_a_day_before_most_of_a_file_is_asked_about() -> None:
    rows = [episode("1", "04/05/2025"), episode("2", "04/06/2025")]
    preview, _ = given_in({}, rows, date(2016, 11, 20))
    assert "2 of 2 children have something in this file after the day of the extract" in preview.notes[0].sentence
    assert given_in({}, rows, MADE)[0].notes == ()
