"""What follows from one row for one child's journey: the dated events to add, and those the file shows were wrong."""

from __future__ import annotations

from datetime import date

from records.files.mapping import ExtractMapping
from records.lists.care_events import enter, leave, legal_status, placement
from records.lists.child_row import ChildRow
from records.lists.draft import Draft, Following
from records.lists.plan_events import adoption, happenings, plan
from records.previews.preview import Known


def follow(row: ChildRow, before: Known, mapping: ExtractMapping, as_of: date) -> Following:
    draft = Draft(row, before, mapping, as_of)
    entered = enter(draft)
    if entered:
        legal_status(draft)
        placement(draft)
        plan(draft)
        happenings(draft)
        adoption(draft)
        leave(draft)
    added = sorted(draft.added, key=lambda event: (event.on, event.type != "entered_care", event.type))
    return Following(tuple(added), tuple(draft.withdrawn), tuple(draft.notes), earlier=not entered)
