"""Compares a caseload with what is known: new, changed and left children as dated events; importing twice changes
nothing, and a child who is missing from the file is asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from permanence.explain import counted
from permanence.journey import Journey
from records.files.problems import RecordError, RowProblem, of_refused_rows
from records.files.reading import LIST_10_DATES
from records.lists.annex_a import Excluded, day
from records.lists.child_row import ChildRow
from records.lists.dated_events import follow
from records.lists.draft import Following
from records.lists.late import later_dates, most_are_later, without_later_dates
from records.previews.caseload import Caseload
from records.previews.missing import missing
from records.previews.preview import Change, Fact, FactChange, Known, Note, Person, Preview
from records.returns.history_events import HistoryJudged, follow_history
from records.returns.kept_tellings import only_903
from records.returns.reach import Reach, reach_of
from records.returns.ssda903 import ChildHistory


def compare(known: Mapping[str, Known], caseload: Caseload, as_of: date) -> Preview:
    """`as_of` is the day the extract was made: it dates plans the file gives no date for, and nothing may lie after it.

    Raises RecordError when a later extract has been imported already.
    """
    if not caseload.returns:
        refuse_older(known, caseload, as_of)
    judged = [_judge(row, known.get(row.child), caseload, as_of) for row in caseload.rows]
    reach = reach_of(caseload.histories, known)
    judged += [_judge_history(each, known.get(each.child), caseload, reach, as_of) for each in caseload.histories]
    refused, omitted = of_refused_rows([*caseload.problems, *(problem for one in judged for problem in one.problems)])
    changes = {fate: tuple(one.change for one in judged if one.change and one.fate == fate) for fate in FATES}
    return Preview(
        filename=caseload.filename,
        sheet=caseload.sheet,
        as_of=as_of,
        new=changes["new"],
        changed=changes["changed"],
        left=changes["left"],
        unchanged=tuple(change.child for change in changes["unchanged"]),
        missing=missing(known, caseload),
        refused=refused,
        omitted=omitted,
        excluded=(*caseload.excluded, *(one.excluded for one in judged if one.excluded)),
        notes=(
            *most_are_later(caseload, as_of),
            *_unknown(judged),
            *_older(reach),
            *(note for one in judged for note in one.notes),
        ),
        taken=caseload.taken,
        remembered=tuple(one.change for one in judged if one.change and one.fate == "excluded"),
        told_again=tuple(change for change in changes["unchanged"] if _on_a_later_day(change, known[change.child])),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """What becomes of one row; one that is refused, left aside or of an unknown child has no change."""

    fate: str
    change: Change | None
    problems: list[RowProblem]
    notes: list[Note]
    excluded: Excluded | None = None


FATES = ("new", "changed", "left", "unchanged")


def _judge(row: ChildRow, before: Known | None, caseload: Caseload, as_of: date) -> _Judged:
    problems = later_dates(row, caseload, as_of)
    if any(problem.refused for problem in problems):
        return _Judged("refused", None, problems, [])
    row = without_later_dates(row, as_of)
    following = follow(row, before or Known(Journey(row.child)), caseload.mapping, as_of)
    change = _change(row, before, following, as_of)
    notes = [Note(row.child, row.line, sentence) for sentence in following.notes]
    left = any(event.type == "left_care" for event in change.add)
    if following.earlier and before is not None:
        change = replace(change, last_row=before.last_row)
    return _Judged(_fate(change, before, following, left), change, problems, notes)


def _judge_history(
    history: ChildHistory, before: Known | None, caseload: Caseload, reach: Reach, as_of: date
) -> _Judged:
    judged = follow_history(history, before, caseload.mapping, reach, as_of)
    if judged.excluded:
        return _Judged("excluded", _remembered(history, before, judged), judged.problems, [], judged.excluded)
    if judged.unknown or not judged.last_row:
        return _Judged("unknown" if judged.unknown else "refused", None, judged.problems, [])
    person = _person_of_history(history, before)
    facts = _fact_changes(before, person) if before and not before.aside else ()
    following = judged.following
    change = Change(history.child, history.line, person, following.add, following.withdraw, facts, judged.last_row)
    fate = _fate(change, before, following, left=judged.left)
    notes = [Note(history.child, history.line, sentence) for sentence in following.notes]
    return _Judged(fate, change, judged.problems, notes)


def _remembered(history: ChildHistory, before: Known | None, judged: HistoryJudged) -> Change | None:
    """What returns told of short breaks, so that care before or after them is known for what it is in any order."""
    if before is not None and judged.last_row == before.last_row:
        return None
    person = Person("", history.date_of_birth, unaccompanied=False, team=None, worker=None)
    return Change(history.child, history.line, person, (), (), (), judged.last_row)


def _unknown(judged: Sequence[_Judged]) -> list[Note]:
    """Care leavers, mostly: one note for all of them."""
    count = sum(one.fate == "unknown" for one in judged)
    some = (
        "child has a row in these files but no episode and is"
        if count == 1
        else ("children have rows in these files but no episode and are")
    )
    return [Note("", 0, f"{count:,} {some} not on record: left aside, as care leavers are.")] if count else []


def _older(reach: Reach) -> list[Note]:
    """One note for all children: each is as it was told for a later time."""
    if not reach.older:
        return []
    return [
        Note(
            "",
            0,
            f"These returns know nothing after {day(reach.last)}, but of "
            f"{counted(len(reach.ahead), 'child', 'children')} the record knows what happened later: they count as an "
            "older return, and what is later stays.",
        )
    ]


def _fate(change: Change, before: Known | None, following: Following, left: bool) -> str:
    if following.earlier:
        return "unchanged"
    if before is None or before.aside:
        return "new"
    if left:
        return "left"
    touched = change.add or change.withdraw or change.facts or _differs(change.last_row, before.last_row)
    return "changed" if touched else "unchanged"


def refuse_older(known: Mapping[str, Known], caseload: Caseload, as_of: date) -> None:
    """An older extract would undo what a later one told: the whole file is refused."""
    days = [str(before.last_row["as_of"]) for before in known.values() if before.last_row.get("as_of")]
    if days and max(days) > as_of.isoformat():
        raise RecordError(
            f"{caseload.filename} is as of {day(as_of)}, but an extract as of "
            f"{day(date.fromisoformat(max(days)))} has been imported already: import the newest extract."
        )


def _change(row: ChildRow, before: Known | None, following: Following, as_of: date) -> Change:
    person = _person(row, before)
    return Change(
        child=row.child,
        line=row.line,
        person=person,
        add=following.add,
        withdraw=following.withdraw,
        facts=_fact_changes(before, person) if before and not before.aside else (),
        last_row={**only_903(before.last_row if before else {}), **last_row(row, as_of)},
    )


def _person(row: ChildRow, before: Known | None) -> Person:
    """A fact this file does not give stays as it was; "unaccompanied" looks back 12 months only and is never undone."""
    old = before or Known(Journey(row.child))
    gives = {name for name in ("initials", "team", "worker", "date_of_birth") if name not in row.omitted}
    return Person(
        initials=row.initials if "initials" in gives else old.initials,
        date_of_birth=row.date_of_birth if "date_of_birth" in gives else old.journey.date_of_birth,
        unaccompanied=row.unaccompanied or old.journey.unaccompanied,
        team=(row.team or None) if "team" in gives else old.journey.team,
        worker=(row.worker or None) if "worker" in gives else old.worker,
    )


def _person_of_history(history: ChildHistory, before: Known | None) -> Person:
    """A return gives the date of birth, and says of some that they came unaccompanied."""
    old = before or Known(Journey(history.child))
    return Person(
        initials=old.initials,
        date_of_birth=history.date_of_birth or old.journey.date_of_birth,
        unaccompanied=history.unaccompanied or old.journey.unaccompanied,
        team=old.journey.team,
        worker=old.worker,
    )


def _fact_changes(before: Known, person: Person) -> tuple[FactChange, ...]:
    old = Person(
        before.initials,
        before.journey.date_of_birth,
        before.journey.unaccompanied,
        before.journey.team,
        before.worker,
    )
    return tuple(
        FactChange(field.name.replace("_", " "), _told(getattr(old, field.name)), _told(getattr(person, field.name)))
        for field in fields(Person)
        if getattr(old, field.name) != getattr(person, field.name)
    )


def _told(value: Fact | date) -> str:
    match value:
        case None | "":
            return "none"
        case bool():
            return "yes" if value else "no"
        case date():
            return day(value)
        case _:
            return value


def last_row(row: ChildRow, as_of: date) -> dict[str, Fact]:
    """The row's facts as plain values a database keeps; what the file did not give is not in it."""
    facts: dict[str, Fact] = {"as_of": as_of.isoformat()}
    for field in fields(ChildRow):
        value = getattr(row, field.name)
        if field.name in ("line", "child", "adoption", "happened", "omitted") or field.name in row.omitted:
            continue
        facts[field.name] = value.isoformat() if isinstance(value, date) else value
    for name in LIST_10_DATES if row.adoption else ():
        when = getattr(row.adoption, name)
        facts[f"adoption_{name}"] = when.isoformat() if when else None
    return facts


def _on_a_later_day(change: Change, before: Known) -> bool:
    """A list that says what the one before it said is the newer word all the same: an older one undoes nothing then."""
    return change.last_row != before.last_row


def _differs(now: Mapping[str, Fact], before: Mapping[str, Fact]) -> bool:
    """The day of the extract alone is no difference."""
    return {**now, "as_of": None} != {**before, "as_of": None}
