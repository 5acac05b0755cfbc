"""Recording a sitting: when it may be recorded, and when it is complete."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from permanence.deeds import Verb
from permanence.explain import in_words
from permanence.panel.sitting import (
    CLOSED,
    DEFERRED,
    DRAFT,
    HEARD,
    LISTED,
    NOTHING_BESIDE,
    STOOD_DOWN,
    Discussion,
    Item,
    Sitting,
)
from permanence.refusals import Incomplete

TO_RECORD = (LISTED, HEARD, DEFERRED)


@dataclass(frozen=True, slots=True)
class Recommend:
    """The child was heard, and this is recommended, with the reason."""

    verb: ClassVar[Verb] = "record_recommendation"
    state: ClassVar[str] = HEARD
    recommendation: str
    reason: str
    discussion: Discussion = NOTHING_BESIDE


@dataclass(frozen=True, slots=True)
class Defer:
    """It was not heard, and why; it comes back next time."""

    verb: ClassVar[Verb] = "defer_item"
    state: ClassVar[str] = DEFERRED
    reason: str
    recommendation: ClassVar[None] = None
    discussion: ClassVar[Discussion] = NOTHING_BESIDE


@dataclass(frozen=True, slots=True)
class Review:
    """A manager's open actions were gone through."""

    verb: ClassVar[Verb] = "mark_reviewed"
    state: ClassVar[str] = HEARD
    recommendation: ClassVar[None] = None
    reason: ClassVar[None] = None
    discussion: ClassVar[Discussion] = NOTHING_BESIDE


Result = Recommend | Defer | Review


def require_fitting(item: Item, result: Result) -> None:
    """A child gets a recommendation, a manager's actions are reviewed; only what is on the agenda gets either."""
    if item.state not in TO_RECORD:
        raise Incomplete("This is not on the agenda any more; open the sitting to see what is.")
    if isinstance(result, Review) and item.child:
        raise Incomplete("A child is recorded with a recommendation and its reason.")
    if isinstance(result, Recommend) and not item.child:
        raise Incomplete("At an action review the actions are gone through; no recommendation is recorded.")
    if result.discussion.differing_views and not result.discussion.resolution:
        raise Incomplete("Write how the differing views will be resolved.")
    if result.discussion.resolution and not result.discussion.differing_views:
        raise Incomplete("Write which views differ, or leave out how they will be resolved.")


def require_recordable(sitting: Sitting, today: date) -> None:
    """A published sitting can be recorded from its day on, until it is closed; else the refusal."""
    on = in_words(sitting.on.toordinal())
    if sitting.state == CLOSED:
        raise Incomplete(f"The sitting of {on} is closed; what was recorded stands.")
    if sitting.state == STOOD_DOWN:
        raise Incomplete(f"The sitting of {on} was stood down, so there is nothing to record.")
    if sitting.state == DRAFT:
        raise Incomplete(f"The agenda for {on} is not published yet; business support publishes it first.")
    if today < sitting.on:
        raise Incomplete(f"The sitting is on {on}; it can be recorded from that day on.")


def require_closed(sitting: Sitting) -> None:
    """Only a closed sitting is opened again; else the refusal."""
    if sitting.state != CLOSED:
        on = in_words(sitting.on.toordinal())
        raise Incomplete(f"The sitting of {on} is not closed, so its record can be changed as it is.")


def require_all_recorded(items: Iterable[Item]) -> None:
    """Each item on the agenda was heard or put off with a reason; else the refusal that counts those that were not."""
    waiting = sum(item.state == LISTED for item in items)
    if waiting:
        are = "item is" if waiting == 1 else "items are"
        raise Incomplete(f"{waiting} {are} not recorded yet; record each, or say why it was not heard.")
