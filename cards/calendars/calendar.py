"""A person's own calendar address: what it is for, what is behind it, and how to end it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import button, finish, heading, outcome, plain, words


@dataclass(frozen=True, slots=True)
class CalendarView:
    """`address` is empty while there is none; `served` is false where this council serves no addresses."""

    address: str
    version: int = 0
    served: bool = True
    line: str = ""


def draw(view: CalendarView) -> dict[str, Any]:
    """The address, or the way to get one."""
    body = [*outcome(view.line), heading("Your panel calendar")]
    if not view.served:
        body.append(words("There are no calendar addresses here yet: an administrator sets where they are served."))
        return finish(body, said="Your panel calendar.")
    if not view.address:
        body.append(words(f"You have no calendar link yet. {BEHIND} You can switch it off at any time."))
        return finish(
            body,
            [button("Make my address", "make_calendar_address", {"version": view.version})],
            said="Your panel calendar.",
        )
    body += [
        words("In Outlook choose Add calendar, then Subscribe from web, and give it this address:"),
        words(plain(view.address), bold=True),
        words(f"{BEHIND} Whoever has the address can read it, so keep it to yourself."),
    ]
    actions = [
        button("Make a new address", "make_calendar_address", {"version": view.version}),
        button("Switch it off", "end_calendar_address", {"version": view.version}, style="destructive"),
    ]
    return finish(body, actions, said="Your panel calendar.")


BEHIND = "Behind it are the times you are expected at the panel, kept up to date, and nothing about any child."

EXAMPLES = {
    "none": CalendarView(""),
    "not-served": CalendarView("", served=False),
    "an-address": CalendarView(f"https://permanence.example/calendar/feed/{'5f' * 32}.ics", 1),
    "made-anew": CalendarView(
        f"https://permanence.example/calendar/feed/{'0c' * 32}.ics",
        version=3,
        line="This is your address now; any you had before no longer works.",
    ),
    "switched-off": CalendarView("", 4, line="Your address is switched off; it no longer works."),
}
