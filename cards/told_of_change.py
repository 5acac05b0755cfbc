"""A change told to whom it concerns: what was done, by whom and why, and the way to what it was done to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import button, finish, heading, mention, plain, words


@dataclass(frozen=True, slots=True)
class ToldOfChange:
    """`people` are (name, Teams id) of those it is told to; `of` is the shared card that shows how it stands."""

    title: str
    what: str
    lines: tuple[str, ...]
    people: tuple[tuple[str, str | None], ...]
    of: str
    show: str  # the words of the button that leads there


def draw(view: ToldOfChange) -> dict[str, Any]:
    """Whom it concerns and what was done, then what it was done to."""
    named = [mention(name, teams_id) for name, teams_id in view.people]
    whom = f"{', '.join(text for text, _ in named)}: " if named else ""
    body = [
        heading(plain(view.title)),
        words(f"{whom}{plain(view.what)}", bold=True),
        *(words(plain(line)) for line in view.lines),
    ]
    entities = [entity for _, its in named for entity in its]
    said = "Something that concerns you has changed."
    return finish(body, [button(view.show, "show_again", {"of": view.of})], said=said, mentions=entities)


_ACTION = ("Ask the school for an education report.", "Open. Owner Erin East. Due Thu 12 March 2026.")
_SHOW = "Show the action"

EXAMPLES = {
    "handed-over": ToldOfChange(
        "Action for C-0007 (AB)",
        "Tue 10 March 2026, 14:05: Sam Support handed it from Wren Worker to Erin East.",
        _ACTION,
        (("Erin East", "29:erin"),),
        "action:4",
        _SHOW,
    ),
    "cancelled-and-its-owner-has-left": ToldOfChange(
        "Action for C-0007 (AB)",
        "Tue 10 March 2026, 14:05: Sam Support cancelled it: The child has moved to another school.",
        ("Ask the school for an education report.", "Cancelled. Owner Erin East. Due Thu 12 March 2026."),
        (),
        "action:4",
        _SHOW,
    ),
}
