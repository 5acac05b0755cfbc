"""Uploads to the record that meetings ask for, as the procedure's own clock says: by when, and which are made."""

from __future__ import annotations

from datetime import date

from permanence.journey import Journey
from permanence.policy import Policy
from permanence.timeline import Obligation, timeline

UPLOAD = "record_upload"


def uploads(policy: Policy, journey: Journey, today: date) -> list[Obligation]:
    """Every upload ever due for a child, oldest first."""
    return [duty for duty in timeline(policy, journey, today).obligations if duty.what == UPLOAD]


def waiting(policy: Policy, journey: Journey, today: date) -> list[Obligation]:
    """Uploads due for a child and not made, oldest first."""
    return [duty for duty in uploads(policy, journey, today) if duty.is_open]
