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
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CELL = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
EPOCH_1904 = re.compile(rb"""date1904\s*=\s*["'](?:1|true)["']""")


def kind_of(data: bytes, filename: str) -> str:
    """`xlsx` or `text`; anything else is a RecordError that says what the file looks like."""
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
        return "xlsx"
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<?xml") and b"office:spreadsheet" not in start and b"<html" not in start:
        raise RecordError(
            f"{filename} is XML, which is not read: export the return's tables as CSV, or the list as an Excel "
            "workbook (.xlsx), and import that."
        )
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"mime-version")):
        raise RecordError(
            f"{filename} is a web page under a spreadsheet's name: open it in Excel, choose Save As, "
            "Excel Workbook (.xlsx), and import that."
        )
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if data.startswith(b"%PDF") or (b"\x00" in data[:4096] and not utf16):
        raise RecordError(
            f"{filename} is not an Excel workbook or a CSV file: export List 8 as .xlsx or .csv and import that."
        )
    return "text"


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
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise RecordError(broken) from error
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        raise RecordError(f"{filename} is not an Excel workbook (.xlsx): save it as one and import that.")
    if len(entries) > MOST_ENTRIES or len(names) != len(entries):
        raise RecordError(f"{filename} is packed in a way no spreadsheet program does: {_SAVE_AGAIN}")
    if sum(entry.file_size for entry in entries) > MOST_INFLATED:
        raise _too_big(filename)
    room = MOST_INFLATED
    parts: dict[str, bytes] = {}
    for entry in entries:
        try:
            parts[entry.filename] = _inflated(data, entry, room)
        except (zlib.error, struct.error, IndexError) as error:
            raise RecordError(broken) from error
        room -= len(parts[entry.filename])
        if room < 0:
            raise _too_big(filename)
    return parts


_SAVE_AGAIN = "copy List 8 into a new workbook, save it and import that."


def _too_big(filename: str) -> RecordError:
    return RecordError(
        f"{filename} unpacks to more than {MOST_INFLATED // MEGABYTE} MB, which no caseload needs: {_SAVE_AGAIN}"
    )


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
        rows, columns = 1, 1
        for cell in CELL.finditer(content):
            rows = max(rows, int(cell[2]))
            columns = max(columns, _column_number(cell[1]))
        if rows * columns > MOST_CELLS:
            raise RecordError(
                f"{filename} has a sheet spread over {rows:,} rows and {columns:,} columns: {_SAVE_AGAIN}"
            )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def has_formulas(parts: dict[str, bytes]) -> bool:
    return any(FORMULA.search(content) for content in _sheet_parts(parts))


def _sheet_parts(parts: dict[str, bytes]) -> list[bytes]:
    """Sheets known by what is in them: a workbook may keep them under any name."""
    return [content for content in parts.values() if b"sheetData" in content]


def counts_from_1904(parts: dict[str, bytes]) -> bool:
    return EPOCH_1904.search(parts["xl/workbook.xml"]) is not None
