"""What an invitation is about: the slots with their children, how far each is prepared, and the open actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cards.elements import Badge, CardElement
from cards.looks import AGAINST, NEAR, OVER, WELL, state
from cards.parts import day, plain, section, span, words
from permanence.explain import shortened

MOST_ACTIONS = 12
LONGEST_ACTION = 200
LONGEST_MISSING = 300


@dataclass(frozen=True, slots=True)
class InvitedItem:
    """What the manager presents in a slot and why; `label` is empty at an action review."""

    starts_at: datetime
    ends_at: datetime
    label: str
    clause: str
    because: str
    due: date | None = None
    missing: tuple[str, ...] | None = None  # of the preparation; None where nothing is asked for


@dataclass(frozen=True, slots=True)
class Preparation:
    """A checklist of the procedure."""

    clause: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action of one of the manager's children, for an action review."""

    label: str
    text: str
    due: date
    blocked: str = ""  # why it cannot go on


STANDING = {
    "invited": ("Not answered yet", NEAR),
    "accepted": ("Accepted", WELL),
    "declined": ("Declined", AGAINST),
    "passed_on": ("Not needed", OVER),
}


def standing(answer: str, *, stood_down: bool) -> Badge:
    """How the answer to an invitation stands."""
    return state("Stood down", OVER) if stood_down else state(*STANDING[answer])


def items_in_words(items: Sequence[InvitedItem]) -> list[CardElement]:
    """Each slot, with the child, why it is due and how far the preparation is."""
    return [section(_title(item), [words(_why(item)), *_readiness(item)]) for item in items]


def _readiness(item: InvitedItem) -> list[CardElement]:
    return [] if item.missing is None else [words(readiness_in_words(item.missing))]


def readiness_in_words(missing: Sequence[str]) -> str:
    """Ready, or not ready and what is missing."""
    if not missing:
        return "Ready"
    return plain(f"Not ready, missing: {shortened('; '.join(missing), LONGEST_MISSING)}")


def to_prepare_in_words(prepare: Sequence[Preparation], by: date | None) -> list[CardElement]:
    """Each checklist with the day by which it is to be ready."""
    ready = f", ready by {day(by)}" if by else ""
    return [
        section(f"{plain(part.title)}{ready} ({part.clause})", [words(f"- {plain(item)}") for item in part.items])
        for part in prepare
    ]


def _title(item: InvitedItem) -> str:
    who = f": {plain(item.label)}" if item.label else ""
    return f"{span(item.starts_at, item.ends_at)}{who}"


def _why(item: InvitedItem) -> str:
    due = f", due {day(item.due)}" if item.due else ""
    return f"Why: {plain(item.because)}{due} ({item.clause})"


def actions_in_words(actions: Sequence[OpenAction]) -> list[CardElement]:
    """The open actions, as many as fit."""
    if not actions:
        return []
    shown = [words(_action(action)) for action in actions[:MOST_ACTIONS]]
    left = len(actions) - MOST_ACTIONS
    rest = [words(f'And {left} more; say "my actions" for all.')] if left > 0 else []
    return [section("Open actions", [*shown, *rest])]


def _action(action: OpenAction) -> str:
    text = shortened(action.text, LONGEST_ACTION)
    blocked = "; blocked" if action.blocked else ""
    return f"{plain(action.label)}: {plain(text)}, due {day(action.due)}{blocked}"
