"""`imports`: the imports that were written, the newest first."""

from __future__ import annotations

import argparse

from cards.parts import moment
from cli.clock import now
from cli.house import open_house
from cli.words import say
from records.lists.annex_a import day
from settings import read_settings
from usecases.imports.list_imports import ImportLine, list_imports
from usecases.operator import press_at_command_line


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: all imports are listed."""


async def run(args: argparse.Namespace) -> None:
    async with open_house(read_settings()) as house:
        found = await list_imports(house, press_at_command_line(now()))
    for line in found:
        say(_told(line))
    if not found:
        say("Nothing was imported yet.")


def _told(line: ImportLine) -> str:
    its = line.its
    as_of = f", as of {day(its.as_of)}" if its.as_of else ""
    gone = f"; taken back {moment(its.taken_back_at)}: {its.taken_back_because}" if its.taken_back_at else ""
    return f"import {its.id}: {its.kind}, {its.file_name}{as_of}, written {moment(its.at)} by {line.by}{gone}"
