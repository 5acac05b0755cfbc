"""What may be pressed about a sitting and its agenda, and what the bot posts about it."""

from __future__ import annotations

from bot.engine.contents import Notice, Verb
from bot.sittings import (
    change_agenda,
    move_sitting,
    publish_agenda,
    show_agenda,
    show_agenda_form,
    show_move_form,
    sitting_change_notice,
    sitting_notice,
    stand_down_sitting,
)
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "show_agenda": Verb(show_agenda.handle, rights.SEE_DRAFT, writes=False),
    "show_agenda_form": Verb(show_agenda_form.handle, rights.CHANGE_AGENDA, writes=False),
    "change_agenda": Verb(change_agenda.handle, rights.CHANGE_AGENDA),
    "publish_agenda": Verb(publish_agenda.handle, rights.PUBLISH_AGENDA),
    "show_move_form": Verb(show_move_form.handle, rights.MOVE_SITTING, writes=False),
    "move_sitting": Verb(move_sitting.handle, rights.MOVE_SITTING),
    "stand_down_sitting": Verb(stand_down_sitting.handle, rights.MOVE_SITTING),
}
NOTICES: dict[str, Notice] = {"sitting_change": sitting_change_notice.render, "sitting": sitting_notice.render}
