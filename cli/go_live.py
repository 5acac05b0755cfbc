"""`go-live [DATE]`: from which day the record counts as whole, and clocks that nobody kept start; a date sets it."""

from __future__ import annotations

import argparse

from cli.clock import now
from cli.house import open_house
from cli.words import day, say
from settings import read_settings
from usecases.operator import press_at_command_line
from usecases.setup.go_live import GoLive, go_live


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("day", type=day, nargs="?", metavar="DATE", help="the day to set; told when not given")


async def run(args: argparse.Namespace) -> None:
    async with open_house(read_settings()) as house:
        say(await go_live(house, GoLive(args.day, press_at_command_line(now()))))
