"""The text of a Word document wherever it stands: every paragraph of every part, as pieces, with its place in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn

Element = Any  # an lxml element, which has no types
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PARAGRAPHS = {qn("w:p"), f"{{{DRAWN}}}p"}
TEXTS = {qn("w:t"), qn("w:delText"), f"{{{DRAWN}}}t"}
# What a reader sees as a character though it is an element; a soft hyphen is seen as nothing.
AS_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
PROPERTIES = {qn("w:pPr"), qn("w:rPr"), f"{{{DRAWN}}}pPr", f"{{{DRAWN}}}rPr"}
# What is read apart from the text around it: deleted words, and the copy for programs that cannot draw the first.
APART = {qn("w:del"), qn("w:moveFrom"), f"{{{COMPATIBILITY}}}Fallback"}
CODES = {qn("w:instrText"), qn("w:delInstrText")}  # what Word computes with
DATA = "the data behind its content controls"

PARTS = (
    (r"/word/header\d*\.xml", "the header"),
    (r"/word/footer\d*\.xml", "the footer"),
    (r"/word/footnotes\.xml", "a footnote"),
    (r"/word/endnotes\.xml", "an endnote"),
    (r"/word/comments\.xml", "a comment"),
    (r"/word/glossary/.*", "a building block"),
    (r"/word/charts/.*", "a chart"),
    (r"/word/(diagrams|drawings)/.*", "a drawing"),
    (r"/docProps/.*", "the properties of the document"),
    (r"/customXml/.*", DATA),
)
INSIDE = {
    qn("w:txbxContent"): "a text box",
    qn("w:sdt"): "a content control",
    qn("w:hyperlink"): "a link",
    qn("w:ins"): "a tracked insertion",
    qn("w:moveTo"): "a tracked insertion",
    qn("w:del"): "a tracked deletion",
    qn("w:moveFrom"): "a tracked deletion",
    qn("w:tc"): "a table",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """What one element says."""

    element: Element
    text: str


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A part of the document that is XML; `place` is what it is called, nothing for the body."""

    part: Part
    root: Element
    place: str

    def keep(self) -> None:
        """Write what was changed back into a part that is kept as bytes."""
        if not isinstance(self.part, XmlPart):
            self.part._blob = serialize_part_xml(self.root)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are read together: a paragraph's, however Word cut it into runs."""

    opened: OpenPart
    within: Element
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def place(self) -> str:
        return place_of(self.opened, self.pieces[0].element)


def open_parts(document: WordDocument) -> list[OpenPart]:
    """Every part that is XML, the body first."""
    return [opened for part in document.part.package.iter_parts() if (opened := _opened(part)) is not None]


def _opened(part: Part) -> OpenPart | None:
    if isinstance(part, XmlPart):
        return OpenPart(part, part.element, _part_place(part))
    if not part.content_type.endswith("xml"):
        return None
    try:
        return OpenPart(part, parse_xml(part.blob), _part_place(part))
    except SyntaxError:
        return None


def _part_place(part: Part) -> str:
    return next((words for pattern, words in PARTS if re.fullmatch(pattern, str(part.partname))), "")


def words_of(opened: OpenPart) -> Iterator[Words]:
    """Every paragraph, a nested one by itself; then what stands in an element outside of any."""
    for paragraph in opened.root.iter(*PARAGRAPHS):
        yield from _read_together(opened, paragraph)
    for element in opened.root.iter("{*}*"):
        # Only of an element without others in it is `text` what stands in it; python-docx makes more of it elsewhere.
        if len(element) == 0 and element.tag not in TEXTS and (element.text or "").strip():
            yield Words(opened, element, (Piece(element, element.text),))


def _read_together(opened: OpenPart, start: Element) -> Iterator[Words]:
    apart: list[Element] = []
    pieces = tuple(_pieces(start, apart))
    if pieces:
        yield Words(opened, start, pieces)
    for element in apart:
        yield from _read_together(opened, element)


def _pieces(element: Element, apart: list[Element]) -> Iterator[Piece]:
    for child in element:
        if child.tag in PARAGRAPHS or child.tag in PROPERTIES:
            continue
        if child.tag in APART:
            apart.append(child)
        elif child.tag in TEXTS:
            yield Piece(child, child.text or "")
        elif child.tag in AS_CHARACTERS:
            yield Piece(child, AS_CHARACTERS[child.tag])
        else:
            yield from _pieces(child, apart)


def place_of(opened: OpenPart, element: Element) -> str:
    """Where an element stands, innermost first: `a text box of the header`."""
    inside = [INSIDE[above.tag] for above in (element, *element.iterancestors()) if above.tag in INSIDE]
    if element.tag in CODES:
        inside.insert(0, "the code of a field")
    return " of ".join([*dict.fromkeys(inside), *([opened.place] if opened.place else [])]) or "the body"
