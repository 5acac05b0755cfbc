"""Sentences of a sitting's record: why something cannot be recorded, and what was recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cards.house_words import NOTHING_SAVED
from cards.parts import day
from permanence.explain import in_a_row, on_day

NO_SUCH_SITTING = 'There is no such sitting; say "record" to open the one to be recorded.'
NOT_ON_THE_AGENDA = 'This is not on the agenda any more; say "record" to see what is.'
NO_CHILD_HERE = "At an action review the open actions are gone through; a new one needs a child's item."
NOT_HEARD_HERE = "This child was not heard at this sitting, so no action is agreed for it here."
ONE_OF_THOSE_CHOSEN = "One of those chosen"
ATTENDANCE_RECORDED = "The attendance is recorded."
ALL_CONFIRMED = "The uploads that waited here are confirmed."


def none_to_record(next_on: date | None) -> str:
    """No sitting waits; when the next one is."""
    after = f"the next one published is on {day(next_on)}" if next_on else 'say "agenda" to propose one'
    return f"No sitting is waiting to be recorded; {after}."


def closed(heard: int, not_heard: int) -> str:
    """The sitting was closed."""
    return f"The sitting is closed: {heard} heard, {not_heard} not heard."


def upload_due(by: date, clause: str) -> str:
    """What is added when the procedure dates the upload."""
    return f" Each upload to the record is due by {day(by)} ({clause})."


def not_heard_after_all(on: date) -> str:
    """Why the panel written by an earlier closing is withdrawn."""
    return f"the record of the sitting of {on_day(on)} was corrected: the child was not heard"


def choose_children(most: int) -> str:
    """Nobody or too many were chosen."""
    return f"Choose at least one child, and at most {most} at a time."


def uploads_confirmed(labels: Sequence[str]) -> str:
    """The uploads were confirmed."""
    return f"The upload is confirmed for {', '.join(labels)}."


def no_child_any_more(ref: str) -> str:
    """The child is not in the caseload any more."""
    return f'There is no child "{ref[:40]}" in the caseload any more; ask for the card again.'


def confirmed_today(label: str) -> str:
    """One upload a day can be confirmed for a child."""
    return f"An upload for {label} was confirmed today already; confirm the next one tomorrow."


def instead_of_recorded(label: str) -> str:
    """A sibling whose item has a recommendation already."""
    return f"{label}, instead of what is recorded"


def no_sibling_here(whom: str) -> str:
    """Somebody chosen is no sibling on this agenda any more."""
    return f"{whom} is no longer a sibling on this agenda, so nothing is saved; choose again."


def nothing_saved(label: str, meanwhile: str) -> str:
    """A sibling's item changed, so neither is recorded."""
    return f"{NOTHING_SAVED} {label}. {meanwhile}"


def same_for(labels: Sequence[str]) -> str:
    """What is added when the same was recorded for siblings."""
    return f" The same is recorded for {in_a_row(labels)}; agree the actions of each on its own card."


def seat(title: str, children: Sequence[str], *, views: bool) -> str:
    """A seat of the procedure as it can be chosen."""
    asked = ", views to be ascertained" if views else ""
    of = f" ({', '.join(children)})" if children else ""
    return f"{title}{asked}{of}"


def invited(name: str, instead_of: Sequence[str]) -> str:
    """Somebody invited as they can be chosen: for whom, where it is for somebody else."""
    return f"{name}, for {', '.join(instead_of)}" if instead_of else f"{name}, invited"


def why_here(presenter: str, because: str, clause: str) -> str:
    """Who presents a child, and why it is on the agenda."""
    return f"Presented by {presenter}. {because} ({clause})."


def actions_of(manager: str) -> str:
    """What an item of an action review is called."""
    return f"Actions of {manager}"


def actions_stay(reason: str, still_open: int) -> str:
    """Why an item was not heard, and that actions agreed before are not undone by it."""
    if not still_open:
        return reason
    stays = "1 action agreed before stays open" if still_open == 1 else f"{still_open} actions agreed before stay open"
    return f"{reason.rstrip('.')}. {stays}."


def cancelled(text: str) -> str:
    """An action that is not to be done after all, where a summary lists what was agreed."""
    return f"Cancelled since: {text}"
