"""Children in care by the record whom a file does not mention: asked about, never ended silently."""

from __future__ import annotations

from collections.abc import Mapping

from records.lists.standing import standing
from records.previews.caseload import Caseload
from records.previews.preview import Known, Missing
from records.returns.history_events import looked_after


def missing(known: Mapping[str, Known], caseload: Caseload) -> tuple[Missing, ...]:
    """Who came into care after a return's last episode began is no matter of that return."""
    gone = [
        before
        for child, before in known.items()
        if child not in caseload.listed and not before.aside and looked_after(before) and _in_reach(before, caseload)
    ]
    return tuple(
        Missing(
            before.journey.child,
            before.journey.team,
            f"{before.journey.child} is in care by the record but not in this file: if the child has left, export the "
            "list with its date and reason ceased; nothing was changed.",
        )
        for before in sorted(gone, key=lambda before: before.journey.child)
    )


def _in_reach(before: Known, caseload: Caseload) -> bool:
    if not caseload.returns:
        return True
    began = min((event.on for event in standing(before.journey).events), default=None)
    return caseload.reach is not None and (began is None or began <= caseload.reach)
