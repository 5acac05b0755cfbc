"""Every document and workbook opens in LibreOffice, whole and with no link made of what somebody typed."""

from __future__ import annotations

import asyncio
import io
import posixpath
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

import app
from permanence import policy
from permanence.meetings.meeting import PPM
from permanence.panel.recording import Defer, Recommend
from storage.store import Store
from tests.afternoon import THURSDAY, press
from tests.cast import CHAIR, EAST
from tests.records.templates import box, control, inserted, paragraph, run, template
from tests.records.test_template_words import PLACES
from tests.usecases.recording.test_recording import record
from tools import office
from usecases.house import House
from usecases.meetings.agree_meeting_action import AgreeMeetingAction, agree_meeting_action
from usecases.meetings.child_meeting import About
from usecases.meetings.schedule_meeting import ScheduleMeeting, schedule_meeting
from usecases.recording.agree_action import AgreeAction, agree_action

LINKS = (
    "https://typed.example/a",
    'www.typed.example mailto:x@typed.example <a href="http://typed.example">go</a>',
    '=HYPERLINK("http://typed.example";"go")',
    r"\\typed\share file:///typed {HYPERLINK http://typed.example}",
)

MEETINGS = "dudley-2021"  # a procedure that has planning meetings


@pytest.fixture
def made(folder: Path) -> dict[str, Path]:
    """Everything the command line writes for an office program, of a sitting where people typed addresses."""

    async def typed() -> None:
        house = House(Store(f"sqlite:///{folder}/permanence.db"), policy.load("bcp-2023"))
        await record(house, 1, Recommend(LINKS[0], LINKS[1]))
        await record(house, 2, Recommend(LINKS[2], LINKS[3]))
        await record(house, 3, Defer(LINKS[0]))
        for text in LINKS:
            await agree_action(
                house, AgreeAction(1, text, EAST.oid, THURSDAY.replace(day=26), press(CHAIR, text, on=THURSDAY))
            )
        under, then = replace(house, policy=policy.load(MEETINGS)), date(2026, 4, 2)
        asked = ScheduleMeeting(About("C-0001", PPM), 0, then, "14:00", press(EAST, "arrange", on=THURSDAY))
        meeting = (await schedule_meeting(under, asked)).state.meeting
        for text in LINKS:
            agreed = AgreeMeetingAction(meeting, text, EAST.oid, then, press(EAST, f"meeting {text}", on=THURSDAY))
            await agree_meeting_action(under, agreed)
        await house.store.close()

    asyncio.run(typed())
    body = box("{{panel}}") + paragraph(control(run("{{ Attended }}"))) + paragraph(inserted(run("{{content}}")))
    (folder / "ours.docx").write_bytes(template(body).data)
    for name in ("plain", "ours"):
        extra = ["--template", str(folder / "ours.docx")] if name == "ours" else []
        out = str(folder / name)
        assert app.main(["minutes", "--sitting", "2026-03-12", "--out", out, *extra]) == 0
        with pytest.MonkeyPatch.context() as there:
            there.setenv("PERMANENCE_POLICY", MEETINGS)
            assert app.main(["minutes", "--child", "C-0001", "--out", out, *extra]) == 0
    assert app.main(["tracker", "--out", str(folder / "plain" / "tracker.xlsx"), "--as-of", "2026-03-12"]) == 0
    assert app.main(["journey-page", "C-0001", "--out", str(folder / "page.html"), "--as-of", "2026-03-12"]) == 0
    found = {}
    for path in sorted((*folder.glob("plain/*"), *folder.glob("ours/*"))):
        path = path.rename(path.with_stem(f"{path.parent.name}-{path.stem}"))
        found[path.name] = path
    return found


class Page(HTMLParser):
    """The words and the links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words, self.links = "", list[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name == "href" and not (value or "").startswith("#")]

    def handle_data(self, data: str) -> None:
        self.words += data


def opened(paths: list[Path], folder: Path) -> dict[str, Page]:
    """Each file as LibreOffice reads it, by one start of it; none is missing, and one that is damaged is not read."""
    soffice = office.find()
    assert soffice is not None, office.MISSING
    damaged = _damaged(paths[0], folder)
    command = [
        *(str(soffice), f"-env:UserInstallation=file://{folder}/profile", "--headless"),
        *("--convert-to", "html", "--outdir", str(folder / "read"), *map(str, (*paths, damaged))),
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    pages = {path.name: folder / "read" / f"{path.stem}.html" for path in paths}
    assert [name for name, page in pages.items() if not page.is_file()] == [], said.stderr
    assert not (folder / "read" / f"{damaged.stem}.html").exists(), "it opens what Word would offer to repair"
    return {name: Page(page.read_text(encoding="utf-8", errors="replace")) for name, page in pages.items()}


def _damaged(path: Path, folder: Path) -> Path:
    """A document like this one, broken off in the middle of its text."""
    damaged = folder / "damaged.docx"
    with zipfile.ZipFile(path) as parts, zipfile.ZipFile(damaged, "w") as again:
        for name in parts.namelist():
            whole = parts.read(name)
            again.writestr(name, whole[: len(whole) // 2] if name == "word/document.xml" else whole)
    return damaged


def test_every_file_opens_with_its_words_and_without_a_link(
    made: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERMANENCE_POLICY", MEETINGS)
    filled = {}
    for number, (ours, _) in enumerate(PLACES.values()):
        filled[f"place-{number}.docx"] = tmp_path / f"place-{number}.docx"
        (tmp_path / "ours.docx").write_bytes(ours.data)
        out = str(tmp_path / f"place-{number}")
        named = str(tmp_path / "ours.docx")
        assert app.main(["minutes", "--child", "C-0001", "--out", out, "--template", named]) == 0
        next((tmp_path / f"place-{number}").iterdir()).rename(filled[f"place-{number}.docx"])
    pages = opened([*made.values(), *filled.values()], tmp_path)
    assert {name for name, page in pages.items() if page.links} == set()
    assert {name for name, page in pages.items() if "{{" in page.words} == set()
    for name in ("plain-2026-03-12-permanence-summary.docx", "ours-2026-03-12-permanence-summary.docx"):
        said = " ".join(pages[name].words.split())
        assert [link for link in LINKS[:3] if link not in said] == []
    assert "typed.example" in pages["plain-tracker.xlsx"].words
    page = Page((tmp_path / "page.html").read_text())
    assert (page.links, LINKS[0] in page.words) == ([], True)


def test_every_part_is_whole_and_holds_no_link_of_what_was_typed(made: dict[str, Path]) -> None:
    for name, path in made.items():
        with zipfile.ZipFile(path) as parts:
            names = parts.namelist()
            assert (parts.testzip(), len(names)) == (None, len(set(names))), name
            xml = {part: parts.read(part) for part in names if part.endswith((".xml", ".rels"))}
        trees = {part: ElementTree.fromstring(text) for part, text in xml.items()}
        _check_types(trees["[Content_Types].xml"], names)
        for part, tree in trees.items():
            if part.endswith(".rels"):
                _check_targets(part, tree, names)
            local = {element.tag.rpartition("}")[2] for element in tree.iter()}
            assert local & {"hyperlink", "hyperlinks", "f", "instrText", "altChunk"} == set(), (name, part)
            codes = [value for element in tree.iter() for key, value in element.items() if key.endswith("}instr")]
            assert set(codes) <= {"PAGE"}, (name, part)


def _check_types(types: ElementTree.Element, names: list[str]) -> None:
    """Each part has a content type, and each type named has its part: else Word offers to repair."""
    endings = {one.get("Extension", "").lower() for one in types if one.tag.endswith("}Default")}
    named = {one.get("PartName", "").lstrip("/") for one in types if one.tag.endswith("}Override")}
    others = [name for name in names if name != "[Content_Types].xml" and name not in named]
    assert named <= set(names)
    assert [name for name in others if name.rpartition(".")[2].lower() not in endings] == []


def _check_targets(part: str, tree: ElementTree.Element, names: list[str]) -> None:
    base = posixpath.dirname(posixpath.dirname(part))
    for link in tree:
        assert link.get("TargetMode") != "External", (part, link.attrib)
        target = link.get("Target", "")
        assert urlsplit(target).scheme == ""
        inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
        assert inside in names, (part, target)


def test_a_second_reader_finds_what_was_typed_word_for_word(made: dict[str, Path]) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made["plain-tracker.xlsx"].read_bytes()))
    cells = [cell for row in book.get_sheet_by_name("Actions").to_python() for cell in row]
    assert [link for link in LINKS if link not in cells] == []
    with zipfile.ZipFile(made["plain-2026-03-12-permanence-summary.docx"]) as parts:
        tree = ElementTree.fromstring(parts.read("word/document.xml"))
    word = re.escape("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}")
    said = "".join(element.text or "" for element in tree.iter() if re.fullmatch(f"{word}t", element.tag))
    assert [link for link in LINKS if link not in said] == []
