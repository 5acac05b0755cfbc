"""All that a policy file says, as sentences made of phrases: `explain` prints them, `compare` lays two side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from permanence.policy import Policy
from permanence.policy_tools import frame_aloud, panels_aloud, people_aloud, rules_aloud
from permanence.policy_tools.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing a file says: what stands above it in print, and its sentences."""

    heading: str
    sentences: Callable[[Policy], Iterator[Sentence]]
    always: bool = False  # printed, with "none", where the file has nothing of the kind


ON_CLAUSES = (
    rules_aloud.rules,
    rules_aloud.groups,
    rules_aloud.permanence,
    rules_aloud.plan_options,
    people_aloud.conflicts,
    people_aloud.seats,
    people_aloud.checklists,
    people_aloud.practices,
    people_aloud.owner_duties,
    panels_aloud.panels,
)
BESIDE = (
    Section("Permanence:", rules_aloud.no_permanence),
    Section("Where the document is silent:", rules_aloud.silences),
    Section("What is meant by:", rules_aloud.facts),
    Section("What is recorded as a milestone:", frame_aloud.milestones),
    Section("Meetings and duties of the council's own:", frame_aloud.kinds),
    Section("Roles:", people_aloud.roles),
    Section("Meetings:", frame_aloud.meetings),
    Section("Looked-after reviews not yet held are expected:", frame_aloud.reviews),
    Section("Days the offices are closed, beside bank holidays:", frame_aloud.closures),
    Section("Days a panel does not sit:", panels_aloud.stand_downs),
    Section("When a duty is due soon:", frame_aloud.notice),
    Section("Reminders:", frame_aloud.reminders),
    Section("The council's own settings, which the document does not give:", frame_aloud.settings, always=True),
)


def sentences(policy: Policy) -> Iterator[Sentence]:
    """All of them: the file itself, its clauses, what stands on each, and what stands beside them."""
    yield frame_aloud.about_the_file(policy)
    for clause in policy.file.clause:
        yield rules_aloud.clause_aloud(clause)
    for told in ON_CLAUSES:
        yield from told(policy)
    for section in BESIDE:
        yield from section.sentences(policy)
