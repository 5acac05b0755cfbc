"""Any other extract by a council's own mapping: the example of the documentation, and what a mapping may have wrong."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from records.files.mapping import load_mapping
from records.files.problems import RecordError
from records.previews.handed_in import NamedFile, read_files
from records.previews.joined import after, compare_all
from records.previews.preview import Preview

DAY = date(2026, 11, 20)
PAGE = Path(__file__).parent.parent.parent / "docs" / "importing.md"
LIST = b"""Person ID;Came into care;Status;Status from;Lives in;Lives there since;Plan;Team;Last planning meeting;\
Last panel
P7;05/01/2026;ICO;03/03/2026;U6;05/01/2026;Stays with foster family;East;12/10/2026;
P8;05/01/2026;S20;05/01/2026;K2;01/04/2026;;West;;30/11/2026
"""


def documented() -> bytes:
    """The mapping as the page shows it."""
    [shown] = [block for block in re.findall(r"```toml\n(.*?)```", PAGE.read_text(), re.DOTALL) if "[extract]" in block]
    return str(shown).encode()


def preview(own: bytes, data: bytes = LIST) -> Preview:
    given = read_files([NamedFile("weekly.csv", data)], load_mapping(own, "ours.toml"))
    found = compare_all({}, given.caseloads, DAY)
    again = compare_all(after({}, found), given.caseloads, DAY)
    assert again.changes == ()
    return found


def test_the_documented_mapping_reads_a_list_with_its_own_columns() -> None:
    found = preview(documented())
    told = {
        change.child: [(e.on.isoformat(), e.type, *(str(v) for v in e.fields.values())) for e in change.add]
        for change in found.new
    }
    assert told == {
        "P7": [
            ("2026-01-05", "entered_care", "U6"),
            ("2026-03-03", "legal_status_changed", "C1"),
            ("2026-10-12", "ppm_held"),
            ("2026-11-20", "plan_agreed", "long_term_fostering"),
        ],
        "P8": [("2026-01-05", "entered_care", "V2"), ("2026-04-01", "placement_changed", "K2")],
    }
    assert [change.person.team for change in found.new] == ["East", "West"]
    [late] = found.omitted
    assert (late.column, late.line) == ("Last panel", 3)
    assert "is after the day of the extract" in late.sentence


def test_the_file_is_told_by_the_name_the_council_gave_it() -> None:
    given = read_files([NamedFile("weekly.csv", LIST)], load_mapping(documented()))
    assert given.sources == ("weekly.csv: Weekly list of children in care, 2 children",)


def test_steps_of_adoption_may_stand_in_the_childs_own_row() -> None:
    own = (
        documented()
        .replace(b"[extract.events]", b'matched = "Last panel"\n[extract.events]')
        .replace(b'panel_held = "Last panel"\n', b"")
    )
    data = LIST.replace(b"30/11/2026", b"02/11/2026")
    events = [(e.on, e.type, dict(e.fields)) for change in preview(own, data).new for e in change.add]
    assert (date(2026, 11, 2), "matched", {"match": "adoption"}) in events


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        (b"child =", b"chid =", "chid under .extract.columns. is not a fact"),
        (b"panel_held =", b"plan_agreed =", "plan_agreed under .extract.events. has more than a date"),
        (b'legal_status_since = "Status from"', b"", "does not name legal_status_since"),
        (b'"Person ID"', b"7", "7 is not"),
    ],
)
def test_a_mapping_that_is_not_right_says_what_is_wrong(was: bytes, now: bytes, sentence: str) -> None:
    with pytest.raises(RecordError, match=sentence):
        load_mapping(documented().replace(was, now), "ours.toml")


def test_a_file_without_a_column_the_mapping_names_says_which() -> None:
    with pytest.raises(RecordError, match=r'Weekly list of children in care was not found whole.*"Last panel"'):
        preview(documented(), LIST.replace(b"Last panel", b"Last pnl meeting"))


def test_a_councils_own_list_may_look_much_like_a_table_of_the_return() -> None:
    own = (
        b'[extract.columns]\nchild = "CHILD"\ndate_of_birth = "DOB"\nentered = "FROM"\n'
        b'legal_status = "LS"\nlegal_status_since = "LS FROM"\n'
    )
    data = b"CHILD,DOB,SEX,ETHNIC,UPN,MOTHER,FROM,LS,LS FROM\n1,02/05/2019,1,WBRI,,,05/01/2026,V2,05/01/2026\n"
    with pytest.raises(RecordError, match="looks like the SSDA903 table Header"):
        read_files([NamedFile("list.csv", data)], load_mapping())
    assert [change.child for change in preview(own, data).new] == ["1"]
