"""What two policy files say differently, beside whose dates move: in the phrases in which each is explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from permanence.policy import Policy
from permanence.policy_tools.sentence import Sentence
from permanence.policy_tools.sentences import sentences

Told = dict[str, list[Sentence]]


WHO_AND_WHAT = ("seat", "role", "meeting", "group", "panel", "theme", "checklist", "practice", "silence", "rule")


def differences(old: Policy, new: Policy) -> Iterator[str]:
    """One line for each phrase that is other, gone or new, table by table in the order in which they are explained."""
    before, after = _by_table(sentences(old)), _by_table(sentences(new))
    for table in dict.fromkeys((*before, *after)):
        yield from _of_table(table, before[table], after[table])


def nearest_first(old: Policy, new: Policy) -> list[str]:
    """The same where only some can be shown: who comes and what is done before how the clauses are worded."""
    before, after = _by_table(sentences(old)), _by_table(sentences(new))
    tables = dict.fromkeys((*WHO_AND_WHAT, *before, *after))
    return [line for table in tables for line in _of_table(table, before[table], after[table])]


def _by_table(told: Iterable[Sentence]) -> Told:
    found: Told = defaultdict(list)
    for sentence in told:
        found[sentence.table].append(sentence)
    return found


def _of_table(table: str, before: Sequence[Sentence], after: Sequence[Sentence]) -> Iterator[str]:
    """Entries of one name are compared with each other; one gone and one new alone in the table are the same one."""
    gone = [sentence for sentence in before if sentence not in after]
    come = [sentence for sentence in after if sentence not in before]
    for sentence in list(gone):
        if (same := next((other for other in come if other.name == sentence.name), None)) is not None:
            yield from _changed(sentence, same)
            gone.remove(sentence)
            come.remove(same)
    if len(gone) == len(come) == 1:
        yield from _changed(gone[0], come[0])
        return
    yield from (f"{_named(table)} taken out{_on(sentence)}: {sentence.words}" for sentence in gone)
    yield from (f"{_named(table)} added{_on(sentence)}: {sentence.words}" for sentence in come)


def _changed(before: Sentence, after: Sentence) -> Iterator[str]:
    head = f"{_named(before.table)}, {before.name}{_on(before)}"
    if before.clause != after.clause:
        yield f"{head}: now on clause {after.clause}"
    matcher = SequenceMatcher(None, before.phrases, after.phrases, autojunk=False)
    for _kind, first, last, start, end in matcher.get_opcodes():
        was, now = "; ".join(before.phrases[first:last]), "; ".join(after.phrases[start:end])
        if was == now:
            continue
        if not now:
            yield f"{head}: no longer [{was}]"
        elif not was:
            yield f"{head}: now also [{now}]"
        else:
            yield f"{head}: [{was}] is now [{now}]"


def _on(sentence: Sentence) -> str:
    return f" ({sentence.clause})" if sentence.clause else ""


def _named(table: str) -> str:
    words = table.replace("_", " ")
    return words[0].upper() + words[1:]
