"""Show the uploads that wait: of the children heard at a sitting, or of some children."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cards.recording.upload_form import UploadForm, UploadRow
from permanence.meetings.uploads import waiting
from permanence.panel.sitting import HEARD
from storage import children
from storage.panel import items
from storage.store import Work
from usecases.house import House
from usecases.recording.sitting_to_record import found_sitting


async def show_uploads(
    house: House, work: Work, of: str, sitting_id: int, refs: Iterable[str], today: date, line: str = ""
) -> UploadForm:
    """The oldest upload waiting of each child; `refs` are asked about when there is no sitting."""
    refs = list(refs)
    if sitting_id:
        await found_sitting(work, sitting_id)
        refs = [item.child for item in await items.of(work, sitting_id, [HEARD]) if item.child]
    rows = []
    for child, journey in (await children.several(work, refs)).values():
        due = waiting(house.policy, journey, today)
        if due and due[0].due:
            late = due[0].standing == "overdue"
            rows.append(UploadRow(child.ref, child.label, due[0].due, due[0].clause, overdue=late))
    rows.sort(key=lambda row: (row.due, row.child))
    return UploadForm(of, tuple(rows), house.policy.record_system, sitting_id, next(iter(refs), ""), line)
