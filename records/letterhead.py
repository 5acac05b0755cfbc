"""The Word document minutes are written into: the council's own template with its placeholders, or a plain one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from records.problems import RecordError

CONTENT = "content"
PLACEHOLDER = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
INK = RGBColor(0x0B, 0x3C, 0x5D)


@dataclass(frozen=True, slots=True)
class Template:
    """A council's own document: its bytes, and the name it is spoken of by."""

    data: bytes
    filename: str


def open_letterhead(template: Template | None) -> WordDocument:
    """The document to write into; RecordError with one sentence for a file that is not one."""
    if template is None:
        return _plain()
    try:
        return Document(io.BytesIO(template.data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise RecordError(
            f"{template.filename} is not a Word document: save the template as Word Document (.docx) and name that."
        ) from error


def has_placeholder(document: WordDocument, name: str) -> bool:
    """Whether the body itself says this, so that it is not said twice."""
    return any(name in PLACEHOLDER.findall(_text(part)) for part in _within(document.paragraphs, document.tables))


def fill_in(document: WordDocument, values: Mapping[str, str], filename: str) -> Paragraph | None:
    """Put the values where their placeholders stand; the paragraph that stands for the content, if there is one."""
    spot = None
    for paragraph in _paragraphs(document):
        names = PLACEHOLDER.findall(_text(paragraph))
        if unknown := [name for name in names if name != CONTENT and name not in values]:
            allowed = ", ".join([CONTENT, *values])
            raise RecordError(f"{filename} asks for {unknown[0]}, which minutes do not have; allowed are {allowed}.")
        if CONTENT in names:
            if not _stands_alone(document, paragraph):
                raise RecordError(f"{filename} has the content among other words: give it a paragraph of its own.")
            spot = paragraph
        elif names:
            _replace(paragraph, values)
    return spot


def _stands_alone(document: WordDocument, paragraph: Paragraph) -> bool:
    in_body = paragraph._p.getparent() is document.element.body
    return in_body and PLACEHOLDER.fullmatch(_text(paragraph).strip()) is not None


def _replace(paragraph: Paragraph, values: Mapping[str, str]) -> None:
    """Word cuts a paragraph into runs anywhere, so what is said goes into the run its placeholder begins in."""
    runs = paragraph.runs
    texts = [run.text for run in runs]
    for found in reversed(list(PLACEHOLDER.finditer("".join(texts)))):
        said, at = values[found[1]], 0
        for index, text in enumerate(texts):
            first, after = max(found.start() - at, 0), min(found.end() - at, len(text))
            at += len(text)
            if first < after:
                texts[index], said = text[:first] + said + text[after:], ""
    for run, text in zip(runs, texts, strict=True):
        if run.text != text:
            run.text = text


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def _paragraphs(document: WordDocument) -> Iterator[Paragraph]:
    """Every paragraph of the body, its tables, and the headers and footers."""
    yield from _within(document.paragraphs, document.tables)
    for section in document.sections:
        for part in (
            *(section.header, section.first_page_header, section.even_page_header),
            *(section.footer, section.first_page_footer, section.even_page_footer),
        ):
            if not part.is_linked_to_previous:
                yield from _within(part.paragraphs, part.tables)


def _within(paragraphs: Iterable[Paragraph], tables: Iterable[Table]) -> Iterator[Paragraph]:
    yield from paragraphs
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                yield from _within(cell.paragraphs, cell.tables)


def _plain() -> WordDocument:
    """Ours: A4, one typeface, headings that a screen reader finds, and the page number at the foot."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size, before in (("Normal", 11, 0), ("Title", 22, 0), ("Heading 1", 15, 16), ("Heading 2", 12, 10)):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.size = Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(6)
        _typeface(style)
        if name != "Normal":
            style.font.color.rgb = INK
    foot = section.footer.paragraphs[0]
    foot.add_run("{{title}}, page ")
    _page_number(foot)
    return document


def _typeface(style: ParagraphStyle) -> None:
    """One typeface, whatever the theme says, and British English for the spelling checker."""
    style.font.name = "Arial"
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for old in style.element.rPr.findall(qn("w:lang")):
        style.element.rPr.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    style.element.rPr.append(language)


def _page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
