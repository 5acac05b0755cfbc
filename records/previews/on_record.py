"""A caseload with its children named as the record names them; a form that could be two children's is asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from records.files.problems import RowProblem
from records.files.references import Named, joined_words, named_as_on_record, said_of
from records.previews.caseload import Caseload
from records.previews.preview import Note
from records.returns.ssda903 import ChildHistory


def named_together(record: Sequence[str], caseloads: Sequence[Caseload]) -> tuple[list[Caseload], tuple[Note, ...]]:
    """All files of one import, judged with the forms of all of them."""
    forms = dict.fromkeys(form for caseload in caseloads for form in _forms(caseload))
    named = named_as_on_record(forms, record)
    return [_named(caseload, named) for caseload in caseloads], _notes(named)


def _forms(caseload: Caseload) -> list[str]:
    return [*sorted(caseload.listed), *(history.child for history in caseload.histories)]


def _named(caseload: Caseload, named: Named) -> Caseload:
    taken, asked = named.taken, named.asked
    if not taken and not asked:
        return caseload
    problems = [replace(problem, child=taken.get(problem.child, problem.child)) for problem in caseload.problems]
    problems += [
        _asked(r.line, caseload.sheet, caseload.headings, r.child, asked) for r in caseload.rows if r.child in asked
    ]
    problems += [_history_asked(each, asked) for each in caseload.histories if each.child in asked]
    meant = {ref for form in caseload.listed for ref in asked.get(form, ())}
    return replace(
        caseload,
        rows=tuple(replace(r, child=taken.get(r.child, r.child)) for r in caseload.rows if r.child not in asked),
        earlier=tuple(replace(r, child=taken.get(r.child, r.child)) for r in caseload.earlier if r.child not in asked),
        histories=tuple(
            replace(each, child=taken.get(each.child, each.child))
            for each in caseload.histories
            if each.child not in asked
        ),
        excluded=tuple(replace(one, child=taken.get(one.child, one.child)) for one in caseload.excluded),
        problems=tuple(problems),
        listed=frozenset(taken.get(form, form) for form in caseload.listed) | meant,
    )


def _history_asked(history: ChildHistory, asked: Mapping[str, tuple[str, ...]]) -> RowProblem:
    places = [e.place for telling in history.tellings for e in telling.episodes if e.place]
    places += [one.place for one in history.dates]
    file, headings = (places[0].file, places[0].headings) if places else ("", {"child": "CHILD"})
    return _asked(history.line, file, headings, history.child, asked)


def _asked(
    line: int, sheet: str, headings: Mapping[str, str], form: str, asked: Mapping[str, tuple[str, ...]]
) -> RowProblem:
    return RowProblem(line, headings["child"], form, said_of(headings["child"], form, asked[form]), sheet, form, True)


def _notes(named: Named) -> tuple[Note, ...]:
    """One note for all that were taken as another form."""
    if not named.taken:
        return ()
    return (Note("", 0, f"{joined_words(named.taken)} on record."),)
