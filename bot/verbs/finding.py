"""The verbs about finding one's way: what is set up, who is due, a child, the procedure."""

from __future__ import annotations

from bot.children import explain_child, show_child, show_due
from bot.engine.routing import Verb
from bot.procedure import adopt_procedure, confirm_conflict, conflicts, show_procedure
from bot.setup import help, make_permanence_channel, show_again

VERBS: dict[str, Verb] = {
    "make_permanence_channel": Verb(make_permanence_channel.handle),
    "show_again": Verb(show_again.handle, writes=False),
    "show_help": Verb(help.handle, writes=False),
    "show_due": Verb(show_due.handle, writes=False),
    "show_child": Verb(show_child.handle, writes=False),
    "explain_child": Verb(explain_child.handle, writes=False),
    "show_procedure": Verb(show_procedure.handle, writes=False),
    "show_conflicts": Verb(conflicts.handle, writes=False),
    "confirm_conflict": Verb(confirm_conflict.handle),
    "adopt_procedure": Verb(adopt_procedure.handle),
}
