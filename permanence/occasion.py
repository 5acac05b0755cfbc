"""An occasion: one run of a rule's clock for a child, by which it is named for good wherever it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Occasion:
    """The rule, the day its clock started, and the sibling it is about where the rule asks for each sibling's own."""

    rule: str
    since: date
    sibling: str = ""

    @classmethod
    def parse(cls, text: str) -> Occasion:
        """What `str` wrote; ValueError for anything else."""
        rule, _, rest = text.partition("@")
        day, _, sibling = rest.partition("/")
        return cls(rule, date.fromisoformat(day), sibling)

    def __str__(self) -> str:
        started = f"{self.rule}@{self.since.isoformat()}"
        return f"{started}/{self.sibling}" if self.sibling else started
