"""How long the backlog takes, in a sentence and as a small chart: a row a sitting, the words before the bar."""

from __future__ import annotations

from datetime import date

from cards.elements import CardElement, Column, ColumnSet, TextBlock
from cards.parts import day, section, words
from permanence.panel.backlog import Backlog

MOST_ROWS = 8
WIDEST = 8  # characters of a full bar: as many as fit beside the words on a phone
HEARD, FREE = "█", "░"


def chart(backlog: Backlog) -> list[CardElement]:
    """The sentence, then how many each of the next sittings hears."""
    if not backlog.ahead:
        return [words(how_long(backlog))]
    shown = backlog.ahead if len(backlog.ahead) <= MOST_ROWS else backlog.ahead[: MOST_ROWS - 1]
    rows: list[CardElement] = [_row(on, heard, backlog.capacity) for on, heard in shown]
    if len(shown) < len(backlog.ahead):
        rows.append(
            words(f"And {len(backlog.ahead) - len(shown)} more, until {day(backlog.ahead[-1][0])}.", subtle=True)
        )
    return [section("How long the reserve takes", [words(how_long(backlog)), *rows])]


def how_long(backlog: Backlog) -> str:
    """How many sittings and weeks it takes."""
    sittings = "1 more sitting" if backlog.sittings == 1 else f"{backlog.sittings} more sittings"
    if backlog.weeks is None:
        return f"At {backlog.capacity} a sitting they need {sittings}, more than are planned in the next five years."
    weeks = "1 week" if backlog.weeks == 1 else f"{backlog.weeks} weeks"
    return (
        f"At {backlog.capacity} a sitting they need {sittings}: all are heard within {weeks} of this one, "
        "not counting who becomes due later."
    )


def _row(on: date, heard: int, capacity: int) -> ColumnSet:
    # The bar says nothing that the words before it do not, for whoever cannot see it.
    full = min(capacity, WIDEST)
    long = -(-heard * full // capacity)
    bar = TextBlock(text=HEARD * long + FREE * (full - long), fontType="Monospace", color="Accent", wrap=True)
    return ColumnSet(
        spacing="Small",
        columns=[
            Column(width="80px", items=[TextBlock(text=f"{on:%a} {on.day} {on:%b}", wrap=True)]),
            Column(width="64px", items=[TextBlock(text=f"{heard} of {capacity}", wrap=True)]),
            Column(width="stretch", items=[bar]),
        ],
    )
