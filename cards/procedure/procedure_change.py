"""A new procedure is ready: whose dates would move, and a button to put it into force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import address, button, facts, finish, heading, outcome, plain, section, words
from permanence.explain import counted

COMPARE = "python app.py policy compare"


@dataclass(frozen=True, slots=True)
class ProcedureChangeView:
    """`moves` holds (child's label, what moves); `settled` says who put it into force, empty while it is offered."""

    mark: str
    in_force: str
    offered: str
    children: int
    touched: int
    moves: tuple[tuple[str, str], ...]
    said: tuple[str, ...] = ()  # what else the two say differently, each in a line
    unsaid: int = 0  # how many more such lines there are
    settled: str = ""
    line: str = ""


def draw(view: ProcedureChangeView) -> dict[str, Any]:
    """Which procedure, how many children, the first of them with from when to when and why."""
    said = "A new procedure is ready; an administrator adopts it or not."
    if view.settled:
        body = [heading("The procedure in force"), facts((("Procedure", plain(view.offered)), ("State", view.settled)))]
        return finish([*outcome(view.line), *body], said="The procedure in force has changed.")
    of = {"of": address("procedure_change", view.mark), "mark": view.mark}
    known = facts(
        (
            ("In force", plain(view.in_force)),
            ("Ready", plain(view.offered)),
            ("Dates move", f"for {view.touched} of {counted(view.children, 'child', 'children')}"),
        )
    )
    body = [*outcome(view.line), heading("A new procedure is ready"), known]
    if view.moves:
        more = view.touched - len({child for child, _ in view.moves})
        lines = [words(f"{child}, {plain(move)}") for child, move in view.moves]
        if more > 0:
            others = counted(more, "more child", "more children")
            lines.append(words(f"And {others}; {COMPARE} lists them all.", subtle=True))
        body.append(section("Whose dates move", lines))
    if view.said:
        lines = [words(plain(one)) for one in view.said]
        if view.unsaid:
            lines.append(words(f"And {view.unsaid:,} more: {COMPARE}", subtle=True))
        body.append(section("What else is said differently", lines))
    body.append(words("Nothing has changed yet; an administrator puts it into force, or leaves it."))
    return finish(body, [button("Put into force", "adopt_procedure", of, style="positive")], said=said)


EXAMPLES = {
    "offered": ProcedureChangeView(
        "a1b2",
        "Permanence Planning Tracking Meetings, version January 2023",
        "Permanence Planning Tracking Meetings, version January 2026",
        300,
        12,
        (
            (
                "C-1042 (AB)",
                "panel: from 16 February 2026 to 9 February 2026, 7 days sooner"
                " (BCP-3.1: 5 weeks after entering care on 5 January 2026)",
            ),
        ),
        (
            "Seat added (BCP-4.7): Seat at the panel: Head of Legal Services, invited",
            "Checklist, preparation (BCP-3.3): now also [The chronology]",
        ),
        3,
    ),
    "nothing-moves": ProcedureChangeView(
        "a1b2",
        "Permanence Planning Tracking Meetings, version January 2023",
        "Permanence Planning Tracking Meetings, version January 2026",
        1,
        0,
        (),
        ("Panel, Permanency Panel (BCP-4.1): [at most 9 children, 20 minutes each] is now [at most 1 child]",),
    ),
    "in-force": ProcedureChangeView(
        "a1b2",
        "",
        "Permanence Planning Tracking Meetings",
        0,
        0,
        (),
        settled="In force, put there by Ada Admin on Mon 5 January 2026, 09:00",
        line="This procedure is in force from now on.",
    ),
}
