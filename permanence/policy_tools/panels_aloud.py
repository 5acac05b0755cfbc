"""The panels of a policy file read aloud: when each sits, how much it can take, what it looks at in turn."""

from __future__ import annotations

from collections.abc import Iterator

from permanence.explain import counted, on_day, ordinal
from permanence.policy import Policy
from permanence.policy_file.people import Panel
from permanence.policy_tools.aloud import closed, condition_aloud, listed
from permanence.policy_tools.sentence import Sentence
from permanence.rules.conditions import duration

DAY_OFF = {
    "no_sitting": "no sitting when that is a day off",
    "next_working_day": "on the next working day when that is a day off",
    "previous_working_day": "on the working day before when that is a day off",
}


def panels(policy: Policy) -> Iterator[Sentence]:
    """Each panel, its referrals, its cycle and its themes, each on its own clause."""
    for panel in policy.panels:
        yield Sentence("panel", panel.title, tuple(_sits(panel)), panel.clause)
        if panel.refer:
            said = f"Referrals to {panel.title} are in {counted(panel.refer.working_days, 'working day')} before"
            yield Sentence("panel", f"{panel.title}, referrals", (said,), panel.refer.clause)
        if panel.cycle:
            said = f"Every {ordinal(panel.cycle.length)} sitting of {panel.title} reviews the outstanding actions, "
            said += f"counted from {on_day(panel.cycle.counted_from)}"
            yield Sentence("panel", f"{panel.title}, action reviews", (said,), panel.cycle.clause)
        for place, theme in enumerate(panel.themes, start=1):
            when = f", when {condition_aloud(theme.when, policy)}" if theme.when else ""
            said = f"The {ordinal(place)} theme of {panel.title}: {theme.title} ({theme.key}){when}"
            yield Sentence("theme", f"{theme.title} of {panel.title}", (said,), theme.clause)


def stand_downs(policy: Policy) -> Iterator[Sentence]:
    for panel in policy.panels:
        for closure in panel.stand_downs:
            said = f"{panel.title}, {closed(closure)}"
            yield Sentence("stand_down", f"{panel.title}, {closure.name}", (said,))


def _sits(panel: Panel) -> Iterator[str]:
    yield f"{panel.title} sits {_rhythm(panel)}, {panel.start:%H:%M} to {panel.end:%H:%M}"
    yield f"at most {counted(panel.capacity, 'child', 'children')}, {counted(panel.slot_minutes, 'minute')} each"
    if panel.answer_working_days:
        yield f"an invitation is answered and prepared for {counted(panel.answer_working_days, 'working day')} before"
    yield DAY_OFF[panel.on_day_off]
    if panel.counted_from:
        yield f"counted from the sitting of {on_day(panel.counted_from)}"
    if panel.held_from:
        yield f"from {on_day(panel.held_from)} on"
    if panel.held_until:
        yield f"no longer from {on_day(panel.held_until)} on"
    yield f"({panel.name})"


def _rhythm(panel: Panel) -> str:
    """On what days a panel sits, as a phrase."""
    by_date = []
    if panel.also:
        besides = "also " if panel.day or panel.follows else ""
        by_date.append(f"{besides}on {listed(map(on_day, panel.also), 'and')}")
    by_date += [f"on {on_day(one.end)} instead of {on_day(one.start)}" for one in panel.moved]
    return ", ".join([*_regularly(panel), *by_date])


def _regularly(panel: Panel) -> list[str]:
    if panel.follows is not None:
        how_long = f"{duration(panel.follows.after)} after" if panel.follows.after else "straight after"
        return [f"{how_long} each sitting of {panel.follows.panel}"]
    if not panel.day:
        return []
    if panel.nth_of_month:
        which = listed(("last" if n == -1 else ordinal(n) for n in panel.nth_of_month), "and")
        return [f"on the {which} {listed((day.capitalize() for day in panel.day), 'and')} of the month"]
    days = listed((f"{day.capitalize()}s" for day in panel.day), "and")
    return [f"on {days}" if panel.every_weeks == 1 else f"on {days}, every {panel.every_weeks} weeks"]
