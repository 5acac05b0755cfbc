"""A template that is broken, hostile or odd is filled everywhere or refused in one sentence: no traceback, no gap."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping

import pytest
from docx import Document
from lxml import etree

from records.documents.letterhead import Template
from records.documents.minutes import minutes_document
from records.files.problems import RecordError
from tests.records.templates import box, cell, control, deleted, inserted, paragraph, run, template
from tests.records.test_minutes import MINUTES

PANEL = "{{panel}}"
Parts = dict[str, bytes]
RELS, MAIN, TYPES = "word/_rels/document.xml.rels", "word/document.xml", "[Content_Types].xml"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def plain() -> Parts:
    return parts_of(template(paragraph(run(PANEL)), header=paragraph(run("{{title}}"))).data)


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def related(parts: Parts, kind: str, target: str, *, outside: bool = True, number: str = "rId900") -> Parts:
    mode = ' TargetMode="External"' if outside else ""
    line = f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return {**parts, RELS: parts[RELS].replace(b"</Relationships>", line.encode())}


def in_body(inside: str) -> Parts:
    return parts_of(template(inside).data)


def held(data: bytes) -> str:
    """Filled, with nothing left to fill anywhere, or refused in a sentence; which of the two."""
    try:
        made = minutes_document(MINUTES, Template(data, "ours.docx"))
    except RecordError as refused:
        said = refused.sentence
        assert said.startswith("ours.docx "), said
        assert said.endswith("."), said
        assert "\n" not in said[:500], said
        assert not re.search(r"Traceback|Error|lxml|docx\.|object at", said), said
        return said
    Document(io.BytesIO(made))
    for name, content in parts_of(made).items():
        if name.endswith((".xml", ".rels")):
            assert not left_in(content), (name, left_in(content))
    return ""


def left_in(content: bytes) -> list[str]:
    """Braces that a reader of the document would see, in text or in attributes; a comment of the file is none."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    found = []
    for element in root.iter("{*}*"):
        found += [value for value in element.attrib.values() if "{{" in value or "%7B%7B" in value]
        if element.tag.endswith("}p") or not len(element):
            text = "".join(piece for piece in element.itertext() if isinstance(piece, str))
            found += [text] if "{{" in text or "}}" in text else []
    return found


FILLED: dict[str, Parts] = {
    "macros": {
        **plain(),
        "word/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        TYPES: plain()[TYPES].replace(
            b"</Types>", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
        ),
    },
    "a picture from elsewhere": related(plain(), "image", "https://images.example/logo.png"),
    "a template from elsewhere": related(plain(), "attachedTemplate", "file:///C:/Templates/panel.dotm"),
    "bookmarks between": in_body(paragraph(run("{{pa"), '<w:bookmarkStart w:id="1" w:name="x"/>', run("nel}}"))),
    "a comment's range between": in_body(paragraph(run("{{"), '<w:commentRangeStart w:id="1"/>', run("panel}}"))),
    "a smart tag": in_body(paragraph(f'<w:smartTag w:element="x">{run(PANEL)}</w:smartTag>')),
    "a soft hyphen": in_body(paragraph(run("{{pa"), "<w:r><w:softHyphen/></w:r>", run("nel}}"))),
    "nested controls": in_body(control(control(paragraph(control(run(PANEL)))))),
    "five tables deep": in_body(
        cell(cell(cell(cell(cell(paragraph(run(PANEL))), "<w:p/>"), "<w:p/>"), "<w:p/>"), "<w:p/>")
    ),
    "inserted and deleted": in_body(paragraph(inserted(run("{{")), deleted("x"), inserted(run("panel}}")))),
    "boxes in a table": in_body(cell(box(PANEL))),
    "words in a file comment": {**plain(), MAIN: plain()[MAIN].replace(b"<w:body>", b"<w:body><!-- {{who}} -->")},
    "UTF-16": {**plain(), MAIN: plain()[MAIN].decode().replace("UTF-8", "UTF-16").encode("utf-16")},
    "CDATA": {**plain(), MAIN: plain()[MAIN].replace(b"{{panel}}", b"<![CDATA[{{panel}}]]>")},
    "letters as numbers": {**plain(), MAIN: plain()[MAIN].replace(b"{{panel}}", b"&#123;&#x7b;panel&#125;}")},
    "ruby": in_body(
        paragraph(f"<w:r><w:ruby><w:rt>{run('x')}</w:rt><w:rubyBase>{run(PANEL)}</w:rubyBase></w:ruby></w:r>")
    ),
    "a hint on a link": in_body(paragraph(f'<w:hyperlink w:anchor="a" w:tooltip="Panel">{run(PANEL)}</w:hyperlink>')),
}


@pytest.mark.parametrize("parts", FILLED.values(), ids=FILLED)
def test_what_can_be_filled_is_filled_everywhere(parts: Parts) -> None:
    assert held(packed(parts)) == ""


LAUGHS = b'<!DOCTYPE w [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">' + b"".join(
    b'<!ENTITY %c "%s">' % (99 + n, (b"&%c;" % (98 + n)) * 10) for n in range(8)) + b"]>"  # fmt: skip

REFUSED: dict[str, Parts | bytes] = {
    "nothing": b"",
    "words alone": b"{{panel}}",
    "another archive": packed({"readme.txt": b"{{panel}}"}),
    "a workbook": packed({"xl/workbook.xml": b"<workbook/>", TYPES: b"<Types/>"}),
    "the old format": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000,
    "cut off": packed(plain())[:-300],
    "no types": {name: content for name, content in plain().items() if name != TYPES},
    "no document": {name: content for name, content in plain().items() if name != MAIN},
    "no relationships": {name: content for name, content in plain().items() if name != "_rels/.rels"},
    "a document cut off": {**plain(), MAIN: plain()[MAIN][:-200]},
    "an empty document": {**plain(), MAIN: b""},
    "no body": {**plain(), MAIN: re.sub(rb"<w:body>.*</w:body>", b"", plain()[MAIN], flags=re.DOTALL)},
    "strict": {**plain(), MAIN: plain()[MAIN].replace(
        b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main")},
    "a bomb": {**plain(), "word/media/image1.png": b"\x00" * (300 * 1024 * 1024)},
    "a bomb of letters": {**plain(), "word/footer9.xml": b"<a>" + b" " * (300 * 1024 * 1024) + b"</a>"},
    "thousands of parts": {**plain(), **{f"word/media/{n}.png": b"x" for n in range(3000)}},
    "a document that laughs": {**plain(), MAIN: plain()[MAIN].replace(
        b"<w:document", LAUGHS + b"<w:document", 1).replace(b"{{panel}}", b"&j;")},
    "an address made of our words": related(plain(), "hyperlink", "https://x.example/{{panel}}"),
    "a picture's address": related(plain(), "image", "https://x.example/%7B%7Bpanel%7D%7D.png"),
    "another file inside": related(
        {**plain(), "word/other.htm": b"<p>{{panel}}</p>"}, "aFChunk", "other.htm", outside=False),
    "a relationship to nowhere": related(plain(), "image", "media/none.png", outside=False),
    "a formula": in_body(paragraph(f'<m:oMath xmlns:m="{MATHS}"><m:r><m:t>{{{{who}}}}</m:t></m:r></m:oMath>')),
    "a list to choose from": in_body(paragraph(control(
        run("x"), '<w:dropDownList><w:listItem w:displayText="{{panel}}" w:value="1"/></w:dropDownList>'))),
    "a hint of ours on a link": in_body(
        paragraph(f'<w:hyperlink w:anchor="a" w:tooltip="{PANEL}">{run("x")}</w:hyperlink>')),
}  # fmt: skip


@pytest.mark.parametrize("hostile", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_filled_is_refused_in_a_sentence(hostile: Parts | bytes) -> None:
    assert held(hostile if isinstance(hostile, bytes) else packed(hostile)) != ""


def _dropped(parts: Parts, dice: random.Random) -> Parts:
    gone = dice.choice([*parts])
    return {name: content for name, content in parts.items() if name != gone}


def _cut(parts: Parts, dice: random.Random) -> Parts:
    name = dice.choice([*parts])
    return {**parts, name: parts[name][: dice.randrange(len(parts[name]) + 1)]}


def _swapped(parts: Parts, dice: random.Random) -> Parts:
    one, other = dice.sample([*parts], 2)
    return {**parts, one: parts[other], other: parts[one]}


def _doubled_relationship(parts: Parts, dice: random.Random) -> Parts:
    name = dice.choice([name for name in parts if name.endswith(".rels")])
    lines = re.findall(rb"<Relationship [^>]*/>", parts[name]) or [b""]
    return {**parts, name: parts[name].replace(b"</Relationships>", dice.choice(lines) + b"</Relationships>")}


def _letter(parts: Parts, dice: random.Random) -> Parts:
    name = dice.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    at = dice.randrange(len(parts[name]))
    return {**parts, name: parts[name][:at] + dice.choice(b'<>"&{}\x00\xff/ a'.split(b" ")) + parts[name][at + 1 :]}


def _word_elsewhere(parts: Parts, dice: random.Random) -> Parts:
    """Our word where a text, an attribute or a name of the file was."""
    name = dice.choice([name for name in parts if name.endswith(".xml") and name != TYPES])
    places = [*re.finditer(rb'>([^<>]{1,60})<|="([^"<>]{1,60})"', parts[name])]
    if not places:
        return parts
    found = dice.choice(places)
    group = 1 if found.group(1) is not None else 2
    content = parts[name]
    return {**parts, name: content[: found.start(group)] + PANEL.encode() + content[found.end(group) :]}


MUTATIONS: tuple[Callable[[Parts, random.Random], Parts], ...] = (
    *(_dropped, _cut, _swapped, _doubled_relationship, _letter, _word_elsewhere, _word_elsewhere),
)


@pytest.mark.parametrize("seed", range(12))
def test_a_template_changed_at_random_is_filled_or_refused(seed: int) -> None:
    dice = random.Random(seed)
    whole = parts_of(
        template(
            paragraph(run(PANEL)) + box("{{title}}") + cell(paragraph(control(run("{{ Panel }}")))),
            header=paragraph(run("{{title}}")),
            notes={"footnote": paragraph(run(PANEL)), "comment": paragraph(run("{{panel}}"))},
        ).data
    )
    for _ in range(12):
        held(packed(dice.choice(MUTATIONS)(whole, dice)))
