"""The procedure in force: what its clauses ask, where they stand, and what the council has set; a few at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cards.parts import button, finish, heading, outcome, plain, section, words


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause: what it asks in a sentence, the document's words, how a doubtful one is read, what the product does."""

    clause: str
    place: str
    says: str
    quote: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """A page of clauses; the council's own settings come with the last one."""

    title: str
    document: str
    clauses: tuple[ClauseLine, ...]
    settings: tuple[str, ...]
    start: int
    total: int
    page: int = 6
    line: str = ""


def draw(view: ProcedureView) -> dict[str, Any]:
    """The clauses in their order, with the way on and back."""
    first, last = view.start + 1, view.start + len(view.clauses)
    body: list[Any] = [
        *outcome(view.line),
        heading(plain(view.title)),
        words(f"{plain(view.document)}. Clauses {first} to {last} of {view.total}."),
    ]
    for clause in view.clauses:
        where = f", {plain(clause.place)}" if clause.place else ""
        items = [words(plain(clause.says)), words(f"“{plain(clause.quote)}”", subtle=True)]
        if clause.reading:
            items.append(words(f"Read here as: {plain(clause.reading)}", subtle=True))
        body.append(section(f"{clause.clause}{where}", items))
    if view.settings:
        body.append(section("Set by the council", [words(plain(setting)) for setting in view.settings]))
    turns = []
    if view.start > 0:
        turns.append(button("Earlier clauses", "show_procedure", {"start": max(view.start - view.page, 0)}))
    if last < view.total:
        turns.append(button("More clauses", "show_procedure", {"start": last}))
    return finish(body, turns, said="The procedure in force.")


_PANEL = ClauseLine(
    "BCP-3.1",
    "section 3",
    "The panel considers a child's case within 6 weeks of entering care.",
    "To consider a child's case within 6 weeks entry into Local Authority Care",
)
_PLAN = ClauseLine(
    "BCP-5.5",
    "section 5",
    "The panel reviews children without a permanence plan, or whose plan has not brought permanence within 6 weeks.",
    "Children who do not have a Permanence Plan",
    "The 6 weeks are counted from the day the plan was agreed; the document does not say from when.",
)
_DOCUMENT = "BCP, Permanence Planning Tracking Meetings, Terms of Reference, January 2023"

EXAMPLES = {
    "first-page": ProcedureView("Permanence Planning Tracking Meetings", _DOCUMENT, (_PANEL, _PLAN), (), 0, 23),
    "last-page": ProcedureView(
        "Permanence Planning Tracking Meetings",
        _DOCUMENT,
        (_PLAN,),
        ("Nine children a sitting, in slots of 20 minutes.",),
        22,
        23,
    ),
}
