"""Reads what somebody typed: the command they mean, at most three they may mean, a courtesy, or nothing known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from permanence.phrases.council import Council
from permanence.phrases.mending import CUES
from permanence.phrases.narrowing import Narrowed, name_of, narrow
from permanence.phrases.spoken import spoken
from permanence.phrases.topics import (
    CHANGES,
    CHILD,
    DAY,
    FILES_IN,
    FILES_OUT,
    FILLERS,
    GREETINGS,
    NAME,
    THANKS,
    TOPICS,
    WHOSE,
    Topic,
)

SURE, CLEAR = 3, 1  # the least weight of a topic that is sure, and by how much it leads
FILES_ARE = 5  # from this weight of a topic a file is only spoken of
ALONE = 2  # by so much less is a topic of one child meant when no child is named
MOST = 3
BY_COMMAND = {topic.command: topic for topic in TOPICS}
# What a topic becomes when a child is named, and when none is.
OF_A_CHILD = {"due": "why", "my actions": "actions", "sitting": "why", "record": "meeting", "agenda": "refer"}
ACTIONS = Topic("actions", BY_COMMAND["my actions"].right, CHILD)


@dataclass(frozen=True, slots=True)
class Asked:
    """A command with what stands after it, as it could have been typed."""

    topic: Topic
    words: str = ""

    @property
    def says(self) -> str:
        return f"{self.topic.command} {self.words}".strip()


@dataclass(frozen=True, slots=True)
class Sure:
    """Just this is meant."""

    asked: Asked


@dataclass(frozen=True, slots=True)
class Perhaps:
    """One of these may be meant; `changes` when they want something changed, which words alone never do."""

    asked: tuple[Asked, ...]
    changes: bool = False


@dataclass(frozen=True, slots=True)
class Courtesy:
    """A greeting or thanks, nothing else."""

    thanks: bool


@dataclass(frozen=True, slots=True)
class OfFiles:
    """Files are meant, which go another way: in or out."""

    into: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing of it is known."""


Reading = Sure | Perhaps | Courtesy | OfFiles | Unknown


@dataclass(frozen=True, slots=True)
class Heard:
    """A phrase taken apart: what it names, its other words with typing mistakes mended, and what is left of it."""

    named: Narrowed
    said: tuple[str, ...]
    unknown: tuple[str, ...] = ()  # words that are nothing known here
    doubtful: bool = False  # a child known by initials alone, or more than one of a kind


def read(text: str, council: Council, today: date) -> Reading:
    """What these words mean in this council on this day."""
    heard = hear(text, council, today)
    known = set(heard.said)
    if not known and not heard.named.narrows:
        return Sure(Asked(BY_COMMAND["help"]))
    if not heard.named.narrows and not heard.unknown and (courtesy := _courtesy(known)):
        return courtesy
    ranked = _ranked(known, heard.named)
    best = ranked[0][1] if ranked else 0
    if best < FILES_ARE and known & (FILES_IN | FILES_OUT) and not heard.named.children:
        return OfFiles(bool(known & FILES_IN))
    if not ranked or (heard.unknown and best <= len(heard.unknown)):
        return Unknown()
    lead = best - (ranked[1][1] if len(ranked) > 1 else 0)
    changes = bool(known & CHANGES)
    topic = ranked[0][0]
    asks = not topic.begins or _names_it(topic, text)
    if asks and best >= SURE and lead >= CLEAR and not (changes or heard.doubtful or heard.unknown):
        return Sure(_asked(topic, heard.named, council)[0])
    named = replace(heard.named, state="", period=None) if changes else heard.named
    near = [topic for topic, weight in ranked if 2 * weight >= best]
    offered = [asked for topic in near for asked in _asked(topic, named, council)]
    return Perhaps(tuple(dict.fromkeys(offered))[:MOST], changes)


def hear(text: str, council: Council, today: date) -> Heard:
    """A phrase taken apart; names said in part are looked for among the words that are nothing else."""
    named = narrow(text, council, today)
    said = named.left
    parts = [(word, *name_of(word, council)) for word in said if word not in CUES and word not in FILLERS]
    teams = named.teams or _all_of([of_teams for _, of_teams, _ in parts])
    people = named.people or (() if teams and not named.teams else _all_of([of_people for *_, of_people in parts]))
    nameless = [word for word, of_teams, of_people in parts if not of_teams and not of_people]
    initials = next((word for word in nameless if word in council.by_initials and not named.children), "")
    children = tuple(council.by_initials[initials]) if initials else named.children
    doubtful = bool(initials) or len(children) > 1 or len(teams) + len(people) > 1
    unknown = tuple(word for word in nameless if word != initials)
    return Heard(replace(named, children=children, teams=teams, people=people), said, unknown, doubtful)


def _all_of(found: list[set[str]]) -> tuple[str, ...]:
    """What all these words are part of the name of; where nothing is, whatever one of them is."""
    some = [its for its in found if its]
    return tuple(sorted(set.intersection(*some) or set.union(*some))) if some else ()


def _courtesy(known: set[str]) -> Courtesy | None:
    if known & (CUES - GREETINGS - THANKS) or not known & (GREETINGS | THANKS):
        return None
    return Courtesy(thanks=not known & GREETINGS)


def _ranked(known: set[str], named: Narrowed) -> list[tuple[Topic, int]]:
    """Topics by their weight, the heaviest first; none without any."""
    weights = {topic.command: sum(topic.cues.get(word, 0) for word in known) for topic in TOPICS}
    if named.children:
        return _ranked_of_child(weights)
    only_names = not any(weights.values())
    found = []
    for topic in TOPICS:
        weight = weights[topic.command]
        if weight or (only_names and not topic.begins):
            weight += (topic.takes == WHOSE) * bool(named.teams or named.people)
            weight += (topic.takes == NAME) * bool(named.people)
            weight += (topic.takes in (WHOSE, DAY)) * bool(named.period)
        found.append((topic, weight - ALONE if topic.takes == CHILD else weight))
    return sorted(((topic, weight) for topic, weight in found if weight > 0), key=lambda pair: -pair[1])


def _ranked_of_child(weights: dict[str, int]) -> list[tuple[Topic, int]]:
    """Of one child: each topic as what it is of a child; the child itself when nothing else is said surely."""
    found: dict[str, int] = {}
    for command, weight in weights.items():
        if (its := OF_A_CHILD.get(command, command)) and weight:
            found[its] = max(found.get(its, 0), weight)
    found = {its: weight for its, weight in found.items() if its == "actions" or BY_COMMAND[its].takes == CHILD}
    found["child"] = found.get("child", 0) + (1 if max(found.values(), default=0) >= SURE else SURE)
    ranked = sorted(found.items(), key=lambda pair: -pair[1])
    return [(BY_COMMAND.get(its, ACTIONS), weight) for its, weight in ranked]


def _asked(topic: Topic, named: Narrowed, council: Council) -> list[Asked]:
    """The commands it comes to: one, or one for each child, team or person that may be meant."""
    when = named.period.words if named.period else ""
    match topic.takes:
        case "child" if named.children:
            return [Asked(topic, ref) for ref in named.children]
        case "day":
            return [Asked(topic, when)]
        case "name":
            return [Asked(topic, council.people[oid]) for oid in named.people] or [Asked(topic)]
        case "whose":
            state = named.state if topic.command != "due" or named.state == "overdue" else ""
            whose = [*named.teams, *(council.people[oid] for oid in named.people)]
            its = ACTIONS if whose and topic.command == "my actions" else topic
            return [Asked(its, " ".join(part for part in (one, state, when) if part)) for one in whose or [""]]
        case _:
            return [Asked(topic)]


def _names_it(topic: Topic, text: str) -> bool:
    """Whether it begins with the command's own name as it is written, as one says it who means just that."""
    return spoken(text)[:1] == (topic.command,)
