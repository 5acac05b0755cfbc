"""Show the uploads that wait and that somebody may confirm: of the children heard at a sitting, or of some children."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cards.recording.upload_form import MadeRow, UploadForm, UploadRow
from permanence.meetings.uploads import UPLOAD, waiting
from permanence.panel.sitting import HEARD
from permanence.people import rights
from storage import children, people
from storage.panel import items
from storage.store import Work
from usecases.house import House
from usecases.meetings.papers_made import papers_made
from usecases.recording.sitting_to_record import found_sitting


async def show_uploads(
    house: House, work: Work, caller: str, of: str, sitting_id: int, refs: Iterable[str], today: date, line: str = ""
) -> UploadForm:
    """The oldest upload waiting of each child; `refs` are asked about when there is no sitting.

    Those of other teams, which the caller may not confirm, are counted and not offered.
    """
    person = rights.require(await people.find(work, caller, today), rights.CONFIRM_UPLOAD)
    refs, others, made, on = list(refs), 0, list[MadeRow](), None
    if sitting_id:
        on = (await found_sitting(work, sitting_id)).on
        refs = [item.child for item in await items.of(work, sitting_id, [HEARD]) if item.child]
    rows = []
    for child, journey in (await children.several(work, refs)).values():
        if on and rights.may(person, rights.CONFIRM_UPLOAD, child.team):
            its = await papers_made(work, house.policy, journey, on, today, (UPLOAD,))
            made += [MadeRow(child.ref, child.label, one.on, one.event) for one in its]
        due = waiting(house.policy, journey, today)
        if due and due[0].due and not rights.may(person, rights.CONFIRM_UPLOAD, child.team):
            others += 1
        elif due and due[0].due:
            late = due[0].standing == "overdue"
            rows.append(UploadRow(child.ref, child.label, due[0].due, due[0].clause, overdue=late))
    rows.sort(key=lambda row: (row.due, row.child))
    return UploadForm(
        of, tuple(rows), house.policy.record_system, sitting_id, next(iter(refs), ""), others, line, tuple(made)
    )
