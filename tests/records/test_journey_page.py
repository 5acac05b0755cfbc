"""A child's timeline as a page: every word is taken as words, it needs nothing else and runs nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings, strategies as st

from records.documents.journey_page import (
    ActionLine,
    ClauseLine,
    DoneLine,
    DueLine,
    JourneyPage,
    ToldLine,
    journey_page,
)

TODAY = date(2026, 3, 12)
PAGE = JourneyPage(
    label="C-0001 (AB)",
    as_of=TODAY,
    procedure="Permanence Planning Tracking Meetings, January 2023",
    record_system="Mosaic",
    facts=(("Team", "East"), ("In care", "since Mon 5 January 2026")),
    due=(
        DueLine("Panel", "BCP-3.1", date(2026, 2, 16), "Overdue since Mon 16 February 2026", True, "6 weeks after"),
        DueLine("Approval", "BCP-3.9", None, "Required, no date set", False, "once agreed"),
    ),
    missing=("a contingency plan (BCP-3.3): the plan has none",),
    actions=(ActionLine(4, "Ask the school.", "Erin East", date(2026, 3, 9), "Overdue by 3 working days", True),),
    done=(DoneLine("Mon 5 January 2026", "Came into care", "import 1", "Withdrawn by Sam Support: a mistake"),),
    told=(ToldLine("Tue 17 February 2026, 08:00", "Erin East", "Panel, due Mon 16 February 2026"),),
    clauses=(ClauseLine("BCP-3.1", "section 3", "within 6 weeks", "weeks of the calendar"),),
)
EMPTY = JourneyPage("C-0002", TODAY, "P", "Mosaic", (), ())
VOID = {"meta", "br", "link", "img", "input", "hr"}


class Reader(HTMLParser):
    """The words of the page and its elements; every one that is opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in {"td", "th", "dt", "dd"}:
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a page for an inspector holds no comments")

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def test_what_is_overdue_comes_first_longest_overdue_before_the_rest() -> None:
    early, late = date(2026, 1, 5), date(2026, 2, 16)
    due = (
        DueLine("Review", "A-1", date(2025, 1, 1), "Met on Wed 1 January 2025", False, "b"),
        DueLine("Panel", "A-2", late, "Overdue since Mon 16 February 2026", True, "b"),
        DueLine("Plan", "A-3", None, "No date set", False, "b"),
        DueLine("Meeting", "A-4", early, "Overdue since Mon 5 January 2026", True, "b"),
    )
    actions = (ActionLine(1, "Ring.", "Jo", TODAY, "Open", False), ActionLine(2, "Ask.", "Al", late, "Overdue", True))
    html = journey_page(replace(PAGE, due=due, actions=actions))
    heads = re.findall(r"<h2 id=\"(\w+)\">", html)
    assert heads[:3] == ["overdue", "stands", "due"]
    assert re.findall(r'<th scope="row">(Review|Panel|Plan|Meeting)', html) == ["Meeting", "Panel", "Review", "Plan"]
    assert re.findall(r'<th scope="row">(\d)', html) == ["2", "1"]
    said = Reader(html).text
    first = said[said.index("What is overdue") : said.index("Where the child stands")]
    assert first.index("Meeting (A-4)") < first.index("Panel (A-2)") < first.index("Action 2, Al: Overdue. Ask.")
    assert "Nothing is overdue." in Reader(journey_page(EMPTY)).text


def test_everything_on_it_is_said() -> None:
    said = Reader(journey_page(PAGE)).text
    for words in (
        "Timeline of C-0001 (AB)",
        "As of 12 March 2026",
        "Panel BCP-3.1 16 February 2026 Overdue since Mon 16 February 2026 6 weeks after",
        "Approval BCP-3.9 no date Required, no date set",
        "a contingency plan (BCP-3.3): the plan has none",
        "4 Ask the school. Erin East 9 March 2026 Overdue by 3 working days",
        "Mon 5 January 2026 Came into care. Withdrawn by Sam Support: a mistake import 1",
        "Tue 17 February 2026, 08:00 Erin East Panel, due Mon 16 February 2026",
        "BCP-3.1 “within 6 weeks” (section 3) Read here as: weeks of the calendar",
    ):
        assert words in said, words


def test_a_child_of_whom_nothing_is_known_has_a_page_that_says_so() -> None:
    said = Reader(journey_page(EMPTY)).text
    for words in ("asks for nothing yet", "No action was agreed", "Nothing is recorded", "Nobody was told anything"):
        assert words in said


@pytest.mark.long
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
@settings(max_examples=80)
def test_what_was_typed_is_never_markup(words: str) -> None:
    nasty = f"<script>{words}</script>"
    page = replace(PAGE, label=nasty, done=(DoneLine(nasty, nasty, nasty, nasty),))
    reader = Reader(journey_page(page))
    assert "script" not in {tag for tag, _ in reader.elements}
    assert "".join(reader.words).count(nasty) >= 5


def test_it_needs_nothing_else_and_runs_nothing() -> None:
    reader = Reader(journey_page(PAGE))
    for tag, attributes in reader.elements:
        assert tag not in {"script", "link", "img", "iframe", "object", "form", "a"}
        assert not [name for name in attributes if name in {"src", "href", "style"} or name.startswith("on")]
    policy = next(a["content"] for tag, a in reader.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert not re.search(r"url\(|@import", journey_page(PAGE))


def test_a_screen_reader_finds_its_way() -> None:
    text = journey_page(PAGE)
    reader = Reader(text)
    tags = [tag for tag, _ in reader.elements]
    assert dict(reader.elements)["html"] == {"lang": "en-GB"}
    assert (tags.count("h1"), tags.count("main"), tags.count("title")) == (1, 1, 1)
    assert tags.count("caption") == tags.count("table") == 4
    assert all("scope" in attributes for tag, attributes in reader.elements if tag == "th")


def test_the_same_page_is_the_same_text() -> None:
    assert journey_page(PAGE) == journey_page(PAGE)
