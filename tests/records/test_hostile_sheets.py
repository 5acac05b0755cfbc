"""A sheet of LibreOffice's kind that is broken, hostile or odd is read right or refused in one sentence."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from records.files.mapping import default_mapping
from records.files.problems import RecordError
from records.previews.handed_in import NamedFile, read_files
from records.previews.joined import compare_all
from tests.records.books import DAY, GOOD
from tests.records.test_workbook import ods_cell, open_document

CELLS = tuple(map(ods_cell, GOOD.values()))
ENTERED = [*GOOD].index("Date Started to be Looked After")
Parts = dict[str, bytes]


def sheet(*, cells: tuple[str, ...] = CELLS, more: str = "") -> bytes:
    head = f"<table:table-row>{''.join(map(ods_cell, GOOD))}</table:table-row>"
    return open_document(f"{head}<table:table-row>{''.join(cells)}</table:table-row>{more}")


def with_cell(at: int, xml: str) -> bytes:
    return sheet(cells=(*CELLS[:at], xml, *CELLS[at + 1 :]))


def dated(attributes: str) -> bytes:
    return with_cell(ENTERED, f"<table:table-cell {attributes}/>")


def parts() -> Parts:
    with zipfile.ZipFile(io.BytesIO(sheet())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(its: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in its.items():
            archive.writestr(name, content)
    return out.getvalue()


def replaced(change: Callable[[bytes], bytes]) -> bytes:
    return packed({**parts(), "content.xml": change(parts()["content.xml"])})


def entered(data: bytes, name: str = "list.ods") -> date | str:
    """When the child of the sheet came into care, or the sentence that says why nobody can tell."""
    try:
        preview = compare_all({}, read_files([NamedFile(name, data)], default_mapping()).caseloads, DAY)
    except RecordError as refused:
        return _plain(refused.sentence)
    for change in preview.changes:
        return next(event.on for event in change.add if event.type == "entered_care")
    return _plain(" ".join(problem.sentence for problem in preview.refused))


def _plain(sentence: str) -> str:
    assert "\n" not in sentence
    assert not re.search(r"Traceback|Error|calamine|object at", sentence)
    return sentence


CAME = GOOD["Date Started to be Looked After"]
READ: dict[str, bytes] = {
    "as it is": sheet(),
    "a million cells beside": sheet(cells=(*CELLS, '<table:table-cell table:number-columns-repeated="1048576"/>')),
    "a million rows below": sheet(more='<table:table-row table:number-rows-repeated="1048574"><table:table-cell/>'
                                       "</table:table-row>"),
    "a formula worked out": dated('table:formula="of:=DATE(2026;1;5)" office:value-type="date" '
                                  f'office:date-value="{CAME.isoformat()}"'),
    "a day number": dated(f'office:value-type="float" office:value="{(CAME - date(1899, 12, 30)).days}"'),
    "money": dated(f'office:value-type="currency" office:value="{(CAME - date(1899, 12, 30)).days}"'),
    "midnight": dated(f'office:value-type="date" office:date-value="{CAME.isoformat()}T00:00:00"'),
    "a note on the reference": with_cell(0, '<table:table-cell office:value-type="string"><office:annotation>'
        "<text:p>C-9</text:p></office:annotation><text:p>C-1042</text:p></table:table-cell>"),
    "a link elsewhere": with_cell(0, '<table:table-cell office:value-type="string"><text:p>'
        '<text:a xlink:href="https://x.example/">C-1042</text:a></text:p></table:table-cell>'),
    "macros": packed({**parts(), "Basic/Standard/Module1.xml": b"<x/>", "Scripts/python/a.py": b"import os"}),
    "letters as numbers": replaced(lambda content: content.replace(b"C-1042", b"C&#45;1042")),
    "hidden rows": replaced(lambda content: content.replace(
        b"<table:table-row>", b'<table:table-row table:visibility="filter">')),
}  # fmt: skip


@pytest.mark.parametrize("data", READ.values(), ids=READ)
def test_an_odd_sheet_is_read_right(data: bytes) -> None:
    assert entered(data) == CAME
    [caseload] = read_files([NamedFile("list.ods", data)], default_mapping()).caseloads
    assert [row.child for row in caseload.rows] == ["C-1042"]


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "list.ODS", "list"])
def test_what_a_file_is_is_judged_by_what_is_in_it(name: str) -> None:
    assert entered(sheet(), name) == CAME


FULL = '<table:table-row table:number-rows-repeated="1048576">' + "".join(CELLS) + "</table:table-row>"
COVERED = '<table:covered-table-cell table:number-columns-repeated="1048576" office:value-type="string"/>'
REFUSED: dict[str, tuple[bytes, str]] = {
    "a million full rows": (sheet(more=FULL), "is packed|has a sheet spread over 1,048,578 rows"),
    "covered without end": (sheet(more=f"<table:table-row>{COVERED}</table:table-row>" * 8), "has a sheet spread over"),
    "the row three times": (sheet(more=FULL.replace("1048576", "2")), "is also on line 3, 4"),
    "a covered reference": (sheet(cells=("<table:covered-table-cell/>", *CELLS[1:])), "no child's reference"),
    "a formula that failed": (
        dated('table:formula="of:=1/0" office:value-type="string" office:string-value="#DIV/0!"'),
        "is empty|is not a date",
    ),
    "a formula never worked out": (dated('table:formula="of:=TODAY()"'), "a formula that was never worked out"),
    "no day": (dated('office:value-type="date" office:date-value="2026-13-45"'), "not a day in the calendar"),
    "the first day": (dated('office:value-type="date" office:date-value="0001-01-01"'), "stands for no date"),
    "before all days": (dated('office:value-type="date" office:date-value="-2026-01-05"'), "is not a date"),
    "no number": (dated('office:value-type="float" office:value="NaN"'), "is a number, not a date"),
    "without end": (dated('office:value-type="float" office:value="1e999"'), "is a number, not a date"),
    "a time": (dated('office:value-type="time" office:time-value="PT10H00M00S"'), "is a time, not a date"),
    "locked": (
        packed({**parts(), "META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>"}),
        "protected with a password",
    ),
    "no mimetype": (packed({n: c for n, c in parts().items() if n != "mimetype"}), "is damaged"),
    "no content": (packed({**parts(), "content.xml": b""}), "is a document, not a spreadsheet"),
    "content cut off": (replaced(lambda content: content[:-100]), "is damaged"),
    "cut off": (sheet()[:-200], "is damaged"),
    "another file's text": (
        replaced(
            lambda content: (
                b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + content.replace(b"C-1042", b"&a;")
            )
        ),
        "is damaged",
    ),
    "a bomb": (packed({**parts(), "Pictures/1.png": b"\x00" * (300 << 20)}), "unpacks to more than 256 MB"),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_a_hostile_sheet_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    found = entered(data)
    assert isinstance(found, str)
    assert re.search(said, found)


@pytest.mark.parametrize("seed", range(8))
def test_a_sheet_changed_at_random_is_read_or_refused(seed: int) -> None:
    dice, content = random.Random(seed), parts()["content.xml"]
    for _ in range(25):
        at, until = sorted(dice.choices(range(len(content)), k=2))
        changed = dice.choice(
            [
                content[:at] + content[min(until, at + 40) :],
                content[:at] + dice.choice(b'< > " & / \x00 \xff 9'.split(b" ")) + content[at + 1 :],
                content[:at] + content[at : at + 80] * 2 + content[at + 80 :],
            ]
        )
        found = entered(packed({**parts(), "content.xml": changed}))
        assert isinstance(found, date | str)
