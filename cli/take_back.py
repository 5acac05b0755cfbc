"""`take-back NUMBER --because REASON`: what taking an import back would do and, with --confirm, the doing."""

from __future__ import annotations

import argparse

from cli.clock import now
from cli.house import open_house
from cli.words import count, say
from permanence.explain import counted
from settings import read_settings
from usecases.imports.take_back_import import ImportTakenBack, TakeBackImport, take_back_import
from usecases.operator import press_at_command_line


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=count(1), metavar="NUMBER", help="the import; imports lists them")
    parser.add_argument("--because", required=True, metavar="REASON", help="why; kept in the history")
    parser.add_argument("--confirm", action="store_true", help="take it back")


async def run(args: argparse.Namespace) -> None:
    command = TakeBackImport(args.number, args.because, press_at_command_line(now()), args.confirm)
    async with open_house(read_settings()) as house:
        done = await take_back_import(house, command)
    for line in _told(done):
        say(line)
    if args.confirm:
        say(f"Import {done.its.id} is taken back.")
    else:
        say("Nothing is written yet: run the same command with --confirm to take it back.")


def _told(done: ImportTakenBack) -> list[str]:
    return [
        f"Import {done.its.id}: {done.its.file_name}",
        f"  {counted(done.leaving, 'child it brought goes', 'children it brought go')} out of every list",
        f"  {counted(done.restored, 'child is as it was', 'children are as they were')} before it",
        f"  {counted(done.withdrawn, 'dated event it brought is', 'dated events it brought are')} withdrawn",
        f"  {counted(done.returned, 'dated event it withdrew is', 'dated events it withdrew are')} on record again",
    ]
