"""What a phrase may name in this council: children, teams, people and panels, and how a name is known again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from permanence.phrases.mending import may_be_mistyped, nearest
from permanence.phrases.spoken import spoken

FEWEST = 3  # digits that may stand for a reference; fewer are a count or a day
APART = re.compile(r"[^0-9a-z]")


@dataclass(frozen=True)
class Council:
    """The names somebody may use: of children and teams that they may see, of everybody in the people file."""

    references: Mapping[str, str]  # reference to initials
    teams: tuple[str, ...]
    people: Mapping[str, str]  # Entra object id to name

    @cached_property
    def bare(self) -> dict[str, list[str]]:
        """References by their letters and digits alone, as people type them: c1042 for C-1042."""
        return by_bare(self.references)

    @cached_property
    def by_number(self) -> dict[str, list[str]]:
        """References by their digits alone, three or more: 1042 for C-1042."""
        found: dict[str, list[str]] = {}
        for ref in self.references:
            if len(digits := re.sub(r"\D", "", ref)) >= FEWEST:
                found.setdefault(digits, []).append(ref)
        return found

    @cached_property
    def by_initials(self) -> dict[str, list[str]]:
        """References by initials, in small letters."""
        found: dict[str, list[str]] = {}
        for ref, initials in self.references.items():
            found.setdefault(initials.casefold(), []).append(ref)
        return found

    @cached_property
    def team_words(self) -> dict[str, set[str]]:
        """The teams each word is part of."""
        return _by_word((team, team) for team in self.teams)

    @cached_property
    def people_words(self) -> dict[str, set[str]]:
        """The people each word is part of the name of."""
        return _by_word((name, oid) for oid, name in self.people.items())

    def whole_names(self, words: Iterable[str]) -> dict[str, tuple[list[str], list[str]]]:
        """Teams and people, by their whole name as it is spoken, that these words may name; several called alike."""
        found: dict[str, tuple[list[str], list[str]]] = {}
        for team in self.teams:
            found.setdefault(" ".join(spoken(team)), ([], []))[0].append(team)
        for oid in dict.fromkeys(oid for word in words for oid in sorted(self.people_words.get(word, ()))):
            found.setdefault(" ".join(spoken(self.people[oid])), ([], []))[1].append(oid)
        return {whole: both for whole, both in found.items() if whole}


def bare(reference: str) -> str:
    """The letters and digits of a reference."""
    return APART.sub("", reference.casefold())


def by_bare(references: Iterable[str]) -> dict[str, list[str]]:
    """References by their letters and digits; more than one where two differ in signs alone."""
    found: dict[str, list[str]] = {}
    for ref in references:
        found.setdefault(bare(ref), []).append(ref)
    return found


def named_by(words: Mapping[str, set[str]], word: str) -> set[str]:
    """Whom or what this word is part of the name of; with a typing mistake, when just one known word is near."""
    if word in words or not may_be_mistyped(word):
        return words.get(word, set())
    near = nearest(word, list(words))
    return words[near[0]] if len(near) == 1 else set()


def _by_word(named: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, value in named:
        for word in re.findall(r"[^\W_]+", name.casefold()):
            found.setdefault(word, set()).add(value)
    return found
