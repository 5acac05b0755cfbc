"""What may be pressed about a child, and who is due, and what the bot posts about it."""

from __future__ import annotations

from bot.children import (
    explain_child,
    keep_siblings,
    open_siblings,
    show_child,
    show_due,
)
from bot.engine.contents import Notice, Verb
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "show_due": Verb(show_due.handle, rights.SEE_CHILDREN, writes=False),
    "show_child": Verb(show_child.handle, rights.SEE_CHILDREN, writes=False),
    "explain_child": Verb(explain_child.handle, rights.SEE_CHILDREN, writes=False),
    "open_siblings": Verb(open_siblings.handle, rights.KEEP_SIBLINGS, writes=False),
    "keep_siblings": Verb(keep_siblings.handle, rights.KEEP_SIBLINGS),
}
NOTICES: dict[str, Notice] = {}
