"""`policy compare OLD NEW`: whose dates would move, on the caseload here or another."""

from __future__ import annotations

import argparse

from cli.caseload import open_caseload
from cli.clock import today
from cli.words import day, say
from permanence.policy import load
from permanence.policy_tools.compare_policies import comparison_text
from usecases.procedure.try_policy import compare_with


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", help="a name or a file")
    parser.add_argument("new", help="a name or a file")
    parser.add_argument("--as-of", type=day, help="the day to judge on; today when not given")
    parser.add_argument("--caseload", help="another database, a file or a postgresql:// address; nothing is written")


async def run(args: argparse.Namespace) -> None:
    old, new, as_of = load(args.old), load(args.new), args.as_of or today()
    async with open_caseload(args.caseload) as house:
        found = await compare_with(house, old, new, as_of)
    say(comparison_text(old, new, found.moved, found.children, as_of).rstrip())
