"""`due`: whom the panel or a meeting must see, as the bot answers to the same word, as text."""

from __future__ import annotations

import argparse

from cards.children import due
from cli.card_words import card_words
from cli.clock import today
from cli.house import open_house
from cli.words import count, say
from settings import read_settings
from usecases.children.who_is_due import DueAsked, who_is_due
from usecases.operator import OPERATOR


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("whose", nargs="*", help="a team or a team manager; every team when not given")
    parser.add_argument("--start", type=count(), default=0, help="how many of the list to leave out")


async def run(args: argparse.Namespace) -> None:
    asked = DueAsked(OPERATOR, today(), words=" ".join(args.whose), start=args.start)
    async with open_house(read_settings()) as house:
        say(card_words(due.draw(await who_is_due(house, asked))))
