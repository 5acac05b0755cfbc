"""Prints the table of rights: what may be done and seen, by whom; asked for, also by which button, words or command."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from bot.routes import CONTENTS
from cli.commands import COMMANDS
from cli.words import say
from permanence.people import rights
from permanence.people.person import ROLES
from permanence.people.rights import Right
from tab.contents import PAGES

ANYBODY = "anybody"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The table is the same in every council; `--ways` makes it wider."""
    parser.add_argument("--ways", action="store_true", help="add the buttons, words and commands that ask each right")


async def run(args: argparse.Namespace) -> None:
    say(table(ways=args.ways))


def table(*, ways: bool = False) -> str:
    """A row a right, in Markdown: `yes` for any child, `own` for the children of their own teams."""
    known: dict[Right, list[str]] = {right: [] for right in every_right()}
    for right, way in ways_of_all():
        known[right].append(f"`{way}`")
    last = ["Buttons, words, commands"] if ways else []
    rows = [[*_row(right), *([", ".join(its)] if ways else [])] for right, its in known.items()]
    return _aligned([["To", *ROLES.values(), "Also", *last], *rows])


def every_right() -> list[Right]:
    """Each right there is, in the order of their table."""
    return [value for value in vars(rights).values() if isinstance(value, Right)]


def ways_of_all() -> Iterator[tuple[Right, str]]:
    """Every way in, with the right it asks for: what is said, pressed, opened or searched, pages, the command line."""
    said: Iterable[tuple[str, Right]] = (
        *((name, one.right) for name, one in CONTENTS.commands.items()),
        *((name, one.right) for name, one in CONTENTS.verbs.items()),
        *((f"{name} on a message", one.right) for name, one in CONTENTS.dialogs.items()),
        *((f"{name} beside the box", one.right) for name, one in CONTENTS.searches.items()),
        *((f"{one.method} {one.path}", one.right) for page in PAGES for one in page.routes),
        *((f"app.py {name}", one.right) for name, one in COMMANDS.items() if one.right),
    )
    yield from ((right, name) for name, right in said)


def _row(right: Right) -> list[str]:
    cells = [_cell(right, role) for role in ROLES]
    return [right.to, *cells, ANYBODY if right.for_anybody else right.besides]


def _cell(right: Right, role: str) -> str:
    if right.for_anybody or role in right.of_all:
        return "yes"
    return "own" if role in right.of_team else ""


def _aligned(rows: list[list[str]]) -> str:
    """The rows as a table; all but the last column padded, so that it is read as it is printed."""
    wide = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    lines = [" | ".join([*(cell.ljust(wide[at]) for at, cell in enumerate(row[:-1])), row[-1]]) for row in rows]
    rule = " | ".join([*("-" * width for width in wide), "---"])
    return "\n".join(f"| {line} |" for line in [lines[0], rule, *lines[1:]])
