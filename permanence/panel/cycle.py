"""The cycle of a panel: which of its sittings reviews the actions, and the theme of each of the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from permanence.panel.changed_sittings import HeldDay
from permanence.policy_file.people import Cycle, Panel

REVIEW, ACTION_REVIEW = "review", "action_review"
What = tuple[str, str | None]  # its kind and its theme


def cycle_of(panel: Panel, held: Sequence[HeldDay]) -> dict[int, What]:
    """What each sitting is for, by its day in the calendar. One that was published stays what it was.

    The seven are counted over sittings: a day without one does not count, and after an action review the count
    begins again. `held` is in the order of the calendar and reaches to the day the cycle is counted from.
    """
    cycle = panel.cycle
    if cycle is None:
        return {day.planned: _own(day) or (REVIEW, None) for day in held}
    zero = bisect_left(held, cycle.counted_from.toordinal(), key=lambda day: day.planned)
    before = {day.planned: _own(day) or _at(panel, cycle, i - zero) for i, day in enumerate(held[:zero])}
    return before | _from_the_first(panel, cycle, held[zero:])


def _from_the_first(panel: Panel, cycle: Cycle, held: Sequence[HeldDay]) -> dict[int, What]:
    found: dict[int, What] = {}
    count, had = 0, list[str | None]()
    for day in held:
        count += 1
        what = _own(day) or ((ACTION_REVIEW, None) if count >= cycle.length else (REVIEW, _next(panel, had)))
        found[day.planned] = what
        had.append(what[1])
        if what[0] == ACTION_REVIEW:
            count, had = 0, []
    return found


def _at(panel: Panel, cycle: Cycle, distance: int) -> What:
    """What a sitting so many before or after the first one is for, where nothing else is known."""
    place = distance % cycle.length
    if place == cycle.length - 1:
        return ACTION_REVIEW, None
    return REVIEW, panel.themes[place % len(panel.themes)].key if panel.themes else None


def _next(panel: Panel, had: Sequence[str | None]) -> str | None:
    """The first theme that had fewest sittings since the last action review."""
    return min((theme.key for theme in panel.themes), key=had.count, default=None)


def _own(day: HeldDay) -> What | None:
    return (day.kept.kind, day.kept.theme) if day.kept else None
