"""What can be asked about: by which words a topic is known and how strongly, and what may stand after its command."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from permanence.people import rights
from permanence.people.rights import Right

CHILD, WHOSE, DAY, NAME, NOTHING = "child", "whose", "day", "name", ""
VOCABULARY = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Topic:
    """A command, the right it asks for, and what may stand after it. `cues` are words with their weight."""

    command: str
    right: Right
    takes: str = NOTHING
    begins: bool = False  # something begins by it, so it is done only when its own name is said
    cues: Mapping[str, int] = field(hash=False, default_factory=dict)


def _topic(command: str, right: Right, takes: str = NOTHING, begins: bool = False) -> Topic:
    its = VOCABULARY["topics"][command]
    return Topic(command, right, takes, begins, {word: int(w) for w, words in its.items() for word in words.split()})


TOPICS = (
    _topic("due", rights.SEE_CHILDREN, WHOSE),
    _topic("my actions", rights.SEE_ACTIONS, WHOSE),
    _topic("child", rights.SEE_CHILDREN, CHILD),
    _topic("why", rights.SEE_CHILDREN, CHILD),
    _topic("meeting", rights.SEE_CHILDREN, CHILD),
    _topic("steps", rights.SEE_CHILDREN, CHILD),
    _topic("refer", rights.SEE_CHILDREN, CHILD),
    _topic("agenda", rights.PROPOSE_AGENDA, DAY, begins=True),
    _topic("sitting", rights.SEE_SITTING, DAY),
    _topic("record", rights.RECORD_SITTING),
    _topic("reminders", rights.SEE_REMINDERS),
    _topic("away", rights.SEE_AWAY, NAME),
    _topic("calendar", rights.KEEP_CALENDAR),
    _topic("procedure", rights.READ),
    _topic("conflicts", rights.READ),
    _topic("set up", rights.READ),
    _topic("failed", rights.SEE_FAILED),
    _topic("help", rights.READ),
)
STATES = {word: state for state, words in VOCABULARY["states"].items() for word in words.split()}
CHANGES, GREETINGS, THANKS, FILES_IN, FILES_OUT = (
    frozenset(VOCABULARY["kinds"][kind].split()) for kind in ("changes", "greetings", "thanks", "files_in", "files_out")
)
FILLERS = frozenset(VOCABULARY["kinds"]["fillers"].split()) | frozenset(STATES)
