"""What may be pressed about a file somebody sent, and what the bot posts about it."""

from __future__ import annotations

from bot.engine.contents import Notice, Verb
from bot.imports import (
    import_preview,
    leave_preview,
    show_preview,
)
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "show_preview": Verb(show_preview.handle, rights.IMPORT, writes=False),
    "import_preview": Verb(import_preview.handle, rights.IMPORT),
    "leave_preview": Verb(leave_preview.handle, rights.IMPORT),
}
NOTICES: dict[str, Notice] = {}
