"""The duties of a procedure and the actions agreed, as things due: what a chair's numbers are counted from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from permanence.action import CANCELLED, PanelAction
from permanence.journey import Journey
from permanence.mornings import LONDON
from permanence.outcomes.timeliness import Due
from permanence.policy import Policy
from permanence.timeline import timeline

NO_TEAM = ""
BANDS = (14, 42, 84)  # days: two, six and twelve weeks


def duties_due(policy: Policy, journeys: Iterable[Journey], as_of: date) -> list[Due]:
    """Every dated duty as known on the day; one that its series left behind was never to be judged."""
    return [
        Due(journey.child, journey.team or NO_TEAM, one.clause, one.due, one.met_on)
        for journey in journeys
        for one in timeline(policy, journey, as_of).obligations
        if one.due is not None and one.standing != "ended"
    ]


def actions_due(agreed: Iterable[PanelAction]) -> list[Due]:
    """Every action by the day on which it is to be done, as it was last agreed; a cancelled one was not to be done."""
    return [Due(one.child, one.team or NO_TEAM, "", one.due, _done(one)) for one in agreed if one.state != CANCELLED]


def _done(one: PanelAction) -> date | None:
    return None if one.is_open or one.done_at is None else one.done_at.astimezone(LONDON).date()


def band(days: int) -> int:
    """In which band of drift so many days overdue stand: 0 for up to two weeks, 3 for more than twelve."""
    return sum(days > most for most in BANDS)
