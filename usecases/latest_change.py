"""What was done last to a sitting, an invitation, a meeting, as one sentence: who, what, when."""

from __future__ import annotations

from dataclasses import replace

from cards import house_words
from cards.deed_words import in_a_sentence
from permanence.deeds import Verb
from permanence.explain import in_a_row
from storage import history
from storage.history import Entry
from storage.store import Work


async def latest_change(
    work: Work, subject: str, subject_id: int | str, *, verb: Verb | None = None, by: str = "", label: str = ""
) -> str:
    """The last thing done, or the last of that verb, by that person, about that child; empty when there is none."""
    for entry in reversed(await history.of(work, subject, subject_id)):
        if verb in (None, entry.verb) and by in ("", entry.by_oid) and label in ("", entry.details.get("label")):
            return sentence(entry)
    return ""


async def latest_at_once(work: Work, subject: str, subject_id: int | str, verb: Verb, by: str) -> str:
    """The last thing of that verb that this person did, with everybody it was done for in the same press."""
    done = [one for one in await history.of(work, subject, subject_id) if (one.verb, one.by_oid) == (verb, by)]
    if not done:
        return ""
    at_once = [one.details for one in done if one.at == done[-1].at]
    several = {
        name: in_a_row(list(dict.fromkeys(str(details[name]) for details in at_once if name in details)))
        for name in ("label", "times")
        if name in at_once[-1]
    }
    return sentence(replace(done[-1], details={**done[-1].details, **several}))


def sentence(entry: Entry) -> str:
    """Sam Support accepted the invitation for Erin East on Mon 9 March 2026, 10:05."""
    return in_a_sentence(entry.by_name, entry.verb, entry.details, entry.at)


def meanwhile(last: str) -> str:
    """The line for somebody who acted on what was no longer so."""
    return house_words.changed_meanwhile(last)


async def changed_meanwhile(work: Work, subject: str, subject_id: int | str) -> str:
    """The same, with the last thing done to the subject."""
    return meanwhile(await latest_change(work, subject, subject_id))
