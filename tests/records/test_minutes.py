"""Minutes as a document: nothing said is lost, a council's template is filled, equal minutes are equal bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from hypothesis import given, settings, strategies as st

from records.documents.letterhead import Template
from records.documents.minutes import Cited, Listed, Minutes, Passage, minutes_document
from records.files.problems import RecordError
from usecases.documents.make_minutes import NAMED

NAMES = dict.fromkeys(NAMED, "") | {"panel": "Permanency Panel", "child": "C-0001 (AB)"}
MINUTES = Minutes(
    title="Permanency Panel: summary",
    on=date(2026, 3, 12),
    facts=(("Attended", "Chris Chair"),),
    passages=(
        Passage(
            "C-0001 (AB)",
            said=(("Recommendation", "Assess the grandmother."),),
            listed=Listed(("Action", "Owner"), (("Book the visit", "Erin East"),), (3, 1)),
        ),
    ),
    cited=(Cited("BCP-4.4", "section 5", "within 3 working days"),),
    named=NAMES,
)


def opened(data: bytes) -> WordDocument:
    return Document(io.BytesIO(data))


def template(*paragraphs: str, header: str = "") -> Template:
    """A council's document of these paragraphs, each cut into runs as Word does."""
    document = Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for piece in re.findall(r".{1,3}", text):
            paragraph.add_run(piece)
    if header:
        document.sections[0].header.paragraphs[0].add_run(header)
    data = io.BytesIO()
    document.save(data)
    return Template(data.getvalue(), "ours.docx")


def lines(document: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_what_is_said_is_in_the_document_under_headings_a_reader_finds() -> None:
    document = opened(minutes_document(MINUTES))
    assert lines(document) == [
        "Permanency Panel: summary",
        "Attended: Chris Chair",
        "C-0001 (AB)",
        "Recommendation: Assess the grandmother.",
        "Clauses of the procedure",
        "BCP-4.4: “within 3 working days” (section 5)",
    ]
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.text and paragraph.style]
    assert styles == ["Title", "Normal", "Heading 1", "Normal", "Heading 1", "Normal"]
    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Action", "Owner"],
        ["Book the visit", "Erin East"],
    ]
    assert "w:tblHeader" in table.rows[0]._tr.xml


@pytest.mark.long
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1))
@settings(max_examples=60)
def test_every_word_typed_is_read_back(words: str) -> None:
    said = Minutes("T", date(2026, 3, 12), (("Reason", words),), ())
    assert opened(minutes_document(said)).paragraphs[1].text == f"Reason: {words}"


def test_what_no_document_can_hold_is_shown_as_missing() -> None:
    said = Minutes("T\x00", date(2026, 3, 12), (("Reason", "a\x0bb\ud800c\uffff\nd"),), ())
    assert lines(opened(minutes_document(said))) == ["T\ufffd", "Reason: a\ufffdb\ufffdc\ufffd\nd"]


def test_equal_minutes_are_equal_bytes_dated_by_their_sitting() -> None:
    assert minutes_document(MINUTES) == minutes_document(MINUTES)
    ours = template("{{content}}")
    assert minutes_document(MINUTES, ours) == minutes_document(MINUTES, ours)
    about = opened(minutes_document(MINUTES)).core_properties
    assert (about.created, about.author) == (about.modified, "Permanence")
    assert f"{about.created:%Y-%m-%d}" == "2026-03-12"
    with zipfile.ZipFile(io.BytesIO(minutes_document(MINUTES))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_councils_template_is_filled_where_its_placeholders_stand() -> None:
    ours = template("{{title}}", "About {{ child }} of the {{panel}}.", "{{content}}", "Signed", header="{{panel}}")
    document = opened(minutes_document(MINUTES, ours))
    said = lines(document)
    assert said[:3] == [
        "Permanency Panel: summary",
        "About C-0001 (AB) of the Permanency Panel.",
        "Attended: Chris Chair",
    ]
    assert said[-1] == "Signed"
    assert "{{" not in "".join(said)
    assert document.sections[0].header.paragraphs[0].text == "Permanency Panel"


def test_placeholders_in_a_table_are_filled_too_and_without_content_it_comes_at_the_end() -> None:
    document = Document()
    document.add_table(1, 1).rows[0].cells[0].text = "Panel: {{panel}}"
    data = io.BytesIO()
    document.save(data)
    made = opened(minutes_document(MINUTES, Template(data.getvalue(), "ours.docx")))
    assert made.tables[0].rows[0].cells[0].text == "Panel: Permanency Panel"
    assert lines(made)[0] == "Permanency Panel: summary"


def test_what_was_typed_is_never_taken_for_a_placeholder() -> None:
    said = Minutes("T", date(2026, 3, 12), (("Reason", "{{child}} {{nonsense}}"),), (), named={"panel": "{{title}}"})
    document = opened(minutes_document(said, template("{{panel}}", "{{content}}")))
    assert lines(document) == ["{{title}}", "T", "Reason: {{child}} {{nonsense}}"]


@pytest.mark.parametrize(
    ("ours", "words"),
    [
        (
            template("{{chair}}"),
            "has {{chair}} in the body, which minutes do not have; the nearest is 'child'; allowed are content, title",
        ),
        (template("Here: {{content}}"), "give it a paragraph of its own"),
        (Template(b"not a document", "ours.docx"), "ours.docx is not a Word document"),
        (Template(b"PK\x03\x04" + b"\0" * 40, "ours.docx"), "ours.docx is not a Word document"),
        (Template(b"", "ours.docx"), "ours.docx is not a Word document"),
    ],
    ids=["an unknown placeholder", "content among words", "not a document", "a broken zip", "an empty file"],
)
def test_a_template_that_cannot_be_used_is_refused_in_one_sentence(ours: Template, words: str) -> None:
    with pytest.raises(RecordError) as refused:
        minutes_document(MINUTES, ours)
    assert words in refused.value.sentence


def test_a_workbook_is_no_template() -> None:
    workbook = io.BytesIO()
    with zipfile.ZipFile(workbook, "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(RecordError):
        minutes_document(MINUTES, Template(workbook.getvalue(), "ours.xlsx"))


def test_the_page_on_templates_lists_every_placeholder_and_no_other() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "minutes.md").read_text()
    listed = re.findall(r"^\| `\{\{(\w+)\}\}` \|", page, re.MULTILINE)
    assert sorted(listed) == sorted(["content", "title", *NAMED])
