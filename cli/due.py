"""`due`, `child REF` and `why REF`: what the bot answers to the same words, as text."""

from __future__ import annotations

import argparse

from cards.children import child, due, why
from cli.card_words import card_words
from cli.house import open_house, today
from cli.words import say
from settings import read_settings
from usecases.children.explain_child import WhyAsked, explain_child
from usecases.children.show_child import ChildAsked, show_child
from usecases.children.who_is_due import DueAsked, who_is_due
from usecases.operator import OPERATOR


def due_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("whose", nargs="*", help="a team or a team manager; every team when not given")
    parser.add_argument("--start", type=int, default=0, help="how many of the list to leave out")


def child_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("child", help="the child's reference")


async def run_due(args: argparse.Namespace) -> None:
    asked = DueAsked(OPERATOR, today(), words=" ".join(args.whose), start=args.start)
    async with open_house(read_settings()) as house:
        say(card_words(due.draw(await who_is_due(house, asked))))


async def run_child(args: argparse.Namespace) -> None:
    async with open_house(read_settings()) as house:
        say(card_words(child.draw(await show_child(house, ChildAsked(OPERATOR, args.child, today())))))


async def run_why(args: argparse.Namespace) -> None:
    async with open_house(read_settings()) as house:
        say(card_words(why.draw(await explain_child(house, WhyAsked(OPERATOR, args.child, today())))))
