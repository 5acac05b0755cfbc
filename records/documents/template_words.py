"""Fills a council's template: each of our words where it stands, or one sentence that names the word and the place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import unquote

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from permanence.nearest import did_you_mean
from records.documents.word_text import (
    AS_CHARACTERS,
    CODES,
    DATA,
    TEXTS,
    Element,
    OpenPart,
    Words,
    open_parts,
    place_of,
    words_of,
)
from records.files.problems import RecordError, shown

CONTENT = "content"
PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
BRACED = re.compile(r"(\{+)([^{}]*)(\}+)")
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
BETWEEN = re.compile(r"[\s_-]+")
# Attributes people read: what a picture is said to be, words drawn as a picture, what a table or a control is called.
READ = {"descr", "title", "alt", "string", "name"}
NAMES = {qn("w:tblCaption"): None, qn("w:tblDescription"): None, qn("w:alias"): 64, qn("w:tag"): 64}  # and the longest
DRAWINGS = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
CONTROL, INNER = qn("w:sdt"), qn("w:sdtContent")
GREY = "PlaceholderText"  # the style of a content control's prompt
AS_TEXT = "where it cannot be filled in: write it as text in the document"


@dataclass(frozen=True, slots=True)
class Filled:
    """What was found: which words the body has, and the paragraph that stands for the content, if there is one."""

    in_body: frozenset[str]
    content: Element | None


@dataclass(frozen=True, slots=True)
class _Named:
    """An attribute that people read, and what it is to say."""

    opened: OpenPart
    element: Element
    key: str
    said: str


@dataclass(frozen=True, slots=True)
class _Template:
    parts: list[OpenPart]
    values: Mapping[str, str]
    filename: str

    @property
    def allowed(self) -> list[str]:
        return [CONTENT, *self.values]

    def refuse(self, found: str, place: str, why: str) -> NoReturn:
        raise RecordError(f"{self.filename} has {shown(found)} in {place}, {why}.")


def fill_in(document: WordDocument, values: Mapping[str, str], filename: str) -> Filled:
    """Put the values where their words stand, once all of the document is seen to be right; else RecordError."""
    template, body = _Template(open_parts(document), values, filename), document.element.body
    in_body, contents, spots = set[str](), list[Element](), list(_spots(template))
    for words in spots:
        names = _known(template, words.text, words.place)
        if names and words.pieces[0].element.tag in CODES:
            template.refuse(words.text, words.place, AS_TEXT)
        if CONTENT in names:
            contents.append(_content(template, words, body))
        if body in words.within.iterancestors():
            in_body.update(names)
    if len(contents) > 1:
        raise RecordError(f"{filename} has {{{{content}}}} twice: leave one, because what is said is said once.")
    named = [found for opened in template.parts for found in _attributes(template, opened)]
    _check_links(template)
    for words in spots:
        if words.within not in contents:
            _replace(words, values)
    for one in named:
        one.element.set(one.key, one.said)
    for opened in (*(words.opened for words in spots), *(one.opened for one in named)):
        opened.keep()
    return Filled(frozenset(in_body), contents[0] if contents else None)


def word_of(found: str) -> str:
    """The word between the braces as we write it, whatever its capitals and blanks."""
    return BETWEEN.sub("_", UNSEEN.sub("", found).strip().casefold()).strip("_")


def _spots(template: _Template) -> Iterator[Words]:
    """Where a brace stands. Braces of the data behind content controls that are not ours are somebody else's."""
    for opened in template.parts:
        for words in words_of(opened):
            if opened.place == DATA and not _ours(template, words.text):
                continue
            if "{" in words.text or "}" in words.text:
                yield words


def _ours(template: _Template, text: str) -> bool:
    names = {word_of(found) for found in PLACEHOLDER.findall(text)}
    return bool(names) and names <= set(template.values)


def _known(template: _Template, text: str, place: str) -> list[str]:
    """The words asked for; one that minutes do not have, and one that is not written whole, is refused."""
    names = []
    for found in BRACED.finditer(text):
        name, braces = word_of(found[2]), (len(found[1]), len(found[3]))
        if braces == (2, 2):
            if name not in template.allowed:
                near, allowed = did_you_mean(name, template.allowed), ", ".join(template.allowed)
                template.refuse(found[0], place, f"which minutes do not have{near}; allowed are {allowed}")
            names.append(name)
        elif name in template.allowed or max(braces) > 1:
            template.refuse(found[0], place, "which is not whole: write two braces before the word and two after it")
    left = BRACED.sub("", text)
    if "{{" in left or "}}" in left:
        template.refuse(left, place, "which is not whole: write two braces before the word and two after it")
    return names


def _content(template: _Template, words: Words, body: Element) -> Element:
    """The paragraph that stands for the content: alone, in the body or in a content control of it."""
    above = words.within.getparent()
    while above is not body and above is not None and above.tag in (CONTROL, INNER):
        above = above.getparent()
    alone = PLACEHOLDER.fullmatch(words.text.strip()) and not list(words.within.iter(*DRAWINGS))
    if words.within.tag != qn("w:p") or above is not body or not alone:
        template.refuse("{{content}}", words.place, "among other things: give it a paragraph of its own in the body")
    return words.within


def _attributes(template: _Template, opened: OpenPart) -> Iterator[_Named]:
    """What is to be said in attributes that people read; in any other our words would be left as they are."""
    for element in opened.root.iter("{*}*"):
        for key, text in element.attrib.items():
            if "{{" not in text or (opened.place == DATA and not _ours(template, text)):
                continue
            place = f"the settings of {place_of(opened, element)}"
            names = _known(template, text, place)
            if CONTENT in names or not (key in READ or element.tag in NAMES or opened.place == DATA):
                template.refuse(text, place, AS_TEXT)
            said = PLACEHOLDER.sub(lambda found: " ".join(template.values[word_of(found[1])].split()), text)
            yield _Named(opened, element, key, said[: NAMES.get(element.tag)])


def _check_links(template: _Template) -> None:
    """An address is never made of what somebody typed, and what is kept beside the text cannot be filled in."""
    for opened in template.parts:
        for link in opened.part.rels.values():
            where = f" of {opened.place}" if opened.place else ""
            if link.is_external and "{{" in unquote(link.target_ref):
                template.refuse(unquote(link.target_ref), f"the address of a link{where}", AS_TEXT)
            if link.reltype.endswith("/aFChunk"):
                template.refuse("another document", "the body", "inserted as a file: copy its text into this one")


def _replace(words: Words, values: Mapping[str, str]) -> None:
    """Word cuts a paragraph into runs anywhere, so what is said goes into the piece its word begins in."""
    texts = [piece.text for piece in words.pieces]
    for found in reversed(list(PLACEHOLDER.finditer(words.text))):
        said, at = values[word_of(found[1])], 0
        for index, piece in enumerate(words.pieces):
            first, after = max(found.start() - at, 0), min(found.end() - at, len(piece.text))
            at += len(piece.text)
            if first < after:
                texts[index], said = texts[index][:first] + said + texts[index][after:], ""
    for piece, text in zip(words.pieces, texts, strict=True):
        if piece.text != text:
            _show_as_words(piece.element)
            _say(piece.element, text)


def _say(element: Element, text: str) -> None:
    """Make an element say this; in a run of Word's own a new line is an element of its own."""
    if element.tag in AS_CHARACTERS:
        element.getparent().remove(element)
        return
    first, *lines = text.split("\n") if element.tag in (qn("w:t"), qn("w:delText")) else [" ".join(text.split("\n"))]
    element.text = first
    if element.tag in TEXTS:
        element.set(qn("xml:space"), "preserve")
    for line in reversed(lines):
        more = OxmlElement("w:t" if element.tag == qn("w:t") else "w:delText")
        more.text = line
        more.set(qn("xml:space"), "preserve")
        element.addnext(more)
        element.addnext(OxmlElement("w:br"))


def _show_as_words(element: Element) -> None:
    """A content control that is filled shows words, not its prompt in grey, and takes them from nowhere else."""
    for control in element.iterancestors(CONTROL):
        for mark in ("w:showingPlcHdr", "w:dataBinding"):
            for found in control.findall(f"{qn('w:sdtPr')}/{qn(mark)}"):
                found.getparent().remove(found)
    for look in element.itersiblings(qn("w:rPr"), preceding=True):
        for grey in look.findall(qn("w:rStyle")):
            if grey.get(qn("w:val")) == GREY:
                look.remove(grey)
