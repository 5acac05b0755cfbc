"""The form under the page of actions: which are ticked, what is to be done to them, and what was typed for it."""

from __future__ import annotations

from typing import Any

from multidict import MultiDict

from cards.fields import Field, day_in
from permanence.panel.action_changes import AskLater, Cancel, Change, Complete, Progress, Reassign
from permanence.refusals import Incomplete

MOST_WORDS = 1000
LATER = Field("due", "The later date", "Choose the later date.")
DOES = {
    "complete": "Done",
    "note": "Add a note",
    "later": "Ask for a later date",
    "hand_over": "Hand over",
    "cancel": "Cancel",
}
CHOOSE_SOME = "Tick the actions that it is about."
CHOOSE_WHAT = "Choose what is to be done."
SAY = {
    "note": "Write what was done so far.",
    "later": "Say why a later date is needed.",
    "cancel": "Say why it is not to be done at all.",
}
CHOOSE_OWNER = "Choose who is to do it from the list."


def ticked(form: MultiDict[Any]) -> list[tuple[int, int]]:
    """Number and version of each ticked action, in their order."""
    pairs = [str(value).partition(".") for value in form.getall("action", [])]
    found = [(int(number), int(seen)) for number, _, seen in pairs if number.isdecimal() and seen.isdecimal()]
    if not found:
        raise Incomplete(CHOOSE_SOME)
    return list(dict.fromkeys(found))


def change_of(form: MultiDict[Any], owner: str | None) -> Change:
    """The change that was chosen; `owner` is the person chosen with it, if one was."""
    does = str(form.get("does", ""))
    match does:
        case "complete":
            return Complete()
        case "note":
            return Progress(_words(form, does))
        case "later":
            return AskLater(day_in(LATER, str(form.get("due", ""))), _words(form, does))
        case "hand_over":
            if owner is None:
                raise Incomplete(CHOOSE_OWNER)
            return Reassign(owner, "")
        case "cancel":
            return Cancel(_words(form, does))
        case _:
            raise Incomplete(CHOOSE_WHAT)


def note_of(form: MultiDict[Any]) -> str:
    """What was done, where it was said with a completion."""
    return _short(str(form.get("words", "")).strip())


def _words(form: MultiDict[Any], does: str) -> str:
    words = _short(str(form.get("words", "")).strip())
    if not words:
        raise Incomplete(SAY[does])
    return words


def _short(words: str) -> str:
    if len(words) > MOST_WORDS:
        raise Incomplete(f"The words have {len(words):,} characters; at most {MOST_WORDS:,} are kept.")
    return words
