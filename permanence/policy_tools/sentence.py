"""One thing a policy file says, in phrases, so that a change of one phrase can be told as that phrase."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one table of the file says: which table, which of its entries, on which clause, and the phrases."""

    table: str
    name: str
    phrases: tuple[str, ...]
    clause: str | None = None

    @property
    def words(self) -> str:
        """The phrases as they are read: after a full stop a new sentence, else a semicolon; names of the file last."""
        said = self.phrases[0]
        for phrase in self.phrases[1:]:
            joint = " " if said.endswith((".", "?", ":")) else ". " if phrase.startswith("(") else "; "
            said += joint + phrase
        return said if said.endswith(".") or self.phrases[-1].startswith("(") else f"{said}."
