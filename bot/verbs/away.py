"""The verbs about who is away and who stands in."""

from __future__ import annotations

from bot.absences import away, end_absence, enter_absence, open_away_form
from bot.engine.routing import Verb

VERBS: dict[str, Verb] = {
    "show_away": Verb(away.handle, writes=False),
    "open_away_form": Verb(open_away_form.handle, writes=False),
    "enter_absence": Verb(enter_absence.handle),
    "end_absence": Verb(end_absence.handle),
}
