"""The Word document minutes are written into: the council's own template, or a plain one."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import Part, XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from permanence.clean_text import one_line
from records.files import container
from records.files.problems import RecordError

INK = RGBColor(0x0B, 0x3C, 0x5D)


@dataclass(frozen=True, slots=True)
class Template:
    """A council's own document: its bytes, and the name it is spoken of by."""

    data: bytes
    filename: str


def open_letterhead(template: Template | None) -> WordDocument:
    """The document to write into; RecordError with one sentence for a file that is not one, or not safe to open."""
    if template is None:
        return _plain()
    name = template.filename
    none = f"{name} is not a Word document: save the template as Word Document (.docx) and name that."
    _refuse_unsafe(template, none)
    try:
        document = Document(io.BytesIO(template.data))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise RecordError(none) from error
    if document.element.tag != qn("w:document"):
        raise RecordError(
            f"{name} is a Word document of another kind (Strict): choose Save As, Word Document (.docx), and name that."
        )
    if document.element.body is None or not all(_of_its_kind(part) for part in document.part.package.iter_parts()):
        raise RecordError(none)
    return document


# What python-docx takes a part for goes by its type alone: the element each of these is.
ELEMENTS = {
    **{"styles": "w:styles", "header": "w:hdr", "footer": "w:ftr", "settings": "w:settings"},
    **{"numbering": "w:numbering", "comments": "w:comments", "main": "w:document"},
}


def _of_its_kind(part: Part) -> bool:
    """Whether the file says what a part is, and the part is that."""
    kind = re.search(r"\.(\w+)\+xml$", part.content_type or "")
    wanted = ELEMENTS.get(kind[1]) if kind else None
    if wanted and isinstance(part, XmlPart) and part.element.tag != qn(wanted):
        return False
    return bool(part.content_type) and (part.partname != CORE or isinstance(part, CorePropertiesPart))


CORE = "/docProps/core.xml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ROOTS = {  # of the parts that say what the others are
    "[Content_Types].xml": f"{{{PACKAGE}/content-types}}Types",
    ".rels": f"{{{PACKAGE}/relationships}}Relationships",
    "docProps/core.xml": f"{{{PACKAGE}/metadata/core-properties}}coreProperties",
}


def _refuse_unsafe(template: Template, none: str) -> None:
    """A bomb, or a part that Word itself could not read: what is not read whole cannot be filled whole."""
    again = "copy its text into a new document, save that as Word Document (.docx) and name it."
    if len(template.data) > container.MOST_BYTES:
        megabytes = container.MOST_BYTES // container.MEGABYTE
        raise RecordError(f"{template.filename} is larger than {megabytes} MB: make its pictures smaller and save it.")
    for name, content in container.unpacked(template.data, template.filename, none, again).items():
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            root = parse_xml(content)
        except SyntaxError as error:
            raise RecordError(f"{template.filename} has a damaged part, {one_line(name)[:60]}: {again}") from error
        asked = next((tag for ending, tag in ROOTS.items() if name.endswith(ending)), None)
        if asked and root.tag != asked:
            raise RecordError(none)


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
