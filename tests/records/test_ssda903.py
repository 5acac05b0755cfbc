"""SSDA903 returns as dated events: what each table tells, and what is said of gaps and contradictions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings, strategies as st

from permanence.policy import load
from permanence.timeline import timeline
from records.files.mapping import default_mapping
from records.files.problems import RecordError
from records.previews.handed_in import NamedFile, read_files
from records.previews.joined import after, compare_all
from records.previews.preview import Known, Preview
from records.previews.preview_text import preview_text
from records.returns.return_tables import TABLES
from tests.records.books import child as annex_a_row, workbook
from tests.records.returns import DAY, compared, episode, file, table


def told(preview: Preview, child: str = "1") -> list[tuple[str, str, str]]:
    [change] = [change for change in preview.changes if change.child == child]
    return [(e.on.isoformat(), e.type, " ".join(str(v) for _, v in sorted(e.fields.items()))) for e in change.add]


def said(preview: Preview) -> list[tuple[str, str, str]]:
    return [(p.column, p.found, p.sentence) for p in (*preview.refused, *preview.omitted) if p.column != "REC"]


def of(*rows: Mapping[str, str], known: Mapping[str, Known] | None = None, as_of: date = DAY) -> Preview:
    return compared(known or {}, file("Episodes", *rows), as_of=as_of)


def test_a_period_of_care_is_its_start_its_changes_and_its_end() -> None:
    preview = of(
        episode("1", "05/01/2026", "S", "02/03/2026", "X1", LS="V2", PLACE="U3"),
        episode("1", "02/03/2026", "L", "01/04/2026", "X1", LS="C1", PLACE="U3"),
        episode("1", "01/04/2026", "B", "01/10/2026", "E46", LS="C2", PLACE="U1"),
    )
    assert told(preview) == [
        ("2026-01-05", "entered_care", "V2 U3"),
        ("2026-03-02", "legal_status_changed", "C1"),
        ("2026-04-01", "legal_status_changed", "C2"),
        ("2026-04-01", "matched", "long_term_fostering"),
        ("2026-04-01", "permanence_achieved", "long_term_match"),
        ("2026-04-01", "placement_changed", "U1"),
        ("2026-10-01", "left_care", ""),
        ("2026-10-01", "permanence_achieved", "sgo"),
    ]
    assert said(preview) == []


@pytest.mark.parametrize(
    ("left_by", "by"), [("E43", "sgo"), ("E44", "sgo"), ("E48", "sgo"), ("E12", "adoption_order"), ("E17", "")]
)
def test_reasons_of_old_and_new_code_lists_are_understood(left_by: str, by: str) -> None:
    preview = of(episode("1", "05/01/2026", "S", "01/10/2026", left_by))
    assert [on for on in told(preview) if on[1] == "permanence_achieved"] == (
        [("2026-10-01", "permanence_achieved", by)] if by else []
    )


@pytest.mark.parametrize("place", ["H5", "P2", "K3", "Z1", "Z14"])
def test_placements_of_old_and_new_code_lists_are_understood(place: str) -> None:
    assert told(of(episode("1", "05/01/2026", PLACE=place))) == [("2026-01-05", "entered_care", f"C2 {place}")]


def test_a_move_to_another_carer_of_the_same_kind_is_a_change_and_a_temporary_one_and_the_way_back_are_none() -> None:
    preview = of(
        episode("1", "05/01/2026", "S", "02/03/2026", "X1"),
        episode("1", "02/03/2026", "P", "04/05/2026", "X1"),
        episode("1", "04/05/2026", "P", "08/05/2026", "X1", PLACE="T4"),
        episode("1", "08/05/2026", "P"),
    )
    assert told(preview)[1:] == [("2026-03-02", "placement_changed", "U6")]


def test_a_child_placed_for_adoption_was_placed_on_the_day_of_the_first_such_episode() -> None:
    preview = compared(
        {},
        file(
            "Episodes",
            episode("1", "05/01/2026", "S", "01/06/2026", "X1", LS="E1"),
            episode("1", "01/06/2026", "P", "01/07/2026", "X1", LS="E1", PLACE="A6"),
            episode("1", "01/07/2026", "T", LS="E1", PLACE="A5"),
        ),
        file("PlacedAdoption", {"CHILD": "1", "DOB": "02/05/2023", "DATE_PLACED": "01/04/2026"}),
        file("AD1", {"CHILD": "1", "DOB": "02/05/2023", "DATE_INT": "31/03/2026", "DATE_MATCH": "11/05/2026"}),
    )
    steps = [one for one in told(preview) if one[1] in ("adoption_decision", "matched", "placed_for_adoption")]
    assert steps == [
        ("2026-04-01", "adoption_decision", ""),  # DATE_PLACED is the decision, not the placement
        ("2026-05-11", "matched", "adoption"),
        ("2026-06-01", "placed_for_adoption", ""),
    ]


def test_a_decision_that_was_reversed_is_noted_once() -> None:
    placed = {"CHILD": "1", "DATE_PLACED": "01/04/2026", "DATE_PLACED_CEASED": "01/09/2026"}
    files = (file("Episodes", episode("1", "05/01/2026")), file("PlacedAdoption", placed))
    first = compared({}, *files)
    assert "1 September 2026 that the child should no longer be placed" in first.notes[0].sentence
    assert compared(after({}, first), *files).notes == ()


def test_without_its_s_episode_a_period_of_care_has_no_start_and_this_is_said() -> None:
    preview = of(episode("1", "02/03/2026", "P", LS="C1", PLACE="U6"))
    assert told(preview) == [("2026-03-02", "legal_status_changed", "C1"), ("2026-03-02", "placement_changed", "U6")]
    [(column, found, sentence)] = said(preview)
    assert (column, found) == ("RNE", "P")
    assert "came into care before 2 March 2026 on a day these files do not give" in sentence


def test_the_missing_start_comes_from_an_earlier_return_whenever_that_is_imported() -> None:
    late = after({}, of(episode("1", "02/03/2026", "P", LS="C1")))
    both = after(late, of(episode("1", "05/01/2026", "S", "02/03/2026", "X1", LS="C1", PLACE="K2"), known=late))
    events = {(e.on.isoformat(), e.type, *e.fields.values()) for e in both["1"].journey.events}
    assert events == {("2026-01-05", "entered_care", "C1", "K2"), ("2026-03-02", "placement_changed", "U6")}


def test_the_missing_start_comes_from_annex_a_given_with_the_return() -> None:
    row = annex_a_row(
        child="1", legal_status="C1: ICO", legal_status_since=date(2026, 1, 5), placement_since=date(2026, 1, 5)
    )
    files = [NamedFile("a.xlsx", workbook(row)), file("Episodes", episode("1", "02/03/2026", "L", LS="C1"))]
    given = read_files(files, default_mapping())
    preview = compare_all({}, given.caseloads, DAY)
    known = after({}, preview)
    entered = [e for e in known["1"].journey.events if e.type == "entered_care"]
    assert [(e.on, dict(e.fields)) for e in entered] == [(date(2026, 1, 5), {"legal_status": "C1", "placement": "U6"})]
    assert compare_all(known, given.caseloads, DAY).changes == ()
    assert timeline(load("bcp-2023"), known["1"].journey, DAY).obligations
    assert given.sources[0].endswith("SSDA903 Episodes, 1 row")
    assert given.sources[1] == 'a.xlsx: Annex A List 8 "Children in care", 1 child'


def test_what_annex_a_has_dated_is_not_dated_anew_by_a_first_episode_that_only_shows_it() -> None:
    row = annex_a_row(
        child="1", legal_status="C1: ICO", legal_status_since=date(2026, 1, 5), placement_since=date(2026, 1, 5)
    )
    given = read_files([NamedFile("a.xlsx", workbook(row))], default_mapping())
    known = after({}, compare_all({}, given.caseloads, DAY))
    ordered = of(episode("1", "02/03/2026", "L", LS="C2"), known=known)
    assert told(ordered) == [("2026-03-02", "legal_status_changed", "C2")]  # the placement is shown, not begun
    moved = of(episode("1", "02/03/2026", "P", LS="C1"), known=known)
    assert told(moved) == [("2026-03-02", "placement_changed", "U6")]  # P says that it began that day
    other = of(episode("1", "02/03/2026", "P", LS="C2", PLACE="K2"), known=known)
    assert told(other) == [("2026-03-02", "legal_status_changed", "C2"), ("2026-03-02", "placement_changed", "K2")]


def test_an_entry_told_with_less_by_a_later_return_is_told_with_less() -> None:
    known = after({}, of(episode("1", "05/01/2026", LS="V2", PLACE="K2")))
    corrected = (
        episode("1", "05/01/2026", "S", "09/01/2026", "X1", LS="V2", PLACE="T1"),
        episode("1", "09/01/2026", "P", LS="V2"),
    )
    known = after(known, of(*corrected, known=known))
    events = {(e.on.isoformat(), e.type, *e.fields.values()) for e in known["1"].journey.events}
    assert events == {("2026-01-05", "entered_care", "V2"), ("2026-01-09", "placement_changed", "U6")}


def test_an_open_episode_is_judged_by_dec_although_rec_gives_a_reason() -> None:
    for left_by in ("X1", "E7"):
        preview = of(episode("1", "05/01/2026", left_by=left_by))
        assert "left_care" not in {type for _, type, _ in told(preview)}
        [problem] = preview.omitted
        assert (problem.column, problem.found, problem.line) == ("REC", left_by, 2)
        assert "an open episode is judged by DEC" in problem.sentence


CONTRADICTIONS = {
    "a gap": (
        [episode("1", "05/01/2026", "S", "02/03/2026", "X1"), episode("1", "09/03/2026", "P")],
        'DEC "02/03/2026" ends with X1, but the next episode began only on 9 March 2026',
    ),
    "an overlap": (
        [episode("1", "05/01/2026", "S", "09/03/2026", "X1"), episode("1", "02/03/2026", "P")],
        'DEC "09/03/2026" is after the next episode began on 2 March 2026',
    ),
    "two open": (
        [episode("1", "05/01/2026"), episode("1", "02/03/2026", "P")],
        "DEC is empty although another episode began on 2 March 2026",
    ),
    "X1 and nothing after": (
        [episode("1", "05/01/2026", "S", "02/03/2026", "X1")],
        "the child is taken as still in care",
    ),
    "a placement reason with another status": (
        [episode("1", "05/01/2026", "S", "02/03/2026", "X1"), episode("1", "02/03/2026", "P", LS="E1")],
        "the legal status was C2 and is E1",
    ),
    "a status reason with another placement": (
        [episode("1", "05/01/2026", "S", "02/03/2026", "X1"), episode("1", "02/03/2026", "L", LS="E1", PLACE="K2")],
        "the placement was U6 and is K2",
    ),
    "a status reason with the same status": (
        [episode("1", "05/01/2026", "S", "02/03/2026", "X1"), episode("1", "02/03/2026", "L")],
        "says that the legal status changed, but it is C2 as before",
    ),
    "care goes on after it ended": (
        [episode("1", "05/01/2026", "S", "02/03/2026", "E4A"), episode("1", "09/03/2026", "P")],
        "is not S although care ended on 2 March 2026",
    ),
    "a start inside a period": (
        [episode("1", "05/01/2026", "S", "02/03/2026", "X1"), episode("1", "02/03/2026", "S")],
        "starts a period of care while another runs",
    ),
    "ended before it began": (
        [episode("1", "05/01/2026", "S", "04/01/2026", "E4A")],
        'DEC "04/01/2026" is before the episode began',
    ),
    "an unknown reason for the episode": (
        [episode("1", "05/01/2026", "Q")],
        'RNE "Q" is not one of S (came into care)',
    ),
    "an unknown placement": ([episode("1", "05/01/2026", PLACE="U9")], 'PLACE "U9" is not a known spelling'),
    "an end after the extract": (
        [episode("1", "05/01/2026", "S", "01/12/2026", "E4A")],
        'DEC "01/12/2026" is after the day of the extract, 20 November 2026',
    ),
    "the same day twice": (
        [episode("1", "05/01/2026"), episode("1", "05/01/2026", LS="E1")],
        'DECOM "05/01/2026" is also on line 2 with other codes',
    ),
}


@pytest.mark.parametrize(("rows", "sentence"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_gap_or_contradiction_is_a_row_problem_with_a_hint_and_the_child_is_kept(
    rows: list[dict[str, str]], sentence: str
) -> None:
    preview = of(*rows)
    assert [change.child for change in preview.new] == ["1"]
    assert sentence in " ".join(p.sentence for p in preview.omitted)
    assert all(p.sheet and p.line >= 2 and p.child == "1" for p in preview.omitted)


@pytest.mark.parametrize("codes", [{"LS": "Q9"}, {"DECOM": "31/02/2026"}, {"CHILD": ""}, {"DECOM": "01/12/2026"}])
def test_a_row_without_its_child_status_or_beginning_is_refused_and_the_child_is_not_missing(
    codes: dict[str, str],
) -> None:
    known = after({}, of(episode("1", "05/01/2026")))
    preview = of({**episode("1", "02/03/2026", "P"), **codes}, episode("2", "02/03/2026"), known=known)
    assert preview.counts["refused"] == 1
    assert [gone.child for gone in preview.missing] == (["1"] if codes.get("CHILD") == "" else [])


def test_a_series_of_short_breaks_is_left_aside_and_named() -> None:
    preview = of(episode("1", "05/01/2026", LS="V4"), episode("2", "05/01/2026", LS="V3"))
    assert preview.changes == ()
    assert [left.child for left in preview.excluded] == ["1", "2"]
    assert "1 has a series of short breaks" in preview_text(preview)


def test_who_is_in_care_by_the_record_and_not_in_the_next_return_is_asked_about_and_kept() -> None:
    known = after({}, of(episode("1", "05/01/2026"), episode("2", "05/01/2026", "P"), episode("3", "05/06/2026")))
    preview = of(episode("4", "05/02/2026"), known=known)
    assert [gone.child for gone in preview.missing] == ["1", "2"]  # 3 came after the last episode of this return
    assert [change.child for change in preview.changes] == ["4"]


def test_a_return_told_otherwise_by_the_next_withdraws_with_a_reason() -> None:
    known = after({}, of(episode("1", "05/01/2026", LS="V2")))
    preview = of(
        episode("1", "05/01/2026", "S", "02/03/2026", "X1", LS="C1"), episode("1", "02/03/2026", "P"), known=known
    )
    [change] = preview.changed
    assert [(away.event.type, away.because) for away in change.withdraw] == [
        ("entered_care", "the return now tells this time otherwise")
    ]


def test_what_annex_a_corrected_stays_corrected_when_the_same_return_comes_again() -> None:
    rows = [episode("1", "05/01/2026", LS="V2")]
    known = after({}, of(*rows))
    row = annex_a_row(child="1", entered=date(2026, 1, 6), legal_status_since=date(2026, 1, 6),
                      placement_since=date(2026, 1, 6))  # fmt: skip
    given = read_files([NamedFile("a.xlsx", workbook(row))], default_mapping())
    known = after(known, compare_all(known, given.caseloads, DAY))
    assert of(*rows, known=known).changes == ()
    assert [e.on for e in known["1"].journey.events if e.type == "entered_care"] == [date(2026, 1, 6)]


def test_a_return_corrects_the_day_of_entry_and_of_leaving_that_annex_a_gave() -> None:
    row = annex_a_row(child="1", left=date(2026, 10, 2), left_by="E4A")
    given = read_files([NamedFile("a.xlsx", workbook(row))], default_mapping())
    known = after({}, compare_all({}, given.caseloads, DAY))
    preview = of(episode("1", "12/01/2026", "S", "01/10/2026", "E46"), known=known)
    [change] = preview.changed
    assert sorted((away.event.type, away.because) for away in change.withdraw) == [
        ("entered_care", "the file gives 12 January 2026 as the day the child came into care"),
        ("left_care", "the file gives 1 October 2026 as the day care ended"),
        ("permanence_achieved", "the file gives 1 October 2026 as the day care ended"),
    ]


def test_births_come_from_the_header_and_a_contradiction_leaves_them_out() -> None:
    episodes = file("Episodes", episode("1", "05/01/2026"))
    header = file("Header", {"CHILD": "1", "SEX": "2", "DOB": "02/05/2019"})
    other = file("Reviews", {"CHILD": "1", "DOB": "03/05/2019", "REVIEW": "30/01/2026", "REVIEW_CODE": "PN1"})
    assert compared({}, episodes, header).new[0].person.date_of_birth == date(2019, 5, 2)
    contradicting = compared({}, header, other, episodes)
    assert contradicting.new[0].person.date_of_birth is None
    assert "is given as 02/05/2019 and 03/05/2019" in contradicting.omitted[0].sentence


def test_a_table_is_known_by_its_columns_in_any_order_and_not_by_its_name() -> None:
    rows = table("Reviews", {"CHILD": "1", "DOB": "02/05/2019", "REVIEW": "30/01/2026"}).decode().splitlines()
    turned = "\n".join(",".join(reversed(line.split(","))) for line in rows)
    given = read_files([NamedFile("episodes.csv", turned.encode())], default_mapping())
    assert given.sources == ("episodes.csv: SSDA903 Reviews, 1 row",)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_of_the_return_is_recognised(name: str) -> None:
    given = read_files([NamedFile("x.csv", table(name, {"CHILD": "1"}))], default_mapping())
    assert f"SSDA903 {name}, 1 row" in given.sources[0]


def test_a_table_without_a_column_that_is_read_or_with_one_of_another_table_says_which() -> None:
    data = table("Episodes", episode("1", "05/01/2026")).decode()
    for changed, sentence in (
        (data.replace("DECOM", "STARTED"), "lacks DECOM"),
        (data.replace(",URN", ",URN,REVIEW"), "has REVIEW besides, of another table"),
    ):
        with pytest.raises(RecordError, match=sentence):
            read_files([NamedFile("x.csv", changed.encode())], default_mapping())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda text: text.replace(",HOME_POST,PL_POST", "").replace("N1,,,,,U6", "N1,,,U6"),
            "it has no HOME_POST, PL_POST",
        ),
        (lambda text: "LA,YEAR," + text.replace("\r\n1,", "\r\nE06000058,2026,1,"), "not read of it: LA, YEAR"),
        (lambda text: "Return of 2026\r\n\r\n" + text, "SSDA903 Episodes, 1 row"),
    ],
)
def test_a_return_with_columns_beside_post_codes_taken_out_or_a_title_is_known(change: object, said: str) -> None:
    text = table("Episodes", episode("1", "05/01/2026")).decode()
    given = read_files([NamedFile("x.csv", change(text).encode())], default_mapping())  # type: ignore[operator]
    assert said in given.sources[0]
    [history] = given.caseloads[0].histories
    assert [each.began for each in history.tellings[0].episodes] == [date(2026, 1, 5)]


def test_two_files_of_the_same_annex_a_list_are_refused() -> None:
    one = NamedFile("one.xlsx", workbook())
    with pytest.raises(RecordError, match=r"one\.xlsx and two\.xlsx are the same list"):
        read_files([one, NamedFile("two.xlsx", workbook())], default_mapping())


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_return_between_two_others_may_come_last(order: tuple[int, ...]) -> None:
    rows = (
        episode("1", "02/01/2026", "S", "03/01/2026", "X1", PLACE="A6"),
        episode("1", "03/01/2026", "S", "04/01/2026", "X1", PLACE="U6"),
        episode("1", "04/01/2026", "L", PLACE="A6"),
    )
    known: dict[str, Known] = {}
    for index in order:
        known = after(known, of(rows[index], known=known))
    assert journeys(known) == journeys(after({}, of(*rows)))


CODES = st.sampled_from(["V2", "C1", "C2", "E1"])
PLACES = st.sampled_from(["U6", "U4", "P1", "A6", "T1", "K2", "Z14"])
REASONS = st.sampled_from(["S", "L", "P", "T", "B", "U"])
ENDS = st.sampled_from(["X1", "X1", "X1", "E11", "E4A", "E46", ""])


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, str]]:
    """Rows of up to three children, with gaps and reasons that do not fit; only the last may be open.

    Rows that overlap may come together only: apart, the later one is a correction of the earlier one.
    """
    rows = []
    for child in draw(st.sets(st.sampled_from(["1", "2", "3"]), min_size=1)):
        began = date(2025, 1, 1)
        for left in reversed(range(draw(st.integers(1, 5)))):
            began += timedelta(days=draw(st.integers(1, 60)))
            length = draw(st.integers(0, 70) | st.none() if not left else st.integers(0, 70))
            ended = f"{began + timedelta(days=length):%d/%m/%Y}" if length is not None else ""
            row = episode(child, f"{began:%d/%m/%Y}", draw(REASONS), ended, LS=draw(CODES), PLACE=draw(PLACES))
            rows.append({**row, "REC": draw(ENDS)})
            began += timedelta(days=length or 0)
    return rows


def journeys(known: Mapping[str, Known]) -> dict[str, set[tuple[date, str, str]]]:
    return {
        child: {(e.on, e.type, str(sorted(e.fields.items()))) for e in its.journey.events}
        for child, its in known.items()
    }


@pytest.mark.long
@settings(max_examples=120)
@given(histories(), st.data())
def test_one_history_split_into_any_files_and_imports_in_any_order_makes_one_journey(
    rows: list[dict[str, str]], data: st.DataObject
) -> None:
    whole = after({}, of(*rows))
    parts: dict[int, dict[int, list[dict[str, str]]]] = {}
    for row in data.draw(st.permutations(rows)):
        which, in_file = data.draw(st.integers(0, 2)), data.draw(st.integers(0, 1))
        parts.setdefault(which, {}).setdefault(in_file, []).append(row)
        if data.draw(st.booleans()):  # in another file of that import as well: in another import it is a hand-in anew
            parts[which].setdefault(2, []).append(row)
    known: dict[str, Known] = {}
    for files in parts.values():
        known = after(known, compared(known, *(file("Episodes", *its) for its in files.values())))
    assert journeys(known) == journeys(whole)
    assert of(*rows, known=known).counts["events"] == 0
