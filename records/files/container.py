"""What a file is, judged by its bytes, and whether it is safe to open: bombs are refused before parsing."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from records.files.problems import RecordError

MEGABYTE = 1024 * 1024
MOST_BYTES = 25 * MEGABYTE
MOST_ENTRIES = 2_000
MOST_INFLATED = 256 * MEGABYTE
MOST_CELLS = 5_000_000  # rows times columns of one sheet; the reader makes room for every one of them
EXCEL, OPEN_DOCUMENT = "xl/workbook.xml", "content.xml"  # the part that says what a zip file is
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CELL = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
ODS_TAG = re.compile(
    rb"""<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>"""
)
ODS_TIMES = re.compile(rb"""-repeated\s*=\s*["']([^"']*)["']""")
ODS_FILLED = re.compile(rb"value-type|table:formula|[^/]$")  # with a value, or not closed at once
EPOCH_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true)["']""")


def kind_of(data: bytes, filename: str) -> str:
    """`packed` for a workbook, or `text`; anything else is a RecordError that says what the file looks like."""
    if not data.strip():
        raise RecordError(f"{filename} is empty: export the list again and import the new file.")
    if len(data) > MOST_BYTES:
        raise RecordError(
            f"{filename} is {len(data) / MEGABYTE:.0f} MB, more than the {MOST_BYTES // MEGABYTE} MB "
            "this reads: remove other sheets and pictures and save it again."
        )
    if data.startswith(OLE):
        raise RecordError(_old_or_locked(data, filename))
    if data.startswith(b"PK"):
        return "packed"
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?xml") and b"office:spreadsheet" not in start and b"<html" not in start:
        raise RecordError(
            f"{filename} is XML, which is not read: export the return's tables as CSV, or the list as an Excel "
            "workbook (.xlsx), and import that."
        )
    if start.startswith((b"<html", b"<!doctype")) and _is_page(data):
        raise RecordError(
            f"{filename} is a web page and not the file, as a link to a shared file or a sign-in gives: open the "
            "file, save it on your own computer, and hand that in."
        )
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"mime-version")):
        raise RecordError(
            f"{filename} is a web page under a spreadsheet's name: open it in Excel, choose Save As, "
            "Excel Workbook (.xlsx), and import that."
        )
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
    if data.startswith(b"%PDF") or (b"\x00" in data[:4096] and not utf16):
        raise RecordError(
            f"{filename} is not an Excel workbook or a CSV file: export List 8 as .xlsx or .csv and import that."
        )
    return "text"


def _is_page(data: bytes) -> bool:
    """Made to be looked at and not a list that some program writes as HTML: no table, or programs that draw it."""
    markup = data.lower()
    return b"<table" not in markup or b"<script" in markup


def _old_or_locked(data: bytes, filename: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"{filename} is protected with a password: save a copy without the password and import that."
    return (
        f"{filename} is in the old Excel format (.xls): open it in Excel, choose Save As, "
        "Excel Workbook (.xlsx), and import that."
    )


def parts_of(data: bytes, filename: str) -> dict[str, bytes]:
    """Every part of a workbook, inflated under limits that hold whatever the file declares about itself."""
    broken = f"{filename} is damaged and cannot be opened: export it again and import the new file."
    names = names_in(data, broken)
    if not {*names} & {EXCEL, OPEN_DOCUMENT}:
        raise RecordError(f"{filename} is not an Excel workbook (.xlsx): save it as one and import that.")
    return unpacked(data, filename, broken, _SAVE_AGAIN)


def names_in(data: bytes, broken: str) -> list[str]:
    """The names of the parts of a zip file; RecordError with the sentence `broken` for what is none."""
    return [entry.filename for entry in _entries(data, broken)]


def _entries(data: bytes, broken: str) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise RecordError(broken) from error


def unpacked(data: bytes, filename: str, broken: str, again: str) -> dict[str, bytes]:
    """Every part of a zip file; `again` says what to do where it has more of them, or larger ones, than is safe."""
    entries = _entries(data, broken)
    if len(entries) > MOST_ENTRIES or len({entry.filename for entry in entries}) != len(entries):
        raise RecordError(f"{filename} is packed in a way no office program does: {again}")
    too_big = RecordError(
        f"{filename} unpacks to more than {MOST_INFLATED // MEGABYTE} MB, more than it can need: {again}"
    )
    if sum(entry.file_size for entry in entries) > MOST_INFLATED:
        raise too_big
    room = MOST_INFLATED
    parts: dict[str, bytes] = {}
    for entry in entries:
        try:
            parts[entry.filename] = _inflated(data, entry, room)
        except (zlib.error, struct.error, IndexError) as error:
            raise RecordError(broken) from error
        room -= len(parts[entry.filename])
        if room < 0:
            raise too_big
    return parts


_SAVE_AGAIN = "copy List 8 into a new workbook, save it and import that."


def _inflated(data: bytes, entry: zipfile.ZipInfo, room: int) -> bytes:
    """The entry's real content, at most `room` bytes and one more; the declared size is not believed."""
    if entry.flag_bits & 0x1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zlib.error("locked or unusual compression")
    name_length, extra_length = struct.unpack_from("<HH", data, entry.header_offset + 26)
    start = entry.header_offset + 30 + name_length + extra_length
    raw = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return raw
    return zlib.decompressobj(-15).decompress(raw, room + 1)


def refuse_scattered_cells(parts: dict[str, bytes], filename: str) -> None:
    """One cell in the far corner of a sheet makes a reader set aside room for 17 billion: refuse it first."""
    for content in _sheet_parts(parts):
        rows, letters = 1, {b"A"}
        for cell in CELL.finditer(content):
            letters.add(cell[1])
            rows = max(rows, int(cell[2]))
        columns = max(map(_column_number, letters))
        if rows * columns > MOST_CELLS:
            raise RecordError(
                f"{filename} has a sheet spread over {rows:,} rows and {columns:,} columns: {_SAVE_AGAIN}"
            )


def refuse_repeated_cells(parts: dict[str, bytes], filename: str) -> None:
    """The same for an OpenDocument sheet, where one cell may say that it stands there a billion times."""
    rows = width = filled_rows = in_row = row_times = 0
    for tag in ODS_TAG.finditer(parts[OPEN_DOCUMENT]):
        if tag[1] == b"table":
            rows = width = filled_rows = in_row = row_times = 0
        elif tag[1] == b"table-row":
            rows, in_row, row_times = rows + row_times, 0, _times(tag[2])
        else:
            in_row += _times(tag[2])
            if ODS_FILLED.search(tag[2]):
                width, filled_rows = max(width, in_row), rows + row_times
        if filled_rows * width > MOST_CELLS:
            raise RecordError(
                f"{filename} has a sheet spread over {filled_rows:,} rows and {width:,} columns: {_SAVE_AGAIN}"
            )


def _times(attributes: bytes) -> int:
    """How often a row or cell stands there; what is no plain number counts as too often."""
    found = ODS_TIMES.search(attributes)
    if found is None:
        return 1
    return min(int(found[1]), MOST_CELLS + 1) if found[1].isdigit() and len(found[1]) < 15 else MOST_CELLS + 1


def is_open_document(parts: dict[str, bytes], filename: str) -> bool:
    """Whether it is a sheet of LibreOffice's kind (.ods); RecordError for another document or a locked one."""
    if EXCEL in parts:
        return False
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise RecordError(f"{filename} is protected with a password: save a copy without the password and import that.")
    if b"office:spreadsheet" not in parts[OPEN_DOCUMENT]:
        raise RecordError(f"{filename} is a document, not a spreadsheet: export the list as .xlsx, .ods or .csv.")
    return True


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def has_formulas(parts: dict[str, bytes]) -> bool:
    return b"table:formula" in parts.get(OPEN_DOCUMENT, b"") or any(
        FORMULA.search(content) for content in _sheet_parts(parts)
    )


def _sheet_parts(parts: dict[str, bytes]) -> list[bytes]:
    """Sheets known by what is in them: a workbook may keep them under any name."""
    return [content for content in parts.values() if b"sheetData" in content]


def counts_from_1904(parts: dict[str, bytes]) -> bool:
    return EPOCH_1904.search(parts[EXCEL]) is not None
