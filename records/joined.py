"""One preview of several extracts handed in together, each compared with what the one before it leaves known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from permanence.journey import Journey
from records.caseload import Caseload
from records.differences import compare
from records.preview import Change, FactChange, Known, Preview


def compare_all(known: Mapping[str, Known], caseloads: Sequence[Caseload], as_of: date) -> Preview:
    """In the order given. Who is missing is judged by the last one alone: it is the newest word on who is in care."""
    first, *others = caseloads
    preview = compare(known, first, as_of)
    for caseload in others:
        preview = _joined(preview, compare(after(known, preview), caseload, as_of))
    return preview


def after(known: Mapping[str, Known], preview: Preview) -> dict[str, Known]:
    """What is known once a preview has been written: withdraw first, then add."""
    now = dict(known)
    for change in preview.changes:
        before = now.get(change.child, Known(Journey(change.child)))
        gone = [away.event for away in change.withdraw]
        left = [event for event in before.journey.events if not any(event is away for away in gone)]
        journey = replace(
            before.journey,
            date_of_birth=change.person.date_of_birth,
            unaccompanied=change.person.unaccompanied,
            team=change.person.team,
            events=(*left, *change.add),
        )
        now[change.child] = Known(journey, change.person.initials, change.person.worker, change.last_row)
    for change in preview.remembered:
        now[change.child] = Known(Journey(change.child), last_row=change.last_row, aside=True)
    return now


def _joined(first: Preview, second: Preview) -> Preview:
    one = {change.child: change for change in first.changes}
    two = {change.child: change for change in second.changes}
    both = {child: _one_change(one.get(child), two.get(child)) for child in (*one, *(set(two) - set(one)))}
    new = {change.child for change in (*first.new, *second.new)}
    left = {change.child for change in second.left} | ({change.child for change in first.left} - set(two))
    unchanged = dict.fromkeys((*first.unchanged, *second.unchanged))
    return replace(
        second,
        filename=f"{first.filename} and {second.filename}",
        sheet="",
        new=tuple(both[child] for child in both if child in new),
        changed=tuple(both[child] for child in both if child not in new and child not in left),
        left=tuple(both[child] for child in both if child in left - new),
        unchanged=tuple(child for child in unchanged if child not in both),
        refused=(*first.refused, *second.refused),
        omitted=(*first.omitted, *second.omitted),
        excluded=(*first.excluded, *second.excluded),
        notes=(*first.notes, *second.notes),
        taken=dict(Counter(first.taken) + Counter(second.taken)),
        remembered=(*(change for change in first.remembered if change.child not in both), *second.remembered),
    )


def _one_change(first: Change | None, second: Change | None) -> Change:
    """What the second takes back of the first was never written."""
    if first is None or second is None:
        only = first or second
        assert only is not None
        return only
    unmade = [away.event for away in second.withdraw]
    return replace(
        second,
        add=(*(event for event in first.add if not any(event is away for away in unmade)), *second.add),
        withdraw=(
            *first.withdraw,
            *(away for away in second.withdraw if not any(away.event is event for event in first.add)),
        ),
        facts=_facts(first.facts, second.facts),
    )


def _facts(first: Sequence[FactChange], second: Sequence[FactChange]) -> tuple[FactChange, ...]:
    was = {fact.name: fact.was for fact in (*second, *first)}
    now = {fact.name: fact.now for fact in (*first, *second)}
    return tuple(FactChange(name, was[name], now[name]) for name in now if was[name] != now[name])
