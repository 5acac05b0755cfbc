"""`import FILE [FILE ...]`: what a council's extracts change and, with --confirm, the change."""

from __future__ import annotations

import argparse
from pathlib import Path

from cli.clock import now, today
from cli.house import open_house
from cli.words import Trouble, count, day, read_file, say
from records.lists.annex_a import day as in_words
from records.previews.handed_in import NamedFile
from records.previews.preview_text import preview_text
from settings import read_settings
from usecases.imports.import_caseload import ImportCaseload, import_caseload
from usecases.operator import press_at_command_line


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="Annex A (a workbook, or its lists as CSV) and tables of SSDA903 returns, any mix in any order",
    )
    parser.add_argument("--as-of", type=day, help="the day the extract was made; today when not given")
    parser.add_argument("--mapping", type=Path, help="the council's own spellings (.toml), on top of the known ones")
    parser.add_argument(
        "--lines", type=count(1, "line"), default=20, help="how many lines of each list to show; 20 when not given"
    )
    parser.add_argument("--confirm", action="store_true", help="write the changes shown")


async def run(args: argparse.Namespace) -> None:
    as_of = args.as_of or today()
    if as_of > today():
        raise Trouble(
            f"An extract cannot be of a day to come: {in_words(as_of)} is after today, {in_words(today())}; "
            "give the day it was made."
        )
    first, *others = [NamedFile(path.name, read_file(path)) for path in args.files]
    command = ImportCaseload(
        data=first.data,
        filename=first.name,
        as_of=as_of,
        press=press_at_command_line(now()),
        mapping=read_file(args.mapping) if args.mapping else b"",
        mapping_name=args.mapping.name if args.mapping else "",
        confirm=args.confirm,
        others=tuple(others),
    )
    async with open_house(read_settings()) as house:
        done = await import_caseload(house, command)
    told = preview_text(done.preview, args.lines).rstrip()
    if done.number is None:
        say(told)
    else:
        # The preview's last paragraph says what --confirm would do, and that is done now.
        say(told.rpartition("\n\n")[0])
        say(f"\nWritten as import {done.number}.")
