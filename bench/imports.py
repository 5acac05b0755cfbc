"""What an import of a whole caseload costs, beside a plain read of the same file by pandas, in one run.

    python -m bench.imports --rounds 3             2,500 and 20,000 children
    python -m bench.imports --rounds 1 --england   82,000 as well

Every read is a process of its own, so that its CPU time and its greatest memory are its own. pandas is no part of the
product: it is brought into an environment of its own, once, below `.local/`.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from records.sample import make_sample

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "performance-imports.md"
PANDAS = ROOT / ".local" / "bench-pandas"
AS_OF = date(2026, 11, 20)
READ = "import sys, pandas; print(len(pandas.read_excel(sys.argv[1], sheet_name=None, engine='calamine', dtype=str)))"
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
its = resource.getrusage(resource.RUSAGE_CHILDREN)
print(its.ru_utime + its.ru_stime, its.ru_maxrss)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of one process, and its greatest memory in megabytes."""

    cpu: float
    memory: float


def cost_of(command: list[str], database: Path) -> Cost:
    """One process, measured by another that has no other child."""
    there = {**os.environ, "PERMANENCE_DATABASE_URL": f"sqlite:///{database}"}
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command], cwd=ROOT, env=there, capture_output=True, text=True, check=True
    )
    cpu, kilobytes = done.stdout.split()
    return Cost(float(cpu), int(kilobytes) / 1024)


def pandas_python() -> str:
    """The Python that has pandas; brings it the first time."""
    python = PANDAS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PANDAS)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "pandas", "python-calamine"], check=True)
    return str(python)


def measure(children: int, folder: Path, rounds: int) -> dict[str, list[Cost]]:
    """A plain read, the preview of a first import, the import, and the preview of the same file again."""
    file = folder / f"{children}.xlsx"
    file.write_bytes(make_sample(children, 1, AS_OF).workbook)
    app = [sys.executable, "app.py", "import", str(file), "--as-of", AS_OF.isoformat()]
    taken: dict[str, list[Cost]] = {"pandas": [], "preview": [], "import": [], "again": []}
    for number in range(rounds):
        database = folder / f"{children}-{number}.db"
        taken["pandas"].append(cost_of([pandas_python(), "-c", READ, str(file)], database))
        taken["preview"].append(cost_of(app, database))
        taken["import"].append(cost_of([*app, "--confirm"], database))
        taken["again"].append(cost_of(app, database))
    return taken


def page(found: dict[int, dict[str, list[Cost]]], rounds: int) -> str:
    """The table; a ratio is taken within a round, and its median told."""
    asked = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    lines = [
        "# What an import costs",
        "",
        f"Written by `python -m bench.imports` on {datetime.now(UTC):%d %B %Y} at {commit}, rounds {rounds},",
        f"CPython {platform.python_version()}, {os.cpu_count()} cores. The file is Annex A of a made-up council;",
        "the database is SQLite. What is compared is CPU time of whole processes; seconds depend on the machine, so",
        "only the ratios are claimed.",
        "",
        "| children | what | CPU seconds | to the plain read | greatest memory, MB |",
        "|---|---|---|---|---|",
    ]
    words = {
        "pandas": "a plain read by pandas",
        "preview": "preview of the first import",
        "import": "the first import",
        "again": "preview of the same file again",
    }
    for children, taken in found.items():
        for what, its in taken.items():
            ratio = statistics.median(a.cpu / b.cpu for a, b in zip(its, taken["pandas"], strict=True))
            cpu, memory = statistics.median(c.cpu for c in its), max(c.memory for c in its)
            lines.append(f"| {children:,} | {words[what]} | {cpu:.1f} | {ratio:.1f} | {memory:.0f} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--england", action="store_true")
    args = parser.parse_args()
    sizes = (2_500, 20_000, *((82_000,) if args.england else ()))
    with tempfile.TemporaryDirectory() as folder:
        found = {children: measure(children, Path(folder), args.rounds) for children in sizes}
    written = page(found, args.rounds)
    PAGE.write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
