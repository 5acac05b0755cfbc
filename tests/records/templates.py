"""Councils' Word templates as Word writes them: our words in every kind of place, as raw parts of the package."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from records.documents.letterhead import Template

SPACES = " ".join(
    f'xmlns:{short}="{long}"'
    for short, long in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CHANGE = 'w:id="7" w:author="Jo" w:date="2026-01-05T09:00:00Z"'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def cell(*inside: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{''.join(inside)}</w:tc></w:tr></w:tbl>"


def control(inside: str, settings: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def box(text: str) -> str:
    """A text box as Word writes it: drawn, and the copy for programs that cannot draw it."""
    inside = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    drawn = (
        '<w:drawing><wp:inline><wp:extent cx="1800000" cy="720000"/><wp:docPr id="5" name="Box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="720000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"/></wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing>"
    )
    copied = f'<w:pict><v:shape style="width:100pt;height:50pt"><v:textbox>{inside}</v:textbox></v:shape></w:pict>'
    both = f'<mc:Choice Requires="wps">{drawn}</mc:Choice><mc:Fallback>{copied}</mc:Fallback>'
    return paragraph(f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>")


def inserted(inside: str) -> str:
    return f"<w:ins {CHANGE}>{inside}</w:ins>"


def deleted(text: str) -> str:
    return f'<w:del {CHANGE}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def template(body: str = "", *, header: str = "", notes: dict[str, str] | None = None, link: str = "") -> Template:
    """A document with this in its body, in its header, and in parts of its own: footnotes, endnotes, comments."""
    document = Document()
    for element in parse_xml(f"<w:body {SPACES}>{body}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    if header:
        its = document.sections[0].header._element
        for element in parse_xml(f"<w:body {SPACES}>{header}</w:body>"):
            its.append(element)
    for name, inside in (notes or {}).items():
        _add_notes(document.part, name, inside)
    if link:
        document.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    data = io.BytesIO()
    document.save(data)
    return Template(data.getvalue(), "ours.docx")


def _add_notes(main: Part, name: str, inside: str) -> None:
    xml = f'<w:{name}s {SPACES}><w:{name} w:id="2">{inside}</w:{name}></w:{name}s>'
    part = Part(PackURI(f"/word/{name}s.xml"), f"{WORD}.{name}s+xml", xml.encode(), main.package)
    main.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}s")


def every_part(data: bytes) -> dict[str, str]:
    """The XML of every part of a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))}
