"""`policy check | explain | compare | what-if | schema`: what a policy officer asks of a policy file."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from cli.house import open_house, today
from cli.words import Trouble, day, say
from permanence.policy import load
from permanence.policy_tools.check_policy import check_policy
from permanence.policy_tools.compare_policies import comparison_text
from permanence.policy_tools.explain_policy import explain_policy
from permanence.policy_tools.schema import policy_schema
from permanence.policy_tools.what_if import what_if_chart, what_if_text
from settings import read_settings
from storage.store import Store
from usecases.house import House
from usecases.procedure.try_policy import compare_with, what_if

MOST_WEEKS = 52


def arguments(parser: argparse.ArgumentParser) -> None:
    its = parser.add_subparsers(required=True, metavar="WHAT", dest="what")
    check = its.add_parser("check", help="Is this policy file right?")
    check.add_argument("file", type=Path)
    explain = its.add_parser("explain", help="A policy in plain English, clause by clause")
    explain.add_argument("policy", nargs="?", help="a name or a file; the one in force when not given")
    compare = its.add_parser("compare", help="Whose dates would move, on the caseload here")
    compare.add_argument("old", help="a name or a file")
    compare.add_argument("new", help="a name or a file")
    compare.add_argument("--as-of", type=day, help="the day to judge on; today when not given")
    compare.add_argument("--caseload", help="another database, a file or a postgresql:// address; nothing is written")
    trial = its.add_parser("what-if", help="How many meetings a week under another policy, on the caseload here")
    trial.add_argument("policy", help="a name or a file")
    trial.add_argument("--weeks", type=int, default=12, help="how many weeks ahead")
    trial.add_argument("--as-of", type=day, help="the day to judge on; today when not given")
    trial.add_argument("--caseload", help="another database, a file or a postgresql:// address; nothing is written")
    trial.add_argument("--chart", type=Path, help="also write a chart here (.svg)")
    its.add_parser("schema", help="The JSON Schema of a policy file, for editors")


async def run(args: argparse.Namespace) -> None:
    match args.what:
        case "check":
            found = check_policy(args.file)
            if not found.valid:
                raise Trouble(found.report)
            say(found.report.rstrip())
        case "explain":
            say(explain_policy(load(args.policy or read_settings().policy)).rstrip())
        case "compare":
            await _compare(args)
        case "what-if":
            await _what_if(args)
        case "schema":
            say(policy_schema().rstrip())


async def _compare(args: argparse.Namespace) -> None:
    old, new, as_of = load(args.old), load(args.new), args.as_of or today()
    async with _caseload(args.caseload) as house:
        found = await compare_with(house, old, new, as_of)
    say(comparison_text(old, new, found.moved, found.children, as_of).rstrip())


async def _what_if(args: argparse.Namespace) -> None:
    if not 1 <= args.weeks <= MOST_WEEKS:
        raise Trouble(f"--weeks must be from 1 to {MOST_WEEKS}; {args.weeks} was found.")
    other = load(args.policy)
    async with _caseload(args.caseload) as house:
        now, then = await what_if(house, other, args.as_of or today(), args.weeks)
    say(what_if_text(now, then).rstrip())
    if args.chart:
        try:
            args.chart.write_text(what_if_chart(now, then), encoding="utf-8")
        except OSError as trouble:
            raise Trouble(f"{args.chart} cannot be written: {(trouble.strerror or str(trouble)).lower()}.") from trouble


@asynccontextmanager
async def _caseload(database: str | None) -> AsyncIterator[House]:
    """The house of the settings, or the same procedure on another database, which is read as it lies there."""
    settings = read_settings()
    if database is None:
        async with open_house(settings) as house:
            yield house
        return
    store = Store(_address(database))
    try:
        yield House(store, load(settings.policy))
    finally:
        await store.close()


def _address(database: str) -> str:
    if "://" in database:
        return database
    if not Path(database).is_file():
        raise Trouble(f"There is no database {database}; name its file, or an address that begins postgresql://.")
    return f"sqlite:///{database}"
