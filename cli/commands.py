"""The table of commands: what can be asked at the command line, and the module to load when it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from cli.words import OneSentence
from permanence.people import rights
from permanence.people.rights import Right


@dataclass(frozen=True, slots=True)
class Command:
    """A command: one line of help, and the module that has its `arguments` and what it does, its `run`.

    Who reaches the command line may what an administrator may; `right` is none where a command opens no record.
    """

    module: str
    usage: str
    right: Right | None = None


COMMANDS: dict[str, Command] = {
    "import": Command("cli.import_caseload", "Import a caseload: a preview, or with --confirm", rights.IMPORT),
    "people": Command("cli.import_people", "Import the people file: who may do what", rights.IMPORT_PEOPLE),
    "events": Command("cli.import_events", "Import past events, such as panels already held", rights.IMPORT),
    "imports": Command("cli.imports", "The imports that were written, the newest first", rights.SEE_IMPORTS),
    "take-back": Command(
        "cli.take_back", "Take an import back whole: a preview, or with --confirm", rights.TAKE_BACK_IMPORT
    ),
    "go-live": Command("cli.go_live", "From which day the record counts as whole; a date sets it", rights.GO_LIVE),
    "sample": Command("cli.sample", "Make up a caseload to play with"),
    "due": Command("cli.due", "Whom the panel or a meeting must see, most overdue first", rights.SEE_CHILDREN),
    "child": Command("cli.child", "Where a child stands", rights.SEE_CHILDREN),
    "why": Command("cli.why", "Why a child is due, in the procedure's words", rights.SEE_CHILDREN),
    "tracker": Command(
        "cli.tracker", "The tracking sheet: every child and every action, as a workbook", rights.SEE_CHILDREN
    ),
    "minutes": Command(
        "cli.minutes", "The minutes of a sitting, and a copy for each child, for Word", rights.SEE_CHILDREN
    ),
    "journey-page": Command("cli.journey_page", "A child's timeline as one page to read or print", rights.SEE_CHILDREN),
    "timeline": Command("cli.timeline", "What a policy asks for one journey, as JSON"),
    "sittings": Command("cli.sittings", "When the panels of a policy sit, as JSON"),
    "attendance": Command("cli.attendance", "Who chairs, who is invited and which seats a child calls for, as JSON"),
    "policy begin": Command("cli.policy.begin", "Write a first policy file, from the guide's questions"),
    "policy check": Command("cli.policy.check", "Is this policy file right?"),
    "policy explain": Command("cli.policy.explain", "A policy in plain English, clause by clause"),
    "policy compare": Command(
        "cli.policy.compare", "Whose dates would move, on the caseload here", rights.SEE_CHILDREN
    ),
    "policy what-if": Command(
        "cli.policy.what_if", "How many meetings a week under another policy", rights.SEE_CHILDREN
    ),
    "policy schema": Command("cli.policy.schema", "The JSON Schema of a policy file, for editors"),
    "failed": Command(
        "cli.failed", "What could not be delivered; one is sent again, found there or given up", rights.SEND_AGAIN
    ),
}
GROUPS = {"policy": "Begin, check, explain, compare or try a policy file"}  # commands whose second word says what


def parser_of(asked: Sequence[str], commands: Mapping[str, Command]) -> OneSentence:
    """A parser that knows every command by name, and of the one asked for its arguments; no other is loaded."""
    whole = OneSentence(prog="app.py", description="Permanence: the panel, its actions and its reminders, in Teams.")
    its = whole.add_subparsers(title="commands", required=True, metavar="COMMAND", parser_class=OneSentence)
    groups = {"": its}
    for name, command in commands.items():
        group, _, word = name.rpartition(" ")
        if group not in groups:
            parent = its.add_parser(group, help=GROUPS[group], description=GROUPS[group])
            groups[group] = parent.add_subparsers(required=True, metavar="WHAT")
        its_own = groups[group].add_parser(word, help=command.usage, description=command.usage)
        words = name.split()
        if list(asked[: len(words)]) == words:
            answering = import_module(command.module)
            answering.arguments(its_own)
            its_own.set_defaults(run=answering.run)
    return whole
