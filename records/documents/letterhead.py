"""The Word document minutes are written into: the council's own template, or a plain one."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from records.files.problems import RecordError

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
