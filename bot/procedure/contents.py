"""What may be pressed about the procedure in force, and what the bot posts about it."""

from __future__ import annotations

from bot.engine.contents import Notice, Verb
from bot.procedure import (
    adopt_procedure,
    confirm_conflict,
    conflicts,
    procedure_change_notice,
    show_procedure,
)
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "show_procedure": Verb(show_procedure.handle, rights.READ, writes=False),
    "show_conflicts": Verb(conflicts.handle, rights.READ, writes=False),
    "confirm_conflict": Verb(confirm_conflict.handle, rights.CONFIRM_CONFLICT),
    "adopt_procedure": Verb(adopt_procedure.handle, rights.ADOPT_PROCEDURE),
}
NOTICES: dict[str, Notice] = {"procedure_change": procedure_change_notice.render}
