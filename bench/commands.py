"""How much CPU each command of the command line takes to start, beside loading pydantic alone and loading the bot.

    python -m bench.commands

Each is started in a process of its own, in interleaved rounds: loaded, its arguments read, and ended by `--help`.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
from pathlib import Path

from cli.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance-commands.md"
ROUNDS = 7
FLOOR = (
    "A command that needs no bot is to start in half a second of CPU. SQLAlchemy with its asynchronous side and",
    "pydantic are the floor of those that open a database, about 0.25 s. PostgreSQL's dialect is loaded where it is in",
    "use alone, and what a process loads is not searched for garbage. On a busy machine `minutes`, which brings Word's",
    "format, `events` and `journey-page` take a little more than half a second.",
)
BARE, PYDANTIC, BOT = "a bare interpreter", "loading pydantic alone", "serve"
STARTS: dict[str, list[str]] = {
    BARE: ["-c", ""],
    PYDANTIC: ["-c", "from pydantic import BaseModel"],
    **{name: ["app.py", *name.split(), "--help"] for name in (*COMMANDS, BOT)},
}


def cpu_ms(arguments: list[str]) -> float:
    """The CPU time, user's and system's, of one process from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def measure(rounds: int) -> dict[str, list[float]]:
    """Every start once a round, so that what else the machine does falls on all alike."""
    for arguments in STARTS.values():
        cpu_ms(arguments)  # compiles what is not compiled yet
    taken: dict[str, list[float]] = {name: [] for name in STARTS}
    for _ in range(rounds):
        for name, arguments in STARTS.items():
            taken[name].append(cpu_ms(arguments))
    return taken


def page(taken: dict[str, list[float]]) -> str:
    """The table; a ratio is taken within a round and its median told."""
    lines = [
        "# How commands start",
        "",
        f"Written by `python -m bench.commands`: {ROUNDS} interleaved rounds, CPython {platform.python_version()},",
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores at the end. A command is loaded, reads its",
        "arguments and ends. What is compared is CPU time; milliseconds depend on the machine, so only the",
        "ratios are claimed. Before commands loaded what they use, each of them took as long as `serve` takes.",
        "",
        "| command | to pydantic alone | of `serve` | CPU ms |",
        "|---|---|---|---|",
    ]
    for name, its in taken.items():
        to_pydantic = statistics.median(a / b for a, b in zip(its, taken[PYDANTIC], strict=True))
        of_serve = statistics.median(a / b for a, b in zip(its, taken[BOT], strict=True))
        lines.append(f"| {name} | {to_pydantic:.1f} | {of_serve:.0%} | {statistics.median(its):.0f} |")
    return "\n".join([*lines, "", *FLOOR]) + "\n"


def main() -> None:
    written = page(measure(ROUNDS))
    PAGE.write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
