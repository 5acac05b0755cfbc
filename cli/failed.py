"""`failed`: what could not be delivered for good, or may or may not have been, and sending one of them again."""

from __future__ import annotations

import argparse

from cards.parts import moment
from cli.clock import now
from cli.house import open_house
from cli.words import Trouble, count, say
from settings import read_settings
from storage import outbox

MOST = 200


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--again", type=count(1), metavar="ROW", help="send this row again")


async def run(args: argparse.Namespace) -> None:
    async with open_house(read_settings()) as house:
        if args.again is not None:
            async with house.store.change() as work:
                if not await outbox.redrive(work, args.again, now()):
                    raise Trouble(f"Row {args.again} is not among what failed; say failed alone to see what is.")
            say(f"Row {args.again} will be sent again.")
            return
        async with house.store.read() as work:
            rows = await outbox.troubled(work, MOST)
    for row in rows:
        say(f"row {row.id}: {row.kind} {row.subject_id}, {row.state} since {moment(row.finished_at)}: {row.note}")
    if not rows:
        say("Nothing failed.")
