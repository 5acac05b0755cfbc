"""What may be pressed on the cards: the verbs of each subject, in one table."""

from __future__ import annotations

from bot.engine.routing import Verb
from bot.verbs import (
    actions,
    away,
    finding,
    importing,
    meetings,
    panel,
    recording,
    referrals,
    reminders,
    siblings,
    steps,
)

SUBJECTS = (finding, importing, panel, recording, meetings, referrals, siblings, steps, actions, reminders, away)
VERBS: dict[str, Verb] = {verb: its for subject in SUBJECTS for verb, its in subject.VERBS.items()}
