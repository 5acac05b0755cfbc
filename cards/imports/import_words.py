"""Sentences of imports: what a preview would write, what became of it, why an import cannot be taken back."""

from __future__ import annotations

from collections.abc import Sequence

PREVIEW_IS_GONE = "What was read from this file is not kept any more; send the file again."
LIST_IS_EMPTY = "This list is empty by now; send the file again to see what it would change."
CHANGED_SINCE_READ = "The record was changed after this was read: Import this will show you once more before it writes."
SHOWN_ANEW = "The record was changed after you were shown this, so nothing was written: this is what it would do now."
LEFT_NOW = "Left: nothing was written. Send the file again whenever you like."
LEFT_BEFORE = "This was left: nothing of it was written."
SAY_WHY = "Say why the import is taken back; the reason is kept in the history."

ACTIONS = "actions"
STEPS_AND_FACTS = "recorded steps and facts"
INVITATIONS = "invitations"
PLACES_ON_AN_AGENDA = "places on an agenda"
PLANNING_MEETINGS = "planning meetings"
REFERRALS = "referrals"
SIBLINGS_KEPT = "siblings kept"
OTHER_ENTRIES = "other entries"

MOST_NAMED = 5


def amount(events: int, children: int) -> str:
    """How much an import is."""
    return (
        f"{events:,} dated {'event' if events == 1 else 'events'} for "
        f"{children:,} {'child' if children == 1 else 'children'}"
    )


def would_write(much: str, *, refused: bool) -> str:
    """What importing would write."""
    return f"Nothing is written yet: importing this writes {much}.{_again(refused)}"


def would_remember(what: str) -> str:
    """Nothing of the record would change; what the next import is compared with would."""
    return f"Nothing is written yet: {what}."


def would_change_nothing(*, refused: bool) -> str:
    """Importing would do nothing."""
    return f"Nothing would change.{_again(refused)}"


def written_now(number: int, much: str) -> str:
    """The import was written, under its number."""
    return f"Written as import {number}: {much}."


def written_before(number: int | None) -> str:
    """The preview was imported before."""
    return f"This was imported already, as import {number}."


def no_import(number: int) -> str:
    """No import has this number."""
    return f"There is no import {number}; python app.py imports lists them."


def taken_back_before(number: int, because: str) -> str:
    """The import was taken back, and why."""
    return f"Import {number} was taken back already: {because}"


def a_people_file(number: int) -> str:
    """What says who works here is put right by another file."""
    return f"Import {number} is a people file; import the right people file instead."


def too_old(number: int) -> str:
    """An import of a version that did not keep what was there before."""
    return (
        f"Import {number} was written before imports could be taken back, so what it overwrote is not known; "
        "correct it with a newer extract."
    )


def later_ones(number: int, later: Sequence[int]) -> str:
    """Other imports of the same children came after it."""
    which = f"import {later[0]}" if len(later) == 1 else f"imports {_and([str(one) for one in later])}"
    return (
        f"Import {number} cannot be taken back while {which} of the same children came after it; "
        f"take back import {later[-1]} first."
    )


def built_upon(number: int, kinds: Sequence[str], children: Sequence[str]) -> str:
    """Something was recorded since then that goes back to it: what, and of which children."""
    return (
        f"Import {number} cannot be taken back: since then there are {_and(kinds)} of {_some(children)}; "
        "correct these children with a newer extract instead, which withdraws what was wrong with the reason."
    )


def _again(refused: bool) -> str:
    return " The rows refused can be corrected and sent again at any time." if refused else ""


def _some(refs: Sequence[str]) -> str:
    more = len(refs) - MOST_NAMED
    return f"{', '.join(refs[:MOST_NAMED])} and {more} more" if more > 0 else _and(refs)


def _and(words: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
