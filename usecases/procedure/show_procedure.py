"""Show the procedure in force: its clauses with their words and how they are read, and the council's own settings."""

from __future__ import annotations

from cards.procedure.procedure import ClauseLine, ProcedureView
from permanence.policy import Policy

PAGE = 6


def show_procedure(policy: Policy, start: int = 0) -> ProcedureView:
    """A page of the procedure; it holds nothing of any child, so anybody may read it."""
    clauses = list(policy.clauses.values())
    first = start if 0 <= start < len(clauses) else 0
    shown = clauses[first : first + PAGE]
    return ProcedureView(
        title=f"{policy.title}, {policy.version}",
        document=policy.document,
        clauses=tuple(ClauseLine(c.id, c.place, c.says, c.quote, c.reading or "") for c in shown),
        settings=tuple(item.says for item in policy.settings) if first + PAGE >= len(clauses) else (),
        start=first,
        total=len(clauses),
        page=PAGE,
    )
