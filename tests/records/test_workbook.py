"""Files of every kind handed in as a caseload: each is read, or refused with one clear sentence."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from records.files.problems import RecordError
from records.files.workbook import read_workbook
from records.previews.caseload import read_caseload
from records.previews.differences import compare
from tests.records.books import DAY, GOOD, child, parts_replaced, read, sheets, workbook

NAME = "caseload.xlsx"


def refusal(data: bytes, filename: str = NAME) -> str:
    with pytest.raises(RecordError) as caught:
        read_caseload(data, filename)
    sentence = caught.value.sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def as_csv(*rows: dict[str, object], mark: str = ",") -> str:
    def quoted(value: object) -> str:
        text = f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)
        return f'"{text}"'

    return "".join(mark.join(quoted(cell) for cell in line) + "\r\n" for line in (GOOD, *(r.values() for r in rows)))


def test_list_8_is_found_by_its_headings_whatever_its_sheet_is_called() -> None:
    assert [row.child for row in read(child(), sheet="Cared for children Nov").rows] == ["C-1042"]


def test_titles_above_blank_rows_between_and_columns_beside_do_not_matter() -> None:
    blank = dict.fromkeys(GOOD, "")
    extra = {"Notes": "x", **child()}
    caseload = read({**extra}, {"Notes": "", **blank}, {"Notes": "", **child(child="C-2")}, above=6)
    assert [(row.line, row.child) for row in caseload.rows] == [(8, "C-1042"), (10, "C-2")]
    assert caseload.heading_line == 7


def test_headings_in_other_case_spacing_and_punctuation_are_the_same_headings() -> None:
    row = {heading.upper().replace("'", "’").replace(" ", "  ") + " *": value for heading, value in GOOD.items()}
    assert [row.child for row in read(row).rows] == ["C-1042"]


def test_headings_merged_over_two_rows_are_read() -> None:
    def merge(book: object, sheet: object) -> None:
        sheet.merge_range(0, 0, 1, 0, "Child Unique ID")  # type: ignore[attr-defined]

    below = {**dict(zip(GOOD, GOOD, strict=True)), "Child Unique ID": ""}
    first = {f"Group {n}" if n else "Child Unique ID": heading for n, heading in enumerate(below.values())}
    data = sheets({"List 8": [first, GOOD]}, touch=merge)
    assert [row.child for row in read_caseload(data, NAME).rows] == ["C-1042"]


def test_a_heading_merged_across_columns_keeps_its_first_column() -> None:
    wide = {}
    for heading, value in GOOD.items():
        wide[heading] = value
        if heading == "Child Unique ID":
            wide[" "] = ""

    def merge(book: object, sheet: object) -> None:
        sheet.merge_range(0, 0, 0, 1, "Child Unique ID")  # type: ignore[attr-defined]

    assert [row.child for row in read(wide, touch=merge).rows] == ["C-1042"]


def test_the_wrong_workbook_is_answered_with_its_sheets_and_the_heading_that_was_looked_for() -> None:
    said = refusal(sheets({"Budget": [{"Cost": 1, "Centre": 2}], "Staff": [{"Name": "x"}]}))
    assert "Budget, Staff" in said
    assert "Child Unique ID" in said


def test_a_list_without_some_columns_is_answered_with_each_missing_heading_and_the_nearest_found() -> None:
    row = child()
    del row["Placement Type"]
    row["Child's Legal Statuss"] = row.pop("Child's Legal Status")
    said = refusal(workbook(row))
    assert '"Placement Type"' in said
    assert '"Child\'s Legal Status" (found "Child\'s Legal Statuss")' in said
    assert 'on sheet "List 8", row 1' in said


def test_the_list_on_two_sheets_is_taken_from_the_one_named_list_8() -> None:
    data = sheets({"Last month": [child(child="OLD")], "List 8 - CLA": [child()]})
    assert [row.child for row in read_caseload(data, NAME).rows] == ["C-1042"]
    assert "more than once" in refusal(sheets({"One": [child()], "Two": [child()]}))


def test_a_formula_that_was_worked_out_is_a_value_and_one_that_was_not_is_an_empty_cell_with_a_hint() -> None:
    def formula(book: object, sheet: object) -> None:
        column = list(GOOD).index("Date Started to be Looked After")
        dated = book.add_format({"num_format": "dd/mm/yyyy"})  # type: ignore[attr-defined]
        sheet.write_formula(1, column, "=DATE(2026,1,5)", dated, 46027)  # type: ignore[attr-defined]

    data = workbook(touch=formula)
    assert [row.entered.isoformat() for row in read_caseload(data, NAME).rows] == ["2026-01-05"]
    never = parts_replaced(data, lambda name, content: content.replace(b"</f><v>46027</v>", b"</f>"))
    caseload = read_caseload(never, NAME)
    assert not caseload.rows
    [problem] = caseload.problems
    assert "formula that was never worked out" in problem.sentence
    assert (problem.line, problem.column) == (2, "Date Started to be Looked After")


def test_more_rows_than_are_read_are_refused_with_the_limit_and_what_to_do() -> None:
    said = refusal((as_csv() + "x\n" * 100_001).encode(), "caseload.csv")
    assert "100,002 rows with something in them and at most 100,000 are read" in said
    assert "one year a file" in said


def test_blank_rows_do_not_count_among_those_that_are_read() -> None:
    data = (as_csv() + "," * 15 + "\n").encode() + b"\n" * 120_000
    with pytest.raises(RecordError, match="List 8"):
        read_caseload(b"\n" * 120_000 + b"x,y\n", "caseload.csv")
    assert read_caseload(data, "caseload.csv").rows == ()


@pytest.mark.long
def test_more_rows_than_are_read_in_a_workbook_are_refused_with_its_sheet() -> None:
    cell = b'<c r="A%d" t="str"><v>x</v></c>'
    rows = b"".join(b'<row r="%d">%s</row>' % (n, cell % n) for n in range(3, 100_003))
    data = parts_replaced(workbook(), lambda name, content: content.replace(b"</sheetData>", rows + b"</sheetData>"))
    said = refusal(data)
    assert "100,002 rows" in said
    assert 'Sheet "List 8"' in said


def open_document(body: str) -> bytes:
    """A LibreOffice sheet with these rows."""
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="List 8">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return out.getvalue()


def ods_cell(value: object) -> str:
    if hasattr(value, "isoformat"):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def test_the_format_of_libreoffice_is_read_with_its_trailing_million_of_blank_rows() -> None:
    rows = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in (GOOD, GOOD.values()))
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows += f'<table:table-row table:number-rows-repeated="1048573">{blank}</table:table-row>'
    [found] = read_caseload(open_document(rows), "list.ods").rows
    assert (found.child, found.entered, found.legal_status) == ("C-1042", GOOD["Date Started to be Looked After"], "V2")


@pytest.mark.parametrize("hidden", ["", ' office:x=">"'])
@pytest.mark.parametrize("times", ["1048576", "&#49;048576", "9" * 30])
def test_a_cell_that_says_it_stands_there_a_billion_times_is_refused_before_it_is_read(hidden: str, times: str) -> None:
    cell = f'<table:table-cell{hidden} table:number-columns-repeated="16384" office:value-type="string"/>'
    row = f'<table:table-row{hidden} table:number-rows-repeated="{times}">{cell}</table:table-row>'
    assert "is spread" in refusal(open_document(row)).replace("has a sheet spread", "is spread")


def test_another_document_of_libreoffice_is_refused() -> None:
    data = parts_replaced(open_document(""), lambda name, content: content.replace(b"spreadsheet", b"text"))
    assert "is a document, not a spreadsheet" in refusal(data, "list.odt")


def test_what_is_not_a_workbook_is_told_apart() -> None:
    assert "empty" in refusal(b"")
    assert "empty" in refusal(b" \r\n ")
    assert "not an Excel workbook" in refusal(b"%PDF-1.7 ...")
    assert "not an Excel workbook" in refusal(bytes(range(256)) * 8)
    assert "web page" in refusal(b"<html><table><tr><td>Child Unique ID</td></tr></table></html>", "caseload.xls")
    assert "old Excel format" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refusal(locked)
    assert "damaged" in refusal(b"PK\x03\x04 and nothing more")
    assert "damaged" in refusal(workbook()[:-200])
    assert "was not found" in refusal(b"just a line of text", "caseload.csv")


def test_another_office_document_is_not_a_workbook() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert "not an Excel workbook" in refusal(data.getvalue())


@pytest.mark.long
def test_a_bomb_is_refused_before_it_is_unpacked_even_when_it_lies_about_its_size() -> None:
    bomb = parts_replaced(workbook(), lambda name, content: content)
    out = io.BytesIO(bomb)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/picture.png", b"\0" * 300_000_000)
    honest = out.getvalue()
    lying = _declaring(honest, "xl/media/picture.png", 10)
    for data in (honest, lying):
        assert len(data) < 1_000_000
        assert "unpacks to more than" in refusal(data)
    with zipfile.ZipFile(io.BytesIO(lying)) as archive:
        assert archive.getinfo("xl/media/picture.png").file_size == 10


def _declaring(data: bytes, name: str, size: int) -> bytes:
    """The same archive, whose directory declares another unpacked size for one entry."""
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


def test_an_archive_of_thousands_of_entries_or_twice_the_same_name_is_refused() -> None:
    many = io.BytesIO(workbook())
    with zipfile.ZipFile(many, "a") as archive:
        for number in range(2_100):
            archive.writestr(f"xl/x{number}.xml", "")
    assert "packed in a way" in refusal(many.getvalue())
    twice = io.BytesIO(workbook())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(twice, "a") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "packed in a way" in refusal(twice.getvalue())


def test_one_cell_in_the_far_corner_is_refused_instead_of_filling_the_memory() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>'
    data = parts_replaced(workbook(), lambda name, content: content.replace(b"</sheetData>", far))
    assert "1,048,576 rows and 16,384 columns" in refusal(data)


def test_a_part_packed_in_a_broken_way_is_damaged_not_a_crash() -> None:
    data = bytearray(workbook())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    for offset in range(60, 200):
        data[entry.header_offset + offset] ^= 0xFF
    assert "damaged" in refusal(bytes(data))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_with_any_common_separator_and_encoding(mark: str, encoding: str) -> None:
    data = as_csv(child(team="Équipe – Ouest"), mark=mark).encode(encoding)
    [row] = read_caseload(data, "caseload.csv").rows
    assert (row.child, row.team, row.line) == ("C-1042", "Équipe – Ouest", 2)


def test_a_csv_row_is_known_by_the_line_it_begins_on() -> None:
    text = as_csv(child(team="two\nlines"), child(child="C-2", legal_status="nonsense"))
    caseload = read_caseload(text.encode(), "caseload.csv")
    assert [row.line for row in caseload.rows] == [2]
    assert [problem.line for problem in caseload.problems] == [4]


def test_the_same_list_as_csv_and_as_workbook_says_the_same() -> None:
    rows = [child(), child(child="C-2", legal_status="C2: FCO")]
    assert read_caseload(as_csv(*rows).encode(), "a.csv").rows == read(*rows).rows


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    column = list(GOOD).index("Date Started to be Looked After")

    def number(book: object, sheet: object) -> None:
        sheet.write_number(1, column, 44565)  # type: ignore[attr-defined]

    data = parts_replaced(
        workbook(touch=number),
        lambda name, content: content.replace(b"<workbookPr ", b'<workbookPr date1904="1" '),
    )
    assert b"date1904" in zipfile.ZipFile(io.BytesIO(data)).read("xl/workbook.xml")
    assert read_workbook(data, NAME).epoch.year == 1904
    started = "Date Started to be Looked After"
    read_row = next(r for r in read_workbook(data, NAME).sheets[0].rows if r.line == 2)
    assert read_row.cells[list(GOOD).index(started)] == 44565.0


def test_a_hidden_sheet_is_not_read() -> None:
    data = sheets({"List 8": [child()], "List 8 old": [child(child="OLD")]}, touch=_hide_second)
    assert [row.child for row in read_caseload(data, NAME).rows] == ["C-1042"]


def _hide_second(book: object, sheet: object) -> None:
    if sheet.get_name() == "List 8 old":  # type: ignore[attr-defined]
        sheet.hide()  # type: ignore[attr-defined]


def test_a_file_with_headings_only_is_a_caseload_of_nobody() -> None:
    caseload = read_caseload(as_csv().encode(), "caseload.csv")
    assert (caseload.rows, caseload.problems) == ((), ())
    assert compare({}, caseload, DAY).counts["new"] == 0
