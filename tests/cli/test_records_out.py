"""What leaves by the command line: the tracking sheet, the minutes and a child's timeline, each a file that opens."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

import app
from records.documents.letterhead import Template
from tests.records.templates import box, control, every_part, inserted, paragraph, run, template


def test_tracker_writes_a_workbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "new" / "tracker.xlsx"
    assert app.main(["tracker", "--out", str(out), "--as-of", "2026-03-12"]) == 0
    assert capsys.readouterr().out == f"3 children and 0 actions are in {out}, as of 12 March 2026.\n"
    book = CalamineWorkbook.from_filelike(io.BytesIO(out.read_bytes()))
    assert book.sheet_names == ["Children", "Actions", "About"]
    first = out.read_bytes()
    app.main(["tracker", "--out", str(out), "--as-of", "2026-03-12"])
    assert out.read_bytes() == first


def test_minutes_writes_a_summary_and_a_copy_for_each_child(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["minutes", "--sitting", "2026-03-12", "--out", str(folder / "out")]) == 0
    assert capsys.readouterr().out.startswith("4 documents are in ")
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "2026-03-12-permanence-01-C-0001-AB.docx",
        "2026-03-12-permanence-02-C-0002-CD.docx",
        "2026-03-12-permanence-03-C-0003-EF.docx",
        "2026-03-12-permanence-summary.docx",
    ]


def test_minutes_takes_the_councils_template(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours = Document()
    ours.add_paragraph("Example Council, {{date}}")
    ours.save(str(folder / "ours.docx"))
    asked = [
        "minutes",
        "--sitting",
        "2026-03-12",
        "--out",
        str(folder / "out"),
        "--template",
        str(folder / "ours.docx"),
    ]
    assert app.main(asked) == 0
    made = Document(str(folder / "out" / "2026-03-12-permanence-summary.docx"))
    assert made.paragraphs[0].text == "Example Council, Thu 12 March 2026"


def minutes_by(folder: Path, ours: Template) -> int:
    (folder / ours.filename).write_bytes(ours.data)
    out, named = str(folder / "out"), str(folder / ours.filename)
    return app.main(["minutes", "--sitting", "2026-03-12", "--out", out, "--template", named])


def test_a_template_is_filled_in_its_text_boxes_controls_and_footnotes(folder: Path) -> None:
    body = box("{{ Panel }}") + paragraph(control(run("{{DATE}}"))) + control(paragraph(run("{{content}}")))
    assert minutes_by(folder, template(body, notes={"footnote": paragraph(run("{{pa"), inserted(run("nel}}")))})) == 0
    made = every_part((folder / "out" / "2026-03-12-permanence-summary.docx").read_bytes())
    assert [name for name, xml in made.items() if "{{" in xml] == []
    assert made["word/document.xml"].count("Thu 12 March 2026</w:t>") >= 1
    assert "The panel</w:t>" in made["word/footnotes.xml"]


def test_a_template_that_would_leave_a_gap_writes_no_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert minutes_by(folder, template(header=box("{{pannel}}"))) == 2
    assert "{{pannel}} in a text box of the header" in capsys.readouterr().err
    assert not (folder / "out").exists()


def test_journey_page_writes_a_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "page.html"
    assert app.main(["journey-page", "c-0001", "--out", str(out), "--as-of", "Thu 12/3/2026"]) == 0
    assert capsys.readouterr().out == f"The timeline of C-0001 (AB) is in {out}, as of 12 March 2026.\n"
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["tracker", "--out", "/proc/none/x.xlsx"], "cannot be written"),
        (["minutes", "--sitting", "2026-03-13", "--out", "/proc/none"], "No sitting on Fri 13 March 2026"),
        (["minutes", "--sitting", "2026-03-12", "--out", "/proc/none", "--template", "LICENSE"], "not a Word document"),
        (["journey-page", "C-9", "--out", "/proc/none/x.html"], "No child has the reference"),
    ],
    ids=["a folder that cannot be", "no sitting", "no template", "no child"],
)
def test_what_cannot_be_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], argv: list[str], words: str
) -> None:
    assert app.main(argv) == 2
    said = capsys.readouterr()
    assert (words in said.err, said.out, len(said.err.splitlines())) == (True, "", 1)
