"""How an extract's words are understood: a file of spellings a council can add to; an unknown one is never guessed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from permanence.codes import listed
from records.files.mapping_text import tables_of
from records.files.problems import RecordError, shown
from records.files.spellings import with_spellings
from records.files.tables import Wanted, plain
from records.lists.own_extract import OwnExtract, own_extract

DEFAULT_FILE = Path(__file__).parent / "mappings" / "annex-a.toml"
COLUMNS = ("legal_status", "placement", "plan", "reason_ceased")
OPTIONAL = frozenset(
    {"second_period", "unaccompanied", "visited", "worker", "initials", "plan_agreed", "contingency", "reversed"}
)
SECTIONS = frozenset({"codes", "no_plan", "taken_as", "meaning", "permanence", "headings", "extract", "spellings"})
LETTER = re.compile(r"^\s*[a-z]{1,2}\)\s*", re.IGNORECASE)
LEADING_CODE = re.compile(r"([A-Za-z]\d{1,2}[A-Za-z]?)(?![A-Za-z0-9])\s*[:\-–]*\s*")
CLOSING_CODE = re.compile(r"^(.*?)\s*[\[(]([A-Za-z]\d{1,2}[A-Za-z]?)[\])]\s*$")


@dataclass(frozen=True, slots=True)
class Understood:
    """A cell's meaning; `because` is set when the label says less than the code it is taken as."""

    code: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A spelling not in the file; `nearest` is the known one most like it, or empty."""

    nearest: str = ""
    contradiction: bool = False


@dataclass(frozen=True, slots=True)
class Spellings:
    """One column's known words, by their plain form."""

    codes: frozenset[str]
    words: Mapping[str, str]
    taken: Mapping[str, Understood]
    written: Mapping[str, str]  # plain form -> as the file writes it, for suggestions


@dataclass(frozen=True, slots=True)
class ExtractMapping:
    columns: Mapping[str, Spellings]
    no_plan: frozenset[str]
    short_breaks: frozenset[str]
    temporary: frozenset[str]
    placed_for_adoption: frozenset[str]
    long_term_matched: frozenset[str]
    match_is_permanence: bool
    permanence: Mapping[str, str]
    headings: Mapping[str, Mapping[str, Wanted]]
    extract: OwnExtract | None = None

    def understand(self, column: str, text: str) -> Understood | Unknown:
        """The whole cell as a spelling, else the code it begins or ends with; never part of its words."""
        known = self.columns[column]
        for spelling in (plain(text), plain(LETTER.sub("", text))):
            if spelling in known.words:
                return Understood(known.words[spelling])
            if spelling in known.taken:
                return known.taken[spelling]
        code, words = _code_in(LETTER.sub("", text))
        if code in known.codes:
            other = known.words.get(plain(words))
            return Understood(code) if other in (None, code) else Unknown(other or "", contradiction=True)
        near = _nearest(plain(text), tuple(known.written))
        return Unknown(known.written[near] if near else "")


@lru_cache(maxsize=4096)  # an unknown spelling stands in many rows, and looking for one like it takes long
def _nearest(text: str, known: tuple[str, ...]) -> str:
    return next(iter(get_close_matches(text, known, n=1, cutoff=0.6)), "")


def _code_in(text: str) -> tuple[str, str]:
    """The code a label begins with, or ends with in brackets, and the words beside it."""
    if leading := LEADING_CODE.match(text):
        return leading[1].upper(), text[leading.end() :]
    if closing := CLOSING_CODE.match(text):
        return closing[2].upper(), closing[1]
    return "", text


@cache
def default_mapping() -> ExtractMapping:
    return load_mapping()


def load_mapping(own: bytes = b"", filename: str = "the mapping file") -> ExtractMapping:
    """The shipped spellings with a council's own on top; RecordError says what its file has wrong."""
    shipped = tomllib.loads(DEFAULT_FILE.read_text(encoding="utf-8"))
    added = tables_of(own, filename)
    try:
        added = with_spellings(added, shipped)
        _check(added, shipped)
        return _joined(shipped, added)
    except (TypeError, AttributeError, KeyError) as error:
        raise RecordError(f"{filename} does not have the shape of annex-a.toml near {shown(error)}.") from error
    except ValueError as error:
        raise RecordError(f"{filename}: {error}") from error


def _check(added: Mapping[str, Any], shipped: Mapping[str, Any]) -> None:
    """ValueError for a word that is not one of the shipped file's: a section, a column, a code, a heading name."""
    _known("section", added, SECTIONS)
    _known("column under [codes]", added.get("codes", {}), COLUMNS)
    for column, codes in added.get("codes", {}).items():
        _known(f"code of {column}", codes, shipped["codes"][column])
    for entry in added.get("taken_as", []):
        _known("column of [[taken_as]]", [entry["column"]], COLUMNS)
        _known(f"code of {entry['column']}", [entry["code"]], shipped["codes"][entry["column"]])
    _known("word under [meaning]", added.get("meaning", {}), shipped["meaning"])
    _known("word under [extract]", added.get("extract", {}), ("name", "columns", "events"))
    _known("code under [permanence]", added.get("permanence", {}), shipped["codes"]["reason_ceased"])
    _known("way to permanence", added.get("permanence", {}).values(), set(shipped["permanence"].values()))
    _known("list under [headings]", added.get("headings", {}), shipped["headings"])
    for name, headings in added.get("headings", {}).items():
        _known(f"heading of {name}", headings, shipped["headings"][name])


def _known(what: str, words: Any, allowed: Any) -> None:
    for word in words:
        if word not in allowed:
            near = get_close_matches(str(word), sorted(allowed), n=1, cutoff=0.5)
            hint = f"did you mean {near[0]}?" if near else f"known are {listed(sorted(allowed)[:40])}."
            raise ValueError(f"{shown(word)} is not a known {what}; {hint}")


def _joined(shipped: Mapping[str, Any], added: Mapping[str, Any]) -> ExtractMapping:
    meaning = shipped["meaning"] | added.get("meaning", {})
    no_plan = [*shipped["no_plan"]["spellings"], *added.get("no_plan", {}).get("spellings", [])]
    headings = {name: _headings(name, shipped, added) for name in shipped["headings"]}
    facts = [*headings["List 8"], *headings["List 10"]]
    return ExtractMapping(
        columns={column: _spellings(column, shipped, added) for column in COLUMNS},
        no_plan=frozenset(plain(word) for word in no_plan),
        short_breaks=frozenset(meaning["short_breaks"]),
        temporary=frozenset(meaning["temporary"]),
        placed_for_adoption=frozenset(meaning["placed_for_adoption"]),
        long_term_matched=frozenset(meaning["long_term_matched"]),
        match_is_permanence=bool(meaning["match_is_permanence"]),
        permanence=shipped["permanence"] | added.get("permanence", {}),
        headings=headings,
        extract=own_extract(added["extract"], facts) if "extract" in added else None,
    )


def _spellings(column: str, shipped: Mapping[str, Any], added: Mapping[str, Any]) -> Spellings:
    words: dict[str, str] = {}
    taken: dict[str, Understood] = {}
    written: dict[str, str] = {}
    codes = shipped["codes"][column]
    for source in (shipped, added):
        said: dict[str, str] = {}  # of this file: its own words win over the shipped ones, never over each other
        for code, spellings in source.get("codes", {}).get(column, {}).items():
            for spelling in spellings:
                _once(said, spelling, code)
                words[plain(spelling)] = code
                taken.pop(plain(spelling), None)
                written.setdefault(plain(spelling), spelling)
        for entry in source.get("taken_as", []):
            for spelling in entry["spellings"] if entry["column"] == column else ():
                _once(said, spelling, entry["code"])
                words.pop(plain(spelling), None)
                taken[plain(spelling)] = Understood(entry["code"], entry["because"])
                written.setdefault(plain(spelling), spelling)
    for code in codes:
        words.setdefault(plain(code), code)
    return Spellings(frozenset(codes), words, taken, written)


def _once(said: dict[str, str], spelling: str, code: str) -> None:
    """Notes what a spelling stands for; ValueError when the same file says it of another code too."""
    if said.setdefault(plain(spelling), code) != code:
        raise ValueError(f'"{spelling}" is listed under both {said[plain(spelling)]} and {code}; leave it under one.')


def _headings(name: str, shipped: Mapping[str, Any], added: Mapping[str, Any]) -> dict[str, Wanted]:
    own = added.get("headings", {}).get(name, {})
    return {
        column: Wanted((*titles, *own.get(column, [])), column not in OPTIONAL)
        for column, titles in shipped["headings"][name].items()
    }
