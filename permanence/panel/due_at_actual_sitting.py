"""A duty that is due at a sitting, by the sittings as they are: one moved or stood down by hand is not where it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from permanence.panel.changed_sittings import KeptSitting
from permanence.panel.panel_calendar import sittings
from permanence.policy import Policy
from permanence.rules.at_sitting import YEAR, at_last, sitting_asked
from permanence.rules.model import SittingAsked
from permanence.timeline import Obligation


def due_at_actual_sittings(
    policy: Policy, duties: tuple[Obligation, ...], kept: Sequence[KeptSitting], today: date
) -> tuple[Obligation, ...]:
    """Every duty, in the order of the days they are really due; those that are not open stay as they were."""
    if not kept:
        return duties
    real = tuple(_due_at_actual_sitting(policy, duty, kept, today) if duty.is_open else duty for duty in duties)
    return duties if real == duties else tuple(sorted(real, key=lambda duty: duty.due or date.max))


def _due_at_actual_sitting(policy: Policy, duty: Obligation, kept: Sequence[KeptSitting], today: date) -> Obligation:
    """The open duty with the day it is really due. The engine's own day is by the procedure's calendar alone."""
    asked = duty.sitting
    if asked is None or duty.due is None:
        return duty
    since = date.fromordinal(asked.after)
    if not any(one.panel == asked.panel and one.changed_after(since) for one in kept):
        return duty
    held = _sitting(policy, asked, kept)
    if asked.by is not None:
        planned = at_last(asked, _sitting(policy, asked, ()))
        real = at_last(asked, held)
        held, because = real.day, duty.because.replace(planned.because, real.because)
    else:
        because = duty.because
    if held is None or (held == duty.due.toordinal() and because == duty.because):
        return duty
    soonest, due = date.fromordinal(policy.calendar.last_working_day(held)), date.fromordinal(held)
    standing = _standing(policy, duty.what, due, today)
    return replace(duty, due=due, aim_for=soonest, standing=standing, because=because)


def _sitting(policy: Policy, asked: SittingAsked, kept: Sequence[KeptSitting]) -> int | None:
    start = date.fromordinal(asked.after)
    end = date.fromordinal(asked.after + YEAR if asked.by is None else max(asked.by, asked.after))
    its = [one for one in sittings(policy, start, end, kept).sittings if one.panel == asked.panel]
    return sitting_asked(
        asked, [(one.date.toordinal(), one.refer_by.toordinal() if one.refer_by else None) for one in its]
    )


def _standing(policy: Policy, what: str, due: date, today: date) -> str:
    if today > due:
        return "overdue"
    return "due_soon" if today.toordinal() >= policy.notice_opens(what, due.toordinal()) else "upcoming"
