"""What may be pressed about who is away, and what the bot posts about it."""

from __future__ import annotations

from bot.absences import (
    away,
    end_absence,
    enter_absence,
    handed_over_notice,
    open_away_form,
)
from bot.engine.contents import Notice, Verb
from permanence.people import rights

VERBS: dict[str, Verb] = {
    "show_away": Verb(away.handle, rights.SEE_AWAY, writes=False),
    "open_away_form": Verb(open_away_form.handle, rights.KEEP_ABSENCE, writes=False),
    "enter_absence": Verb(enter_absence.handle, rights.KEEP_ABSENCE),
    "end_absence": Verb(end_absence.handle, rights.KEEP_ABSENCE),
}
NOTICES: dict[str, Notice] = {"handed_over": handed_over_notice.render}
