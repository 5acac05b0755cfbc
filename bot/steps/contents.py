"""What may be pressed about the steps of a child, and what the bot posts about it."""

from __future__ import annotations

from bot.engine.contents import Notice, Verb
from bot.steps import (
    open_step_form,
    record_fact,
    record_step,
    show_steps,
    take_back_step,
)
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "show_steps": Verb(show_steps.handle, rights.SEE_CHILDREN, writes=False),
    "open_record_step": Verb(open_step_form.handle, rights.RECORD_STEP, writes=False),
    "record_step": Verb(record_step.handle, rights.RECORD_STEP),
    "open_take_back_step": Verb(open_step_form.handle, rights.TAKE_BACK_STEP, writes=False),
    "take_back_step": Verb(take_back_step.handle, rights.TAKE_BACK_STEP),
    "open_record_fact": Verb(open_step_form.handle, rights.RECORD_FACT, writes=False),
    "record_fact": Verb(record_fact.handle, rights.RECORD_FACT),
}
NOTICES: dict[str, Notice] = {}
