"""Who has not answered an invitation to a sitting yet, with the ways to remind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cards.elements import Container
from cards.parts import address, button, buttons, day, finish, heading, moment, outcome, plain, words
from permanence.explain import counted


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder, or the invitation sent again: who did it and when."""

    at: datetime
    by: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class UnansweredLine:
    """Somebody who has not answered, how often they were reminded, and the last time."""

    invitation: int
    manager: str
    times: int = 0
    last: Reminded | None = None


@dataclass(frozen=True, slots=True)
class UnansweredView:
    """One page of them. `answered` counts the others."""

    sitting: int
    title: str
    lines: tuple[UnansweredLine, ...]
    waiting: int
    answered: int
    answer_by: date | None = None
    reminders: int = 0  # of all who have not answered: another press is meant when there were more
    page: int = 0
    pages: int = 1
    line: str = ""


def draw(view: UnansweredView) -> dict[str, Any]:
    """The whole list may be reminded with one press, and each by themselves."""
    of = {"id": view.sitting}
    page = f", page {view.page + 1} of {view.pages}" if view.pages > 1 else ""
    by = f" Answers are due by {day(view.answer_by)}." if view.answer_by and view.waiting else ""
    body = [
        *outcome(view.line),
        heading("Who has not answered"),
        words(plain(view.title)),
        words(f"{_counts(view)}{page}.{by}", bold=True),
        *(_line(line) for line in view.lines),
    ]
    shown = [button("Remind them all", "remind_invited", {**of, "seen": view.reminders})] if view.waiting > 1 else []
    if view.page + 1 < view.pages:
        shown.append(button("Next page", "show_unanswered", {**of, "page": view.page + 1}, secondary=True))
    if view.page > 0:
        shown.append(button("Earlier page", "show_unanswered", {**of, "page": view.page - 1}, secondary=True))
    shown.append(button("Show the sitting", "show_again", {"of": address("sitting", view.sitting)}, secondary=True))
    return finish(body, shown, said="Who has not answered an invitation to the panel.")


def _counts(view: UnansweredView) -> str:
    if not view.waiting:
        return "Everybody has answered"
    has = "has" if view.waiting == 1 else "have"
    return f"{counted(view.waiting, 'manager')} {has} not answered, {view.answered} {_have(view.answered)}"


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _line(line: UnansweredLine) -> Container:
    data = {"invitation": line.invitation, "seen": line.times}
    ways = [
        button("Remind", "remind_invited", data),
        button("Send again", "send_invitation_again", data, secondary=True),
    ]
    return Container(
        separator=True, spacing="Medium", items=[words(f"{plain(line.manager)}: {_told(line)}"), buttons(ways)]
    )


def _told(line: UnansweredLine) -> str:
    if line.last is None:
        return "not reminded yet."
    what = "invitation sent again" if line.last.again else "reminded"
    often = f" {counted(line.times, 'reminder')} so far." if line.times > 1 else ""
    return f"{what} on {moment(line.last.at)} by {plain(line.last.by)}.{often}"


_MONDAY = datetime(2026, 3, 9, 10, 5, tzinfo=UTC)
EXAMPLES = {
    "two": UnansweredView(
        3,
        "Permanence panel: Thu 12 March 2026, 14:00 to 17:00",
        (
            UnansweredLine(11, "Erin East"),
            UnansweredLine(12, "Will *West*", 2, Reminded(_MONDAY, "Sam Support")),
        ),
        2,
        1,
        date(2026, 3, 9),
    ),
    "one-sent-again": UnansweredView(
        3,
        "Permanence panel: Thu 12 March 2026, 14:00 to 17:00",
        (UnansweredLine(11, "Erin East", 1, Reminded(_MONDAY, "Sam Support", again=True)),),
        1,
        8,
        page=2,
        pages=3,
        line="Sam Support sent the invitation to Erin East again on Mon 9 March 2026, 10:05.",
    ),
    "everybody": UnansweredView(3, "Permanence panel: Thu 12 March 2026, 14:00 to 17:00", (), 0, 9),
}
