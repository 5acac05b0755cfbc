"""What a file says beside its clauses, read aloud: itself, its words, meetings, reviews, closures and reminders."""

from __future__ import annotations

from collections.abc import Iterator

from permanence.explain import EVENT_WORDS
from permanence.policy import Policy
from permanence.policy_tools.aloud import closed, listed
from permanence.policy_tools.sentence import Sentence
from permanence.rules.conditions import duration


def about_the_file(policy: Policy) -> Sentence:
    """What the procedure is called, whose it is, and what it builds on."""
    law = policy.file.builds_on
    return Sentence(
        "the file",
        policy.name,
        (
            f"{policy.title} ({policy.name})",
            policy.authority,
            policy.document,
            f"version {policy.version}",
            f"what is agreed is recorded in {policy.record_system}",
            *([f"it builds on the law {law}"] if law else []),
        ),
    )


def kinds(policy: Policy) -> Iterator[Sentence]:
    for kind, words in policy.file.kinds.items():
        yield Sentence("kinds", kind, (f"{words} ({kind})",))


def milestones(policy: Policy) -> Iterator[Sentence]:
    for name, words in policy.milestones.items():
        yield Sentence("milestones", name, (f"{words} ({name})",))


def meetings(policy: Policy) -> Iterator[Sentence]:
    for kind in policy.meetings:
        series = f"; several are called {kind.series}" if kind.series else ""
        named = f"{kind.title} ({policy.what_words(kind.kind)})"
        yield Sentence("meeting", kind.kind, (f"{named}, recorded as {EVENT_WORDS.get(kind.held, kind.held)}{series}",))


def reviews(policy: Policy) -> Iterator[Sentence]:
    found = policy.file.reviews
    if found is not None:
        yield Sentence("reviews", "first", (f"The first within {duration(found.first)} of entering care",))
        yield Sentence("reviews", "second", (f"The second within {duration(found.second)} of the first",))
        yield Sentence("reviews", "later", (f"Each later one within {duration(found.later)} of the one before",))
        yield Sentence("reviews", "source", (f"Source: {found.source}",))


def closures(policy: Policy) -> Iterator[Sentence]:
    for closure in policy.closures:
        yield Sentence("closure", closure.name, (closed(closure),))


def notice(policy: Policy) -> Iterator[Sentence]:
    found = policy.notice
    yield Sentence("notice", "days", (f"From {_days(found.days, 'day')} before its date",))
    for what, days in found.working_days.items():
        said = f"For {policy.what_words(what)}, from {_days(days, 'working day')} before"
        yield Sentence("notice", policy.what_words(what), (said,))


def reminders(policy: Policy) -> Iterator[Sentence]:
    for step in policy.reminders:
        side = "before" if step.working_days < 0 else "after"
        when = f"{_days(abs(step.working_days), 'working day')} {side} the date" if step.working_days else "On the date"
        only = f", only for {listed((policy.what_words(what) for what in step.what), 'and')}" if step.what else ""
        again = f", then every {_days(step.every, 'working day')} until it is done" if step.every else ""
        yield Sentence("reminder", when, (f"{when}: the {policy.role_title(step.to)}{only}{again}",))


def settings(policy: Policy) -> Iterator[Sentence]:
    for setting in policy.settings:
        yield Sentence("setting", setting.path, (setting.says, f"({setting.path})"))


def _days(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
