"""A duty that is due at a sitting, by the sittings as they are: one moved or stood down by hand is not where it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from permanence.panel.changed_sittings import KeptSitting
from permanence.panel.panel_calendar import sittings
from permanence.policy import Policy
from permanence.policy_file.rules import SittingTarget
from permanence.timeline import Obligation

FURTHEST = timedelta(days=366)


def due_at_actual_sittings(
    policy: Policy, duties: tuple[Obligation, ...], kept: Sequence[KeptSitting], today: date
) -> tuple[Obligation, ...]:
    """Every duty, in the order of the days they are really due; those that are not open stay as they were."""
    targets = _at_sittings(policy) if kept else {}
    if not targets:
        return duties
    real = tuple(
        _due_at_actual_sitting(policy, targets, duty, kept, today) if duty.is_open else duty for duty in duties
    )
    return duties if real == duties else tuple(sorted(real, key=lambda duty: duty.due or date.max))


def _at_sittings(policy: Policy) -> dict[str, SittingTarget]:
    """The rules whose duties are due at a sitting, and at which."""
    return {rule.rule.id: due.sitting for rule in policy.rules for due in rule.rule.due if due.sitting is not None}


def _due_at_actual_sitting(
    policy: Policy, targets: Mapping[str, SittingTarget], duty: Obligation, kept: Sequence[KeptSitting], today: date
) -> Obligation:
    """The open duty with the day it is really due. The engine's own day is by the procedure's calendar alone."""
    target = targets.get(duty.rule)
    if target is None or duty.due is None:
        return duty
    since = duty.since
    if not any(one.panel == target.panel and one.changed_after(since) for one in kept):
        return duty
    if _sitting(policy, target, since, ()) != duty.due:
        return duty  # the engine counts it from another day
    held = _sitting(policy, target, since, kept)
    if held is None or held == duty.due:
        return duty
    soonest = date.fromordinal(policy.calendar.last_working_day(held.toordinal()))
    return replace(duty, due=held, aim_for=soonest, standing=_standing(policy, duty.what, held, today))


def _sitting(policy: Policy, target: SittingTarget, since: date, kept: Sequence[KeptSitting]) -> date | None:
    ahead = [one for one in sittings(policy, since, since + FURTHEST, kept).sittings if one.panel == target.panel]
    if target.in_time_to_refer:
        ahead = [one for one in ahead if one.refer_by is not None and one.refer_by >= since]
    else:
        ahead = [one for one in ahead if one.date > since]
    return ahead[target.nth - 1].date if len(ahead) >= target.nth else None


def _standing(policy: Policy, what: str, due: date, today: date) -> str:
    if today > due:
        return "overdue"
    return "due_soon" if today.toordinal() >= policy.notice_opens(what, due.toordinal()) else "upcoming"
