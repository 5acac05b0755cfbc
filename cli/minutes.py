"""`minutes`: a sitting's summary with a copy for each child, or a child's running record, as Word documents."""

from __future__ import annotations

import argparse
from pathlib import Path

from cli.clock import today
from cli.house import open_house
from cli.words import day, read_file, say, write_file
from permanence.meetings.meeting import FINAL, PPM
from records.documents.letterhead import Template
from records.documents.minutes import minutes_document
from settings import read_settings
from usecases.documents.make_meeting_record import make_meeting_record
from usecases.documents.make_minutes import Filed, MinutesAsked, make_minutes
from usecases.house import House
from usecases.meetings.child_meeting import About
from usecases.meetings.show_meeting import MeetingAsked
from usecases.operator import OPERATOR


def arguments(parser: argparse.ArgumentParser) -> None:
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--sitting", type=day, help="the day of the sitting")
    whose.add_argument("--child", help="the child whose planning meeting it is, by reference")
    parser.add_argument("--kind", choices=(PPM, FINAL), default=PPM, help="which of the child's meetings")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write the documents into")
    parser.add_argument("--template", type=Path, help="the council's own document (.docx), see docs/minutes.md")


async def run(args: argparse.Namespace) -> None:
    template = Template(read_file(args.template), args.template.name) if args.template else None
    async with open_house(read_settings()) as house:
        made = await _made(house, args)
    for filed in made:
        write_file(args.out / f"{filed.stem}.docx", minutes_document(filed.minutes, template))
    count = "1 document is" if len(made) == 1 else f"{len(made)} documents are"
    say(f"{count} in {args.out}: {', '.join(filed.stem for filed in made)}.")


async def _made(house: House, args: argparse.Namespace) -> tuple[Filed, ...]:
    if args.sitting:
        return await make_minutes(house, MinutesAsked(OPERATOR, args.sitting, today()))
    about = About(child=args.child, kind=args.kind)
    return (await make_meeting_record(house, MeetingAsked(OPERATOR, about, today())),)
