"""The verbs about siblings in care."""

from __future__ import annotations

from bot.children import keep_siblings, open_siblings
from bot.engine.routing import Verb

VERBS: dict[str, Verb] = {
    "open_siblings": Verb(open_siblings.handle, writes=False),
    "keep_siblings": Verb(keep_siblings.handle),
}
