"""A council's own template: our words are filled wherever Word keeps text, or refused by their name and place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records.documents.letterhead import Template
from records.documents.minutes import minutes_document
from records.files.problems import RecordError
from tests.records.templates import (
    box,
    cell,
    control,
    deleted,
    every_part,
    inserted,
    paragraph,
    run,
    template,
)
from tests.records.test_minutes import MINUTES, lines, opened

PANEL = "{{panel}}"
SAID = "Permanency Panel"
PROMPT = '<w:showingPlcHdr/><w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>'
GREY = '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{{panel}}</w:t></w:r>'
PICTURE = '<w:r><w:pict><v:shape alt="{{panel}}"><v:textpath string="{{panel}}, draft"/></v:shape></w:pict></w:r>'

# The template, and how often it asks for the panel.
PLACES: dict[str, tuple[Template, int]] = {
    "a control of its own": (template(control(paragraph(run(PANEL)))), 1),
    "a control in a line": (template(paragraph(run("The "), control(run(PANEL)), run(" sat."))), 1),
    "a control of a cell": (template(cell(paragraph(control(run(PANEL))))), 1),
    "a control showing its prompt": (template(paragraph(control(GREY, PROMPT))), 1),
    "a control by name": (template(paragraph(control(run(PANEL), '<w:alias w:val="{{panel}}"/>'))), 2),
    "a text box and its copy": (template(box(PANEL)), 2),
    "a text box of the header": (template(header=box(PANEL)), 2),
    "a link": (template(paragraph(f"<w:hyperlink w:anchor='top'>{run(PANEL)}</w:hyperlink>")), 1),
    "a tracked insertion": (template(paragraph(run("The "), inserted(run(PANEL)))), 1),
    "half of it inserted": (template(paragraph(run("{{pa"), inserted(run("nel}}")))), 1),
    "a tracked deletion": (template(paragraph(run("The board."), deleted(PANEL))), 1),
    "written over a deletion": (template(paragraph(run("{{"), deleted("board"), inserted(run("panel")), run("}}"))), 1),
    "capitals": (template(paragraph(run("{{PANEL}}, {{Panel}}"))), 2),
    "blanks": (template(paragraph(run("{{ panel }}, {{\u00a0Panel\u200b }}"))), 2),
    "a tab between": (template(paragraph(run("{{"), "<w:r><w:tab/></w:r>", run("panel}}"))), 1),
    "twice in a paragraph": (template(paragraph(run("{{panel}} and {{panel}}"))), 2),
    "a table in a table": (template(cell(cell(paragraph(run(PANEL))), "<w:p/>")), 1),
    "every letter a run": (template(paragraph(*map(run, PANEL))), 1),
    "proofing marks between": (template(paragraph(run("{{"), "<w:proofErr w:type='spellStart'/>", run("panel}}"))), 1),
    "a field's result": (template(paragraph(f'<w:fldSimple w:instr="SUBJECT">{run(PANEL)}</w:fldSimple>')), 1),
    "the header": (template(header=paragraph(run(PANEL))), 1),
    "a footnote": (template(notes={"footnote": paragraph(run("{{"), run("panel}}"))}), 1),
    "an endnote": (template(notes={"endnote": paragraph(run(PANEL))}), 1),
    "a comment": (template(notes={"comment": paragraph(run(PANEL))}), 1),
    "words drawn in the header": (template(header=paragraph(PICTURE)), 2),
}


@pytest.mark.parametrize(("ours", "times"), PLACES.values(), ids=PLACES)
def test_a_word_is_filled_wherever_it_stands(ours: Template, times: int) -> None:
    parts, without = (every_part(minutes_document(MINUTES, one)) for one in (ours, template()))
    assert [name for name, xml in parts.items() if "{{" in xml or "}}" in xml] == []
    assert sum(xml.count(SAID) for xml in parts.values()) - sum(xml.count(SAID) for xml in without.values()) == times


def test_what_stands_around_a_word_is_left_as_it_is() -> None:
    made = opened(
        minutes_document(MINUTES, template(paragraph(run("The "), control(run("{{PA")), run("NEL}} of Jo {sic}."))))
    )
    assert lines(made)[0].startswith("The ")
    assert "of Jo {sic}." in lines(made)[0]


def test_a_control_that_is_filled_shows_words_and_takes_them_from_nowhere_else() -> None:
    xml = every_part(minutes_document(MINUTES, template(paragraph(control(GREY, PROMPT)))))["word/document.xml"]
    assert [mark for mark in ("showingPlcHdr", "dataBinding", "PlaceholderText") if mark in xml] == []


def test_words_of_several_lines_stay_on_their_lines() -> None:
    ours = template(paragraph(run("By {{attended}}.")))
    said = replace(MINUTES, named={**MINUTES.named, "attended": "Jo\nAlex"})
    assert lines(opened(minutes_document(said, ours)))[0] == "By Jo\nAlex."


@pytest.mark.parametrize(
    "ours", [control(paragraph(run("{{Content}}")), "<w:text/>"), paragraph(control(run("{{ content }}")))]
)
def test_the_content_may_stand_in_a_content_control(ours: str) -> None:
    made = opened(minutes_document(MINUTES, template(f"{paragraph(run('Before'))}{ours}{paragraph(run('After'))}")))
    assert (lines(made)[0], lines(made)[2], lines(made)[-1]) == ("Before", "Attended: Chris Chair", "After")
    assert "w:sdt" not in made.element.xml


def test_a_content_that_ends_a_section_leaves_its_paper() -> None:
    own = "<w:p><w:pPr><w:sectPr><w:pgSz w:w='16838' w:h='11906' w:orient='landscape'/></w:sectPr></w:pPr>"
    made = opened(minutes_document(MINUTES, template(f"{own}{run('{{content}}')}</w:p>")))
    assert len(made.sections) == 2
    assert "{{" not in made.element.xml


REFUSED: dict[str, tuple[Template, str]] = {
    "unknown in a text box": (
        template(header=box("{{pannel}}")),
        "{{pannel}} in a text box of the header, which minutes do not have; the nearest is 'panel'",
    ),
    "unknown in a control": (template(paragraph(control(run("{{clerk}}")))), "{{clerk}} in a content control"),
    "unknown in a footnote": (template(notes={"footnote": paragraph(run("{{clerk}}"))}), "{{clerk}} in a footnote"),
    "unknown in a deletion": (template(paragraph(deleted("{{who}}"))), "{{who}} in a tracked deletion"),
    "unknown in a table": (template(cell(paragraph(run("{{who}}")))), "{{who}} in a table"),
    "unknown in a picture": (template(paragraph(PICTURE.replace("panel", "who"))), "{{who}} in the settings of"),
    "an empty word": (template(paragraph(run("{{ }}"))), "{{ }} in the body"),
    "never closed": (template(paragraph(run("Panel: {{panel"))), "Panel: {{panel in the body, which is not whole"),
    "closed in the next paragraph": (template(paragraph(run("{{")) + paragraph(run("panel}}"))), "is not whole"),
    "one brace": (template(paragraph(run("{Panel}"))), "{Panel} in the body, which is not whole"),
    "three braces": (template(paragraph(run("{{{panel}}}"))), "{{{panel}}} in the body, which is not whole"),
    "half of it deleted": (template(paragraph(run("{{"), deleted("panel}}"), run("board"))), "which is not whole"),
    "a field's code": (
        template(paragraph("<w:r><w:instrText>IF {{panel}}</w:instrText></w:r>")),
        "in the code of a field, where it cannot be filled in",
    ),
    "an address": (template(link="mailto:a@b.example?subject=%7B%7Bpanel%7D%7D"), "in the address of a link"),
    "content in a text box": (template(box("{{content}}")), "{{content}} in a text box, among other things"),
    "content in a table": (template(cell(paragraph(run("{{content}}")))), "{{content}} in a table"),
    "content in the header": (template(header=paragraph(run("{{content}}"))), "{{content}} in the header"),
    "content in a deletion": (template(paragraph(deleted("{{content}}"))), "{{content}} in a tracked deletion"),
    "content twice": (template(paragraph(run("{{content}}")) * 2), "has {{content}} twice"),
}


@pytest.mark.parametrize(("ours", "words"), REFUSED.values(), ids=REFUSED)
def test_a_word_that_cannot_be_filled_is_named_with_its_place(ours: Template, words: str) -> None:
    with pytest.raises(RecordError) as refused:
        minutes_document(MINUTES, ours)
    assert words in refused.value.sentence
    assert refused.value.sentence.startswith("ours.docx has ")
