"""`tracker`: the tracking sheet as a workbook, one row a child and one row an action."""

from __future__ import annotations

import argparse
from pathlib import Path

from cli.clock import today
from cli.house import open_house
from cli.words import day, say, write_file
from permanence.explain import counted, on_day
from records.documents.tracking_sheet import tracking_sheet
from settings import read_settings
from usecases.documents.make_tracking_sheet import TrackerAsked, make_tracking_sheet
from usecases.operator import OPERATOR


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, help="the workbook to write (.xlsx)")
    parser.add_argument("--as-of", type=day, help="the day it is as of; today when not given")


async def run(args: argparse.Namespace) -> None:
    as_of = args.as_of or today()
    async with open_house(read_settings()) as house:
        tracking = await make_tracking_sheet(house, TrackerAsked(OPERATOR, as_of))
    write_file(args.out, tracking_sheet(tracking))
    children = counted(len(tracking.children), "child", "children")
    actions = counted(len(tracking.actions), "action", "actions")
    say(f"{children} and {actions} are in {args.out}, as of {on_day(as_of)}.")
