"""What a file says beside its clauses, read aloud: meetings, review dates, closed days, notice and reminders."""

from __future__ import annotations

from collections.abc import Iterator

from permanence.explain import EVENT_WORDS, on_day
from permanence.policy import Policy
from permanence.policy_file.people import Closure, Conflict
from permanence.policy_tools.aloud import listed
from permanence.rules.conditions import duration


def frame_aloud(policy: Policy) -> list[str]:
    """Each part under its heading; a part the file does not have is left out."""
    parts = (
        ("Meetings:", _meetings(policy)),
        ("Looked-after reviews not yet held are expected:", _reviews(policy)),
        ("Days the offices are closed, beside bank holidays:", map(_closed, policy.file.closure)),
        ("Days a panel does not sit:", _stand_downs(policy)),
        ("When a duty is due soon:", _notice(policy)),
        ("Reminders:", _reminders(policy)),
    )
    found: list[str] = []
    for heading, lines in parts:
        said = [f"    - {line}" for line in lines]
        found += [heading, *said, ""] if said else []
    return found


def conflict_aloud(conflict: Conflict) -> str:
    """What the document says in each place, what was chosen, and why."""
    state = "confirmed" if conflict.confirmed else "not yet confirmed"
    places = "; ".join(f'{said.place} says "{said.quote}"' for said in conflict.statements)
    return (
        f"The document contradicts itself. {conflict.question} {places}."
        f" Chosen: {conflict.choice} ({state}). {conflict.reason}"
    )


def _meetings(policy: Policy) -> Iterator[str]:
    for kind in policy.meetings:
        series = f"; several are called {kind.series}" if kind.series else ""
        yield f"{kind.title}, recorded as {EVENT_WORDS.get(kind.held, kind.held)}{series}."


def _reviews(policy: Policy) -> Iterator[str]:
    reviews = policy.file.reviews
    if reviews is not None:
        yield f"The first within {duration(reviews.first)} of entering care."
        yield f"The second within {duration(reviews.second)} of the first."
        yield f"Each later one within {duration(reviews.later)} of the one before."
        yield f"Source: {reviews.source}."


def _closed(closure: Closure) -> str:
    until = f" to {on_day(closure.end)}" if closure.end else ""
    return f"{closure.name}: {on_day(closure.start)}{until}."


def _stand_downs(policy: Policy) -> Iterator[str]:
    for panel in policy.panels:
        yield from (f"{panel.title}, {_closed(closure)}" for closure in panel.stand_downs)


def _notice(policy: Policy) -> Iterator[str]:
    notice = policy.notice
    yield f"From {_days(notice.days, 'day')} before its date."
    for what, days in notice.working_days.items():
        yield f"For {policy.what_words(what)}, from {_days(days, 'working day')} before."


def _reminders(policy: Policy) -> Iterator[str]:
    for step in policy.reminders:
        side = "before" if step.working_days < 0 else "after"
        when = f"{_days(abs(step.working_days), 'working day')} {side} the date" if step.working_days else "On the date"
        only = f", only for {listed((policy.what_words(what) for what in step.what), 'and')}" if step.what else ""
        yield f"{when}: the {policy.role_title(step.to)}{only}."


def _days(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
