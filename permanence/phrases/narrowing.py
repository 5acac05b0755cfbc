"""Whose, in which state and when: what a phrase narrows a list to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from permanence.phrases.council import Council, bare, named_by
from permanence.phrases.mending import mended
from permanence.phrases.periods import Period, read_period
from permanence.phrases.spoken import spoken
from permanence.phrases.topics import STATES

REFERENCE = re.compile(r"[a-z]{0,4}[-/.]?\d[\w/.-]*", re.ASCII)
YEAR = re.compile(r"(19|20)\d\d")
LETTERS = re.compile(r"[a-z]{1,4}", re.ASCII)
ORDINAL = re.compile(r"\d{1,2}(st|nd|rd|th)")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What was named: each empty when it was not. `left` are the words that are none of it, in order."""

    children: tuple[str, ...] = ()  # references, as the council writes them
    teams: tuple[str, ...] = ()  # more than one when the name is not whole
    people: tuple[str, ...] = ()  # Entra object ids, likewise
    state: str = ""  # overdue, open, done or blocked
    period: Period | None = None
    left: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        return bool(self.children or self.teams or self.people or self.state or self.period)


def narrow(text: str, council: Council, today: date) -> Narrowed:
    """What these words name of this council, on this day; names that words leave open are all given."""
    children, words = _children(list(spoken(text)), council)
    teams, people, words = _whole_names(words, council)
    period, rest = read_period(" ".join(word if any(name_of(word, council)) else mended(word) for word in words), today)
    words = rest.split()
    states = [STATES[word] for word in words if word in STATES]
    found = Narrowed(children, teams, people, states[0] if states else "", period)
    return replace(found, left=tuple(words))


def name_of(word: str, council: Council) -> tuple[set[str], set[str]]:
    """The teams and the people that a single word may stand for."""
    return named_by(council.team_words, word), named_by(council.people_words, word)


def _children(words: list[str], council: Council) -> tuple[tuple[str, ...], list[str]]:
    """References, however their signs were typed; the initials after one, as the bot writes them, go with it."""
    found: list[str] = []
    left: list[str] = []
    at = 0
    while at < len(words):
        word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
        refs, length = council.bare.get(bare(word), []) if REFERENCE.fullmatch(word) else [], 1
        if LETTERS.fullmatch(word) and after[:1].isdigit() and bare(word + after) in council.bare:
            refs, length = council.bare[bare(word + after)], 2
        if not refs:
            refs = council.by_number.get(word, []) if not YEAR.fullmatch(word) else []
        if not refs and _like_a_reference(word):
            refs = [word.upper()]
        if not refs:
            left.append(word)
        elif refs[0] not in found:
            found += refs
        at += length
        if refs and at < len(words) and words[at] == council.references.get(refs[0], "").casefold():
            at += 1
    return tuple(found), left


def _like_a_reference(word: str) -> bool:
    """Letters and three digits or more: nobody writes a day or a count so, and it is answered as unknown."""
    digits = sum(letter.isdigit() for letter in word)
    return bool(re.fullmatch(r"[a-z]{1,4}[-/]?\d{3,}", word, re.ASCII)) or (word.isdecimal() and digits >= 5)


def _whole_names(words: list[str], council: Council) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
    """Teams and people named in full, the longest name first, and the words without them."""
    said = f" {' '.join(words)} "
    teams: list[str] = []
    people: list[str] = []
    names = council.whole_names(words)
    for whole in sorted(names, key=len, reverse=True):
        if f" {whole} " in said:
            said = said.replace(f" {whole} ", " ", 1)
            its_teams, its_people = names[whole]
            teams += its_teams
            people += its_people
    return tuple(teams), tuple(people), said.split()
