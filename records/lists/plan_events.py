"""The permanence plan, reviews, visits and the steps of an adoption, as a row tells them."""

from __future__ import annotations

from datetime import date

from permanence.journey import Event, Field
from records.lists.annex_a import day
from records.lists.draft import Draft
from records.lists.standing import Standing


def plan(draft: Draft) -> None:
    """The file says which plan, rarely since when: without its own date a plan is dated as of the extract."""
    row, current = draft.row, draft.now.plan
    if not draft.gives("plan"):
        return
    if not row.plan:
        if current is not None and draft.before.last_row.get("plan"):
            draft.note(f"the file no longer gives a permanence plan; the one of {day(current.on)} stays on record.")
        return
    told = {"plan": row.plan} | ({"contingency": row.contingency} if row.contingency else {})
    if row.plan_agreed is None:
        if current is None or not _same_plan(draft, current, told):
            draft.add(draft.as_of, "plan_agreed", **told)
        return
    on_day = [e for e in draft.journey.events if e.type == "plan_agreed" and e.on == row.plan_agreed]
    if any(_same_plan(draft, event, told) for event in on_day):
        return
    for event in on_day:
        draft.withdraw(event, "the file gives another plan for that day")
    draft.add(row.plan_agreed, "plan_agreed", **told)


def _same_plan(draft: Draft, event: Event, told: dict[str, str]) -> bool:
    """A file without contingency plans does not contradict one that is on record."""
    same = event.fields.get("plan") == told["plan"]
    return same and (not draft.gives("contingency") or event.fields.get("contingency") == told.get("contingency"))


def happenings(draft: Draft) -> None:
    row = draft.row
    also = ((on, type) for type, on in row.happened)
    for on, type in ((row.reviewed, "review_held"), (row.visited, "visited"), *also):
        if on is not None and not any(e.type == type and e.on == on for e in draft.journey.events):
            draft.add(on, type)


def adoption(draft: Draft) -> None:
    """List 10, with placements that are themselves placements for adoption where List 10 gives no date."""
    row, dates = draft.row, draft.row.adoption
    placed = dates.placed if dates else None
    if placed is None and row.placement in draft.mapping.placed_for_adoption:
        placed = row.placement_since
    happened: tuple[tuple[str, date | None, str, dict[str, Field]], ...] = (
        ("adoption_decided", dates.decided if dates else None, "adoption_decision", {}),
        ("adoption_ordered", dates.ordered if dates else None, "order_made", {"order": "placement_order"}),
        ("adoption_matched", dates.matched if dates else None, "matched", {"match": "adoption"}),
        ("adoption_placed", placed, "placed_for_adoption", {}),
        ("adoption_adopted", dates.adopted if dates else None, "order_made", {"order": "adoption_order"}),
    )
    for name, on, type, fields in happened:
        before = draft.before.last_row.get(name)
        for event in draft.journey.events if on and before and before != on.isoformat() else ():
            if event.type == type and dict(event.fields) == fields and event.on.isoformat() == before:
                draft.withdraw(event, f"the file now gives {day(on)}" if on else "")
        if on is not None:
            draft.add(on, type, **fields)
    if dates and dates.adopted and not _achieved(draft.now, "adoption_order"):
        draft.add(row.left or dates.adopted, "permanence_achieved", by="adoption_order")
    if dates and dates.reversed and draft.before.last_row.get("adoption_reversed") != dates.reversed.isoformat():
        draft.note(
            f"the decision of {day(dates.reversed)} that the child should no longer be placed for adoption "
            "has no event of its own: record the new plan at the panel."
        )


def _achieved(now: Standing, by: str) -> bool:
    return any(e.type == "permanence_achieved" and e.fields.get("by") == by for e in now.events)
