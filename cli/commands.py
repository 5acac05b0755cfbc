"""The table of commands: what can be asked at the command line, and the module that answers."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from cli import (
    due,
    failed,
    import_caseload,
    import_events,
    import_people,
    journey_page,
    minutes,
    policy,
    sample,
    sittings,
    timeline,
    tracker,
)

Run = Callable[[argparse.Namespace], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A command of the command line: its arguments, what it runs, and one line of help."""

    arguments: Callable[[argparse.ArgumentParser], None]
    run: Run
    usage: str


COMMANDS: dict[str, Asked] = {
    "import": Asked(import_caseload.arguments, import_caseload.run, "Import a caseload: a preview, or with --confirm"),
    "people": Asked(import_people.arguments, import_people.run, "Import the people file: who may do what"),
    "events": Asked(import_events.arguments, import_events.run, "Import past events, such as panels already held"),
    "sample": Asked(sample.arguments, sample.run, "Make up a caseload to play with"),
    "due": Asked(due.due_arguments, due.run_due, "Whom the panel or a meeting must see, most overdue first"),
    "child": Asked(due.child_arguments, due.run_child, "Where a child stands"),
    "why": Asked(due.child_arguments, due.run_why, "Why a child is due, in the procedure's words"),
    "tracker": Asked(tracker.arguments, tracker.run, "The tracking sheet: every child and every action, as a workbook"),
    "minutes": Asked(minutes.arguments, minutes.run, "The minutes of a sitting, and a copy for each child, for Word"),
    "journey-page": Asked(journey_page.arguments, journey_page.run, "A child's timeline as one page to read or print"),
    "timeline": Asked(timeline.arguments, timeline.run, "What a policy asks for one journey, as JSON"),
    "sittings": Asked(sittings.arguments, sittings.run, "When the panels of a policy sit, as JSON"),
    "policy": Asked(policy.arguments, policy.run, "Check, explain, compare or try a policy file"),
    "failed": Asked(failed.arguments, failed.run, "What could not be delivered, and sending it again"),
}
