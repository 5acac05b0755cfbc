"""`failed`: what could not be delivered for good, or may or may not have been; one is sent again or closed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from cards.parts import moment
from cli.clock import now
from cli.house import open_house
from cli.words import Trouble, count, say
from settings import read_settings
from storage import outbox
from usecases.house import House
from usecases.operator import press_at_command_line
from usecases.setup.close_failed import CloseFailed, close_failed
from usecases.setup.send_again import SendAgain, send_again

MOST = 200
WITH_A_REASON = "A row is given up with a reason: failed --give-up ROW --because REASON."
NOT_THERE = "Row {} failed, so it is not there; send it again, or give it up: failed --give-up {} --because REASON."
STATES = {"failed": "failed", "unknown": "may or may not have been posted,"}


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--again", type=count(1), metavar="ROW", help="send this row again")
    what.add_argument("--there", type=count(1), metavar="ROW", help="this row may have been posted, and it is there")
    what.add_argument("--give-up", type=count(1), metavar="ROW", help="leave this row unsent, with --because")
    parser.add_argument("--because", default="", metavar="REASON", help="why it is given up; kept in the history")


async def run(args: argparse.Namespace) -> None:
    because = " ".join(args.because.split())
    if (args.give_up is not None) != bool(because):
        raise Trouble(WITH_A_REASON)
    async with open_house(read_settings()) as house:
        async with house.store.read() as work:
            rows = await outbox.troubled(work, MOST)
        row = next((given for given in (args.again, args.there, args.give_up) if given is not None), None)
        if row is None:
            _list(rows)
        else:
            await _settle(house, args, because, row, {one.id: one.state for one in rows})


async def _settle(house: House, args: argparse.Namespace, because: str, row: int, states: dict[int, str]) -> None:
    if row not in states:
        raise Trouble(f"Row {row} is not among what failed; say failed alone to see what is.")
    if args.there is not None and states[row] == "failed":
        raise Trouble(NOT_THERE.format(row, row))
    press = press_at_command_line(now())
    if args.again is not None:
        say((await send_again(house, SendAgain(row, press))).line)
    else:
        say((await close_failed(house, CloseFailed(row, press, because))).line)


def _list(rows: Sequence[Any]) -> None:
    for row in rows:
        since = moment(row.finished_at)
        say(f"row {row.id}: {row.kind} {row.subject_id}, {STATES[row.state]} since {since}: {row.note}")
    if not rows:
        say("Nothing failed.")
