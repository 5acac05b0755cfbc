"""What the draft of an agenda and the sitting made of it both begin with: the panel, when it sits, and about what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cards.parts import afternoon, plain

ACTION_REVIEW = "action review: the open actions, by team manager"


@dataclass(frozen=True, slots=True)
class SittingHead:
    """A sitting as its cards name it. `clause` is the one by which it is held; `theme` is empty without one."""

    panel: str
    starts_at: datetime
    ends_at: datetime
    theme: str
    action_review: bool
    clause: str

    @property
    def when(self) -> str:
        return afternoon(self.starts_at, self.ends_at)

    @property
    def theme_fact(self) -> list[tuple[str, str]]:
        return [("Theme", plain(self.theme))] if self.theme else []
