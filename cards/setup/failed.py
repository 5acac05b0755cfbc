"""What could not be sent for good, or may or may not have been, with a way to send it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cards.elements import Container
from cards.parts import address, button, buttons, finish, heading, moment, outcome, plain, words

MOST = 10


@dataclass(frozen=True, slots=True)
class FailedRow:
    """One row of the outbox. `perhaps` says that it may have been posted nevertheless."""

    id: int
    kind: str
    to: str
    at: datetime
    why: str
    perhaps: bool = False


@dataclass(frozen=True, slots=True)
class FailedView:
    """The oldest failures, how many there are, and how many rows wait for a conversation that is not there."""

    rows: tuple[FailedRow, ...]
    total: int = 0
    without_place: int = 0
    line: str = ""


def draw(view: FailedView) -> dict[str, Any]:
    """Each with when, what and why; nothing of what it was to say."""
    body: list[Any] = [*outcome(view.line), heading("Messages that were not sent")]
    body.append(words(_count(view)))
    if view.without_place:
        rows = "1 message waits" if view.without_place == 1 else f"{view.without_place} messages wait"
        body.append(words(f"{rows} for a conversation: the bot was removed from it, or it is no longer there."))
    body += [_row(row) for row in view.rows]
    return finish(body, said=f"Messages that were not sent: {view.total}.")


def _count(view: FailedView) -> str:
    if not view.total:
        return "Nothing failed."
    shown = f"; the oldest {len(view.rows)} are shown" if len(view.rows) < view.total else ""
    return f"{view.total} failed{shown}. An administrator or business support can send one again or close it."


def _row(row: FailedRow) -> Container:
    state = "May or may not have been posted" if row.perhaps else "Failed"
    kind = row.kind.replace("_", " ")
    again, close = ("Post it again", "It is there") if row.perhaps else ("Send again", "Leave it unsent")
    of = {"of": address("failed", "list"), "id": row.id}
    return Container(
        separator=True,
        spacing="Medium",
        items=[
            words(f"{state}: {plain(kind)}, to {plain(row.to)}.", bold=True, color="Attention"),
            words(f"{moment(row.at)}: {plain(row.why)}."),
            buttons([button(again, "send_again", of), button(close, "close_failed", of)]),
        ],
    )


_AT = datetime(2026, 3, 17, 8, 1, tzinfo=UTC)

EXAMPLES = {
    "nothing": FailedView(()),
    "two-kinds": FailedView(
        (
            FailedRow(7, "digest", "the permanence channel", _AT, "403 BotDisabledByAdmin"),
            FailedRow(
                9, "later_date", "the permanence channel", _AT, "it may or may not have been posted (408)", perhaps=True
            ),
        ),
        total=2,
        without_place=3,
    ),
    "sent-again": FailedView(
        (FailedRow(9, "action", "the permanence channel", _AT, "it could not be drawn (KeyError)"),),
        total=12,
        line="Row 7 will be sent again.",
    ),
}
