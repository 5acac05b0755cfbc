"""One preview of several extracts handed in together, each compared with what the one before it leaves known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from permanence.journey import Journey
from records.lists.child_row import ChildRow
from records.previews.caseload import Caseload
from records.previews.differences import compare
from records.previews.on_record import named_together
from records.previews.preview import Change, FactChange, Known, Note, Preview
from records.returns.history_events import looked_after

OF_AGE = 18


def compare_all(known: Mapping[str, Known], caseloads: Sequence[Caseload], as_of: date) -> Preview:
    """In the order given. Who is missing is judged by the last one alone: it is the newest word on who is in care."""
    named, notes = named_together(list(known), caseloads)
    first, *others = (part for caseload in named for part in _period_by_period(caseload))
    preview = compare(known, first, as_of)
    now = known if not others else after(known, preview)
    for caseload in others:
        newer = compare(now, caseload, as_of)
        preview, now = _joined(preview, newer), after(now, newer)
    now = after(known, preview)
    in_care = sum(looked_after(one) for one in now.values())
    return replace(preview, notes=(*notes, *preview.notes, *_of_age(now, named, as_of)), in_care=in_care)


def _of_age(now: Mapping[str, Known], caseloads: Sequence[Caseload], as_of: date) -> Iterator[Note]:
    """Nobody is taken out of care by their age: it is asked about."""
    lines = {history.child: history.line for caseload in caseloads for history in caseload.histories}
    lines |= {row.child: row.line for caseload in caseloads for row in caseload.rows}
    for child, line in lines.items():
        known = now.get(child)
        born = known.journey.date_of_birth if known else None
        if known is None or born is None or as_of.year - born.year < OF_AGE:
            continue
        age = as_of.year - born.year - ((as_of.month, as_of.day) < (born.month, born.day))
        if age >= OF_AGE and looked_after(known):
            yield Note(
                child,
                line,
                f"{child} is {age} years old and still in care by this file: give the day the child left care, or "
                "correct the date of birth.",
            )


def _period_by_period(caseload: Caseload) -> Iterator[Caseload]:
    """Where a list has earlier periods of care of a child, they are compared before the latest one."""
    rounds: dict[str, list[ChildRow]] = {}
    for row in caseload.earlier:
        rounds.setdefault(row.child, []).append(row)
    for turn in range(max(map(len, rounds.values()), default=0)):
        rows = tuple(its[turn] for its in rounds.values() if turn < len(its))
        yield replace(caseload, rows=rows, earlier=(), problems=(), excluded=(), taken={})
    yield replace(caseload, earlier=())


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
    for change in preview.told_again:
        now[change.child] = replace(now[change.child], last_row=change.last_row)
    for change in preview.remembered:
        now[change.child] = Known(Journey(change.child), last_row=change.last_row, aside=True)
    return now


def _joined(first: Preview, second: Preview) -> Preview:
    one_file = first.filename == second.filename and first.sheet == second.sheet
    one = {change.child: change for change in first.changes}
    two = {change.child: change for change in second.changes}
    both = {child: _one_change(one.get(child), two.get(child)) for child in (*one, *(set(two) - set(one)))}
    again = {change.child: change for change in (*first.told_again, *second.told_again)}
    for change in second.told_again:
        if change.child in both:
            both[change.child] = replace(both[change.child], last_row=change.last_row)
    new = {change.child for change in (*first.new, *second.new)}
    left = {change.child for change in second.left} | ({change.child for change in first.left} - set(two))
    unchanged = dict.fromkeys((*first.unchanged, *second.unchanged))
    return replace(
        second,
        filename=first.filename if one_file else f"{first.filename} and {second.filename}",
        sheet=second.sheet if one_file else "",
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
        told_again=tuple(change for child, change in again.items() if child not in both),
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
