"""`sample`: a made-up caseload to play with, in the layout councils have: workbook, people and past events."""

from __future__ import annotations

import argparse
from pathlib import Path

from cli.clock import today
from cli.words import Trouble, count, day, say
from permanence.explain import counted, on_day
from records.sample import make_sample

MOST = 10_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, help="the folder to write the three files into")
    parser.add_argument(
        "--children", type=count(unit="child"), default=300, help="how many children; 300 when not given"
    )
    parser.add_argument("--seed", type=count(), default=1, help="the same seed makes the same children")
    parser.add_argument("--as-of", type=day, help="the day the extract is made out to be of; today when not given")


def run(args: argparse.Namespace) -> None:
    if not 1 <= args.children <= MOST:
        raise Trouble(f"--children must be from 1 to {MOST:,}; {args.children:,} was found.")
    as_of = args.as_of or today()
    sample = make_sample(args.children, args.seed, as_of)
    files = {"caseload.xlsx": sample.workbook, "people.csv": sample.people, "events.csv": sample.events}
    try:
        args.out.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (args.out / name).write_bytes(content)
    except OSError as trouble:
        raise Trouble(f"{args.out} cannot be written to: {(trouble.strerror or str(trouble)).lower()}.") from trouble
    children = counted(args.children, "child", "children")
    say(f"{children} as of {on_day(as_of)}, nobody real, in {args.out}: {', '.join(files)}.")
