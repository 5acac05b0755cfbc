"""Entering care, legal status, placement and leaving care, as a row tells them."""

from __future__ import annotations

from datetime import date

from permanence.journey import Event, Field
from records.lists.annex_a import day
from records.lists.draft import Draft
from records.lists.standing import PLACEMENT, STATUS, Standing
from records.returns.episodes import GOES_ON
from records.returns.kept_tellings import kept_tellings


def enter(draft: Draft) -> bool:
    """False when the row tells of a period of care before the one on record: then nothing follows from it."""
    row, now = draft.row, draft.now
    if now.entered is None:
        draft.add(row.entered, "entered_care", **_at_entry(draft))
    elif row.entered != now.entered.on:
        if _of_an_earlier_period(draft, now.entered):
            if _in_care_after_all(draft):
                _take_back_start(draft, now.entered)
                return enter(draft)
            draft.note(
                f"the file gives {day(row.entered)} as the start of care, which belongs to a period before the one on "
                f"record from {day(now.entered.on)}; nothing was changed."
            )
            return False
        after_leaving = row.entered >= now.left.on if now.left else row.second_period
        again = row.entered > now.entered.on and after_leaving
        if not again:
            draft.withdraw(now.entered, f"the file gives {day(row.entered)} as the day the child came into care")
        draft.add(row.entered, "entered_care", **_at_entry(draft))
    return True


def _of_an_earlier_period(draft: Draft, entered: Event) -> bool:
    """The day is a known earlier entry, or the child left care between it and the entry on record."""
    start = draft.row.entered
    return any(
        (event.type == "entered_care" and event.on == start and start != entered.on)
        or (event.type == "left_care" and start <= event.on <= entered.on and start < entered.on)
        for event in draft.journey.events
    )


def _in_care_after_all(draft: Draft) -> bool:
    """The list has the child in care, and by the record a later period, or short breaks, came and care is over."""
    says = draft.gives("left") and draft.row.left is None and draft.later_return is None
    return says and not draft.now.in_care


def _take_back_start(draft: Draft, entered: Event) -> None:
    """What began later is then no period of its own, nor is the permanence of its first day."""
    _take_back_match(draft, entered.on)
    draft.withdraw(entered, f"the file says the child is in care since {day(draft.row.entered)}")


def _at_entry(draft: Draft) -> dict[str, Field]:
    """The legal status and placement of the first day, where the file tells them: later ones say nothing of it."""
    row = draft.row
    fields: dict[str, Field] = {}
    if row.legal_status_since == row.entered:
        fields["legal_status"] = row.legal_status
    if row.placement and row.placement_since == row.entered and row.placement not in draft.mapping.temporary:
        fields["placement"] = row.placement
    return fields


def legal_status(draft: Draft) -> None:
    _take_back_breaks(draft)
    row, now = draft.row, draft.now
    if _told(now, STATUS, "legal_status", row.legal_status, row.legal_status_since):
        return
    current = now.legal_status
    same_day = next(
        (e for e in now.events if e.type in STATUS and "legal_status" in e.fields and e.on == row.legal_status_since),
        None,
    )
    wrong = same_day or (current if current and current.fields["legal_status"] == row.legal_status else None)
    if wrong is not None:
        _take_back(
            draft, wrong, "legal_status", f"the file gives {row.legal_status} from {day(row.legal_status_since)}"
        )
    elif current is not None and current.on > row.legal_status_since:
        draft.note(
            f"the file gives legal status {row.legal_status} from {day(row.legal_status_since)}, but the record "
            f"has {current.fields['legal_status']} from {day(current.on)}, which stays the current one."
        )
    draft.add(row.legal_status_since, "legal_status_changed", legal_status=row.legal_status)


def _take_back_breaks(draft: Draft) -> None:
    """Who is in care by the list did not go into short breaks later, as a return told."""
    row = draft.row
    while row.left is None and draft.later_return is None and (current := draft.now.legal_status) is not None:
        if current.type == "entered_care" or current.on <= row.legal_status_since:
            return
        if current.fields["legal_status"] not in draft.mapping.short_breaks:
            return
        draft.withdraw(current, f"the file says the child is in care under {row.legal_status}")


def placement(draft: Draft) -> None:
    row, now, matched = draft.row, draft.now, draft.mapping.long_term_matched
    since = row.placement_since
    if not row.placement or since is None:
        return
    match_on = since
    if not _told(now, PLACEMENT, "placement", row.placement, since):
        current = now.placement
        same_day = next(
            (e for e in now.events if e.type in PLACEMENT and "placement" in e.fields and e.on == since), None
        )
        if same_day is not None:
            match_on = draft.as_of
            _take_back(
                draft, same_day, "placement", f"the file gives {row.placement} for the placement from {day(since)}"
            )
            _take_back_match(draft, since)
        elif current and current.fields["placement"] == row.placement and since <= _known_until(draft, current):
            _take_back(draft, current, "placement", f"the file gives {day(since)} as the day this placement began")
            if row.placement in matched:
                _take_back_match(draft, min(since, current.on))
        elif current and current.on > since:
            draft.note(
                f"the file gives placement {row.placement} from {day(since)}, but the record has "
                f"{current.fields['placement']} from {day(current.on)}, which stays the current one."
            )
        draft.add(since, "placement_changed", placement=row.placement)
    if row.placement in matched and not _matched_since(draft.now, since):
        draft.add(match_on, "matched", match="long_term_fostering")
        if draft.mapping.match_is_permanence:
            draft.add(match_on, "permanence_achieved", by="long_term_match")


def _known_until(draft: Draft, placed: Event) -> date:
    """Until when whoever told of a placement knew of no later move: a move of its kind before that day is this one."""
    before = draft.before.last_row
    if placed.on > (draft.row.placement_since or placed.on):
        return placed.on
    if before.get("placement_since") == placed.on.isoformat():
        return date.fromisoformat(str(before["as_of"]))
    return max((telling.until for telling in kept_tellings(before)), default=date.min)


def _told(now: Standing, types: tuple[str, ...], name: str, value: str, on: date) -> bool:
    return any(e.type in types and e.on == on and e.fields.get(name) == value for e in now.events)


def _take_back(draft: Draft, event: Event, name: str, because: str) -> None:
    """Withdraws a status or placement; when it stood in the entry to care, the entry is told again without it."""
    draft.withdraw(event, because)
    if event.type == "entered_care":
        draft.add(event.on, "entered_care", **{key: value for key, value in event.fields.items() if key != name})


def _matched_since(now: Standing, since: date) -> bool:
    return any(
        e.type == "matched" and e.fields.get("match") == "long_term_fostering" and e.on >= since for e in now.events
    )


def _take_back_match(draft: Draft, since: date) -> None:
    for event in draft.now.events:
        match = event.type == "matched" and event.fields.get("match") == "long_term_fostering"
        secured = event.type == "permanence_achieved" and event.fields.get("by") == "long_term_match"
        if event.on >= since and (match or secured):
            draft.withdraw(event, "the file gives another kind of placement for that time")


def leave(draft: Draft) -> None:
    row, now = draft.row, draft.now
    by = draft.mapping.permanence.get(row.left_by, "")
    says = f"the file gives {day(row.left)}" if row.left else "the file says the child is in care"
    for event in now.events if draft.gives("left") else ():
        this_period = event is now.left or event.on > row.entered
        if event.type == "left_care" and this_period and event.on != row.left and event.on <= draft.as_of:
            if _ended_by_later_return(draft, event):
                draft.note(
                    f"{says}, but a return of a time after {day(draft.as_of)} has care ended on {day(event.on)}, "
                    "which stays; if that is wrong, give a list made since."
                )
                return
            draft.withdraw(event, says)
            _take_back_ending(draft, event.on, keep="", because=says)
    if row.left is None:
        if not draft.gives("left") and now.left is not None:
            draft.note(
                f"the file names the child and no day on which care ended, but the record has care ended on "
                f"{day(now.left.on)}, which stays; if the child is in care, give a list that has the column of the "
                "date ceased, empty for the child."
            )
        return
    if draft.gives("left_by"):
        _take_back_ending(draft, row.left, keep=by, because="the file gives another reason for leaving care")
    draft.add(row.left, "left_care")
    if by:
        draft.add(row.left, "permanence_achieved", by=by)


def _ended_by_later_return(draft: Draft, left: Event) -> bool:
    if draft.later_return is None:
        return False
    last = draft.later_return.episodes[-1]
    return last.ended == left.on and last.left_by not in (GOES_ON, "")


def _take_back_ending(draft: Draft, on: date, keep: str, because: str) -> None:
    endings = set(draft.mapping.permanence.values()) - {keep}
    for event in draft.now.events:
        if event.type == "permanence_achieved" and event.on == on and event.fields.get("by") in endings:
            draft.withdraw(event, because)
