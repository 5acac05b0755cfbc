"""`policy what-if POLICY`: how many meetings a week under another policy, on the caseload here or another."""

from __future__ import annotations

import argparse
from pathlib import Path

from cli.caseload import open_caseload
from cli.clock import today
from cli.words import Trouble, count, day, say, write_file
from permanence.policy import load
from permanence.policy_tools.what_if import what_if_chart, what_if_text
from usecases.procedure.try_policy import what_if

MOST_WEEKS = 52


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("policy", help="a name or a file")
    parser.add_argument("--weeks", type=count(unit="week"), default=12, help="how many weeks ahead")
    parser.add_argument("--as-of", type=day, help="the day to judge on; today when not given")
    parser.add_argument("--caseload", help="another database, a file or a postgresql:// address; nothing is written")
    parser.add_argument("--chart", type=Path, help="also write a chart here (.svg)")


async def run(args: argparse.Namespace) -> None:
    if not 1 <= args.weeks <= MOST_WEEKS:
        raise Trouble(f"--weeks must be from 1 to {MOST_WEEKS}; {args.weeks} was found.")
    other = load(args.policy)
    async with open_caseload(args.caseload) as house:
        now, then = await what_if(house, other, args.as_of or today(), args.weeks)
    say(what_if_text(now, then).rstrip())
    if args.chart:
        write_file(args.chart, what_if_chart(now, then).encode())
