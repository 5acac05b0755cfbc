"""`journey-page REF`: a child's timeline as one page to read or print: dates due, who was told, what was done."""

from __future__ import annotations

import argparse
from pathlib import Path

from cli.clock import today
from cli.house import open_house
from cli.words import day, say, write_file
from permanence.explain import on_day
from records.documents.journey_page import journey_page
from settings import read_settings
from usecases.documents.make_journey_page import JourneyAsked, make_journey_page
from usecases.operator import OPERATOR


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("child", help="the child's reference")
    parser.add_argument("--out", type=Path, required=True, help="the page to write (.html)")
    parser.add_argument("--as-of", type=day, help="the day it is as of; today when not given")


async def run(args: argparse.Namespace) -> None:
    as_of = args.as_of or today()
    async with open_house(read_settings()) as house:
        page = await make_journey_page(house, JourneyAsked(OPERATOR, args.child, as_of))
    write_file(args.out, journey_page(page).encode())
    say(f"The timeline of {page.label} is in {args.out}, as of {on_day(as_of)}.")
