"""The text of a policy file: read in whatever way an editor saves text, refused in words where it is no text at all."""

from __future__ import annotations

import codecs
from pathlib import Path

LARGEST = 1_000_000  # bytes: thirty times the longest procedure seen
WRITTEN = "a policy is a plain text file, as docs/writing-a-policy.md shows"
EMPTY = "the file is empty; python app.py policy begin writes a first one"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the first half of it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OTHER_KINDS = (
    (b"{\\rtf", "a Word document in rich text (RTF)"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "a Word document of an older kind"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
)
PACKED = (
    (b"word/", "a Word document"),
    (b"opendocument.text", "an OpenDocument text"),
    (b"xl/", "an Excel workbook"),
    (b"opendocument.spreadsheet", "an OpenDocument sheet"),
)


class NotText(ValueError):
    """A policy file that cannot be read as text; the message says what it is and what to do."""


def file_text(path: Path) -> str:
    """The text of the file; raises NotText."""
    try:
        if path.is_dir():
            raise NotText("this is a folder; name the .toml file in it")
        size = path.stat().st_size
        if size > LARGEST:
            raise NotText(
                f"the file has {size:,} bytes and a procedure has at most {LARGEST:,}; check that it is the right file"
            )
        return text_of(path.read_bytes())
    except FileNotFoundError as trouble:
        raise NotText("it could not be read: there is no such file; check the folder and the spelling") from trouble
    except (OSError, ValueError) as trouble:
        if isinstance(trouble, NotText):
            raise
        raise NotText(f"it could not be read ({getattr(trouble, 'strerror', None) or trouble})") from trouble


def text_of(content: bytes, written: str = WRITTEN) -> str:
    """The text in the bytes of a file; raises NotText, which says how such a file is `written`."""
    if not content.strip():
        raise NotText(EMPTY)
    if what := _other_kind(content):
        raise NotText(f"this is {what}; {written}")
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as trouble:
        raise _not_decoded(content, trouble, written) from trouble
    if "\x00" in text:
        raise NotText(f"it holds bytes that are no text; {written}, saved as UTF-8")
    if not text.strip("\ufeff \t\r\n"):
        raise NotText(EMPTY)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _other_kind(content: bytes) -> str | None:
    start = content.lstrip()[:20].lower()
    for mark, what in OTHER_KINDS:
        if start.startswith(mark.lower()):
            return what
    if content.startswith(b"PK\x03\x04"):
        return next(
            (what for mark, what in PACKED if mark in content),
            "a Word or OpenDocument document, or another packed file",
        )
    return None


def _not_decoded(content: bytes, trouble: UnicodeDecodeError, written: str) -> NotText:
    if trouble.encoding != "utf-8" or b"\x00" in content:
        return NotText(f"it holds bytes that are no text; {written}, saved as UTF-8")
    line = content.count(b"\n", 0, trouble.start) + 1
    try:
        letter = content[trouble.start : trouble.start + 1].decode("cp1252")
    except UnicodeDecodeError:
        letter = "one"
    return NotText(
        f"line {line} has a character that is not UTF-8 ({letter}, as older programs save it); save the file as UTF-8,"
        " without changing anything else"
    )
