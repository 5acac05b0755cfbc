"""The verbs about a file somebody sent: what it would change, and whether it is imported."""

from __future__ import annotations

from bot.engine.routing import Verb
from bot.imports import import_preview, leave_preview, show_preview

VERBS: dict[str, Verb] = {
    "show_preview": Verb(show_preview.handle, writes=False),
    "import_preview": Verb(import_preview.handle),
    "leave_preview": Verb(leave_preview.handle),
}
