"""A child's timeline as one page to read or print: HTML that needs nothing else and runs nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined


@dataclass(frozen=True, slots=True)
class DueLine:
    """A date due: what, by which clause, by when, how it stands in words, and why."""

    what: str
    clause: str
    due: date | None
    stands: str
    overdue: bool
    because: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action of the panel, with how it stands in words."""

    number: int
    text: str
    owner: str
    due: date
    stands: str
    overdue: bool


Line = TypeVar("Line", DueLine, ActionLine)


@dataclass(frozen=True, slots=True)
class DoneLine:
    """Something that happened or was done, by whom or from where. `withdrawn` says why it no longer counts."""

    when: str
    what: str
    by: str
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class ToldLine:
    """Somebody was told something: when, who, and what."""

    when: str
    whom: str
    what: str


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause the page names: where it stands, its words, and how it is read where that is in doubt."""

    clause: str
    place: str
    quote: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class JourneyPage:
    """All of the page. Facts are (name, words)."""

    label: str
    as_of: date
    procedure: str
    record_system: str
    facts: tuple[tuple[str, str], ...]
    due: tuple[DueLine, ...]
    silences: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    done: tuple[DoneLine, ...] = ()
    told: tuple[ToldLine, ...] = ()
    clauses: tuple[ClauseLine, ...] = ()


def journey_page(page: JourneyPage) -> str:
    """The same text for the same page; every word on it is taken as words. What is overdue comes first."""
    page = overdue_first(page)
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["day"] = day
    return pages.get_template("journey.html").render(page=page)


def overdue_first(page: JourneyPage) -> JourneyPage:
    """The same with what is overdue at the head of its lists."""
    return replace(page, due=_overdue_first(page.due), actions=_overdue_first(page.actions))


def _overdue_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Overdue longest first; the others as they stood."""
    return tuple(sorted(lines, key=lambda line: (not line.overdue, line.due or date.max if line.overdue else date.min)))


def day(when: date) -> str:
    """12 March 2026."""
    return f"{when.day} {when:%B %Y}"
