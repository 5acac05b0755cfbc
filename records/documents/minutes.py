"""Writes minutes as a Word document: facts, passages and tables, and the clauses they rest on."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu
from docx.table import Table as WordTable

from records.documents.letterhead import Template, open_letterhead
from records.documents.template_words import fill_in
from records.documents.word_text import Element

SAME_MOMENT = (1980, 1, 1, 0, 0, 0)  # a zip's earliest: the same minutes give the same bytes on any day
NOT_IN_A_FILE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Listed:
    """A table: its headings, its rows in the same order, and how wide each column is beside the others."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A part under a heading. `said` are (what it is, the words); a name may be empty."""

    heading: str
    level: int = 1
    said: tuple[tuple[str, str], ...] = ()
    listed: Listed | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause the minutes rest on: its id, where it stands and its words."""

    clause: str
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a document says. `named` are the values a template may ask for by name, beside the title."""

    title: str
    on: date
    facts: tuple[tuple[str, str], ...]
    passages: tuple[Passage, ...]
    cited: tuple[Cited, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)


def minutes_document(minutes: Minutes, template: Template | None = None) -> bytes:
    """The same bytes for the same minutes and template; RecordError for a template that cannot be used."""
    document = open_letterhead(template)
    values = {name: _held(value) for name, value in {"title": minutes.title, **minutes.named}.items()}
    filled = fill_in(document, values, template.filename if template else "")
    body = document.element.body
    before = set(body)
    if "title" not in filled.in_body:
        _paragraph(document, minutes.title, "Title")
    _write(document, minutes)
    if filled.content is not None:
        _unwrap(filled.content)
        for element in [element for element in body if element not in before]:
            filled.content.addprevious(element)
        _take_out(filled.content)
    return _saved(document, minutes)


def _unwrap(paragraph: Element) -> None:
    """Out of its content control, which may be one that holds no more than words."""
    while (inner := paragraph.getparent()).tag == qn("w:sdtContent"):
        control = inner.getparent()
        for element in list(inner):
            control.addprevious(element)
        control.getparent().remove(control)


def _take_out(paragraph: Element) -> None:
    """The paragraph goes; one that ends a section stays, empty, because the section's paper is kept in it."""
    if paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        paragraph.getparent().remove(paragraph)
        return
    for element in [element for element in paragraph if element.tag != qn("w:pPr")]:
        paragraph.remove(element)


def _write(document: WordDocument, minutes: Minutes) -> None:
    _said(document, minutes.facts)
    for passage in minutes.passages:
        _paragraph(document, passage.heading, f"Heading {passage.level}")
        _said(document, passage.said)
        if passage.listed:
            _table(document, passage.listed)
    if minutes.cited:
        _paragraph(document, "Clauses of the procedure", "Heading 1")
        _said(document, [(cited.clause, f"“{cited.quote}” ({cited.place})") for cited in minutes.cited])


def _paragraph(document: WordDocument, text: str, style: str) -> None:
    paragraph = document.add_paragraph(_held(text))
    if style in {known.name for known in document.styles}:
        paragraph.style = document.styles[style]


def _said(document: WordDocument, pairs: Sequence[tuple[str, str]]) -> None:
    for name, words in pairs:
        paragraph = document.add_paragraph()
        if name:
            paragraph.add_run(f"{_held(name)}: ").bold = True
        paragraph.add_run(_held(words))


def _table(document: WordDocument, listed: Listed) -> None:
    table = document.add_table(rows=1, cols=len(listed.headings))
    if "Table Grid" in {known.name for known in document.styles}:
        table.style = "Table Grid"
    for cell, heading in zip(table.rows[0].cells, listed.headings, strict=True):
        cell.paragraphs[0].add_run(_held(heading)).bold = True
    for row in listed.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = _held(words)
    _heading_row(table)
    _widths(document, table, listed.widths)
    document.add_paragraph()


def _widths(document: WordDocument, table: WordTable, widths: Sequence[int]) -> None:
    section = document.sections[-1]
    room = (section.page_width or Cm(21)) - (section.left_margin or Cm(2)) - (section.right_margin or Cm(2))
    table.autofit = False
    for index, width in enumerate(widths):
        table.columns[index].width = Emu(room * width // sum(widths))  # for some programs, its cells' for others
        for cell in table.columns[index].cells:
            cell.width = Emu(room * width // sum(widths))


def _heading_row(table: WordTable) -> None:
    """Said again on every page, and told to a screen reader; a row is not torn across pages."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _held(text: str) -> str:
    """The text as a document can hold it: what it cannot is shown as missing."""
    return NOT_IN_A_FILE.sub("\ufffd", text)


def _saved(document: WordDocument, minutes: Minutes) -> bytes:
    about, moment = document.core_properties, datetime(minutes.on.year, minutes.on.month, minutes.on.day, tzinfo=UTC)
    about.title, about.author, about.last_modified_by = _held(minutes.title)[:255], "Permanence", "Permanence"
    about.created = about.modified = moment
    about.revision, about.comments, about.language = 1, "", "en-GB"
    drawn, packed = io.BytesIO(), io.BytesIO()
    document.save(drawn)
    with zipfile.ZipFile(drawn) as parts, zipfile.ZipFile(packed, "w") as again:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, SAME_MOMENT)
            again.writestr(entry, parts.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
