"""`minutes`: a sitting's summary and a copy for each child's record, as Word documents."""

from __future__ import annotations

import argparse
from pathlib import Path

from cli.house import open_house, today
from cli.words import day, read_file, say, write_file
from records.letterhead import Template
from records.minutes import minutes_document
from settings import read_settings
from usecases.make_minutes import MinutesAsked, make_minutes
from usecases.operator import OPERATOR


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sitting", required=True, type=day, help="the day of the sitting")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write the documents into")
    parser.add_argument("--template", type=Path, help="the council's own document (.docx), see docs/minutes.md")


async def run(args: argparse.Namespace) -> None:
    template = Template(read_file(args.template), args.template.name) if args.template else None
    async with open_house(read_settings()) as house:
        made = await make_minutes(house, MinutesAsked(OPERATOR, args.sitting, today()))
    for filed in made:
        write_file(args.out / f"{filed.stem}.docx", minutes_document(filed.minutes, template))
    say(f"{len(made)} documents are in {args.out}: {', '.join(filed.stem for filed in made)}.")
