"""`child REF`: where a child stands, as the bot answers to the same words, as text."""

from __future__ import annotations

import argparse

from cards.children import child
from cli.card_words import card_words
from cli.clock import today
from cli.house import open_house
from cli.words import say
from settings import read_settings
from usecases.children.show_child import ChildAsked, show_child
from usecases.operator import OPERATOR


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("child", help="the child's reference")


async def run(args: argparse.Namespace) -> None:
    async with open_house(read_settings()) as house:
        say(card_words(child.draw(await show_child(house, ChildAsked(OPERATOR, args.child, today())))))
