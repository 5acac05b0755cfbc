"""What every use case is given: the store, the procedure in force, and the council's own settings."""

from __future__ import annotations

from dataclasses import dataclass, field

from permanence.mornings import OFFICE_HOURS, Hours
from permanence.policy import Policy
from storage.store import Store


@dataclass(frozen=True, slots=True)
class House:
    """The product's insides. `administrators` are Entra object ids from settings, never from who speaks first."""

    store: Store
    policy: Policy = field(repr=False)  # pages long
    administrators: frozenset[str] = frozenset()
    public_url: str = ""  # where the calendar files are served; no trailing slash
    panel_email: str = ""  # the panel's own mailbox, whom a calendar names as the organiser
    hours: Hours = OFFICE_HOURS  # when on a working day reminders are said
