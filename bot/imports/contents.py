"""What may be pressed about a file somebody sent, and what the bot posts about it."""

from __future__ import annotations

from bot.engine.contents import Notice, Verb
from bot.imports import (
    import_preview,
    leave_preview,
    show_preview,
)

VERBS: dict[str, Verb] = {
    "show_preview": Verb(show_preview.handle, writes=False),
    "import_preview": Verb(import_preview.handle),
    "leave_preview": Verb(leave_preview.handle),
}
NOTICES: dict[str, Notice] = {}
