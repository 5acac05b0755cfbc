"""`events FILE`: the panels and meetings held before, and with --confirm their being added."""

from __future__ import annotations

import argparse
from pathlib import Path

from cli.clock import now
from cli.house import open_house
from cli.words import read_file, say
from permanence.explain import counted
from records.lists.annex_a import day as in_words
from settings import read_settings
from usecases.imports.import_events import ImportEvents, import_events
from usecases.operator import press_at_command_line


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a CSV or workbook with Child, On, Type, Fields")
    parser.add_argument("--confirm", action="store_true", help="write the events shown")


async def run(args: argparse.Namespace) -> None:
    press = press_at_command_line(now())
    command = ImportEvents(read_file(args.file), args.file.name, press, args.confirm)
    async with open_house(read_settings()) as house:
        done = await import_events(house, command)
    found = done.preview
    added = sum(len(events) for events in found.add.values())
    events, children = counted(added, "new event", "new events"), counted(len(found.add), "child", "children")
    say(f"{events} of {children}, {found.known:,} known already, {len(found.problems):,} refused")
    if found.siblings:
        say(f"{counted(len(found.siblings), 'child', 'children')} with siblings who were not kept before")
    for child, on in found.leaving:
        say(f"  {child}: care ends on {in_words(on)} by this file, so nothing is due from that day")
    for problem in found.problems:
        say(f"  line {problem.line}: {problem.sentence}")
    if done.number is not None:
        say(f"Written as import {done.number}.")
    elif not found.add and not found.siblings:
        say("Nothing to write: every event that can be read is known already.")
    else:
        say("Nothing is written yet: run the same command with --confirm to write this.")
