"""The door of the command line: what was asked, run, and one sentence when it could not be done."""

from __future__ import annotations

import gc
import sys

if __name__ == "__main__":
    gc.disable()  # until the command is loaded: see `as_a_process`

from collections.abc import Coroutine

from cli.commands import COMMANDS, Command, parser_of
from cli.words import sentence_of
from permanence.refusals import Expected

OURS = (
    "bot",
    "cards",
    "cli",
    "permanence",
    "records",
    "rights_table",
    "scheduler",
    "serving",
    "settings",
    "storage",
    "tab",
    "usecases",
)
COMPOSED = {
    "doctor": Command("doctor", "Is all set right? Settings, database, sign-in, signing keys, channel and team"),
    "serve": Command("serving", "Serve the bot, the page and the clock"),
    "rights": Command("rights_table", "Who may do and see what, and by which button or command"),
}


def main(argv: list[str] | None = None) -> int:
    """Run one command: 0 when it went well, 2 with one sentence on standard error when it could not."""
    asked = sys.argv[1:] if argv is None else argv
    try:
        args = parser_of(asked, {**COMPOSED, **COMMANDS}).parse_args(asked)
        gc.enable()
        waiting = args.run(args)
        if waiting is not None:
            _run(waiting)
    except Expected as trouble:
        sys.stderr.write(f"{sentence_of(trouble)}\n")
        return 2
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] in OURS:
            raise
        cure = "say make setup, then .venv/bin/python app.py"
        sys.stderr.write(f"This Python, {sys.executable}, has no package {missing.name}; {cure}.\n")
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def _run(waiting: Coroutine[object, object, None]) -> None:
    """A command that waits for a database or the network; the others need no loop and do not load it."""
    import asyncio

    asyncio.run(waiting)


def as_a_process() -> int:
    """A process of its own: what is loaded stays to its end, so it is searched for garbage neither then nor before.

    That was a quarter of the time a command took to start.
    """
    try:
        return main()
    finally:
        gc.freeze()


if __name__ == "__main__":
    sys.exit(as_a_process())
