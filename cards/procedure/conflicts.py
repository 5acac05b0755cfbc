"""Where the document contradicts itself: both quotes, the choice made, and a button to confirm it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import button, facts, finish, heading, outcome, plain, section, words


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One contradiction. `statements` are (place, quote); `confirmed` says by whom, empty while it waits."""

    clause: str
    question: str
    statements: tuple[tuple[str, str], ...]
    choice: str
    reason: str
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class ConflictsView:
    """The contradictions recorded in one procedure."""

    procedure: str
    conflicts: tuple[ConflictLine, ...]
    line: str = ""


def draw(view: ConflictsView) -> dict[str, Any]:
    """Each with both quotes; those not yet confirmed have a button."""
    body = [*outcome(view.line), heading("Contradictions in the procedure"), words(plain(view.procedure))]
    if not view.conflicts:
        body.append(words("The procedure in force has no contradiction recorded."))
    for conflict in view.conflicts:
        quotes = [words(f"{plain(place)}: “{plain(quote)}”") for place, quote in conflict.statements]
        state = f"Confirmed: {conflict.confirmed}" if conflict.confirmed else "Waiting for an administrator to confirm"
        chosen = facts((("Choice", plain(conflict.choice)), ("Why", plain(conflict.reason)), ("State", plain(state))))
        body.append(section(f"{conflict.clause}: {plain(conflict.question)}", [*quotes, chosen]))
    waiting = [conflict for conflict in view.conflicts if not conflict.confirmed]
    actions = [
        button(f"Confirm {conflict.clause}", "confirm_conflict", {"clause": conflict.clause})
        for conflict in waiting[:3]
    ]
    return finish(body, actions, said="Contradictions in the procedure, and the choice made.")


BCP = ConflictLine(
    "BCP-4.2",
    "Who chairs the panel?",
    (
        ("4. Process", "The panel will be chaired by the Service Manager for Children in Care (Corporate Parenting)."),
        ("Membership", "Service Manager for Permanence (Chair)"),
    ),
    "Service Manager for Permanence",
    "The membership list is the more particular of the two.",
)

EXAMPLES = {
    "waiting": ConflictsView("Permanence Planning Tracking Meetings, January 2023", (BCP,)),
    "none": ConflictsView("Child Permanence Meetings overview, 24 February 2021", ()),
}
