"""Recording a sitting: when it may be recorded, and when it is complete."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from permanence.explain import in_words
from permanence.panel import CLOSED, DEFERRED, DRAFT, HEARD, LISTED, Item, Sitting
from permanence.refusals import Incomplete

TO_RECORD = (LISTED, HEARD, DEFERRED)


def require_recordable(sitting: Sitting, today: date) -> None:
    """A published sitting can be recorded from its day on, until it is closed; else the refusal."""
    on = in_words(sitting.on.toordinal())
    if sitting.state == CLOSED:
        raise Incomplete(f"The sitting of {on} is closed; what was recorded stands.")
    if sitting.state == DRAFT:
        raise Incomplete(f"The agenda for {on} is not published yet; business support publishes it first.")
    if today < sitting.on:
        raise Incomplete(f"The sitting is on {on}; it can be recorded from that day on.")


def require_on_agenda(item: Item) -> None:
    """Only what is on the agenda is recorded; else the refusal."""
    if item.state not in TO_RECORD:
        raise Incomplete("This is not on the agenda any more; open the sitting to see what is.")


def require_all_recorded(items: Iterable[Item]) -> None:
    """Each item on the agenda was heard or put off with a reason; else the refusal that counts those that were not."""
    waiting = sum(item.state == LISTED for item in items)
    if waiting:
        are = "item is" if waiting == 1 else "items are"
        raise Incomplete(f"{waiting} {are} not recorded yet; record each, or say why it was not heard.")


def require_once(attended: Collection[str], apologies: Collection[str]) -> None:
    """Nobody both attended and sent apologies; else the refusal."""
    if not attended:
        raise Incomplete("Choose who attended.")
    if set(attended) & set(apologies):
        raise Incomplete("Somebody is chosen both as attending and with apologies; choose one of the two.")
