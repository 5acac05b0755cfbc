"""Every card of the largest council is within 28 KB as it is sent: lists at their longest, texts at their widest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from bot.engine.fitting import HOUSE, size
from bot.engine.seal import Seal
from cards.meetings import meeting_record_form
from cards.meetings.meeting_record_form import LINES_A_PART, LONG, SHORT, RecordLine, in_parts
from tests.cards.strictness import faults, inputs
from tests.largest import PEOPLE, SIBLINGS, SLOTS, wide
from tools.card_modules import card_modules

SEAL = Seal(b"a key")
PLACE = "19:permanence@thread.tacv2"
LABEL = 20  # of a child: the reference, and initials of at most eight characters
NAME, TEAM, NOTE, REASON, THEME = 50, 30, 1000, 500, 100

# What people type, and at most how many characters of it; what a name is that stands in a list or a sentence.
TEXTS = {
    **dict.fromkeys(("text", "note", "recommendation", "blocked_reason", "asked_reason", "said_of_it"), NOTE),
    **dict.fromkeys(("reason", "blocked", "called_off"), REASON),
    **dict.fromkeys(("manager", "owner", "deputy", "by", "name", "made_by", "asked_by", "whose_words"), NAME),
    **dict.fromkeys(("team",), TEAM),
    **dict.fromkeys(("theme",), THEME),
    "instead": 300,
}
# How long a list may get; what is not named here stands on pages or is as long as the procedure makes it.
LISTS = {
    "action_update_form.people": PEOPLE,
    "who_is_away_form.people": PEOPLE,
    "away_form.deputies": PEOPLE,
    "create_action_form.people": PEOPLE,
    "item_form.people": PEOPLE,
    "child_form.people": PEOPLE,
    "meeting_form.people": PEOPLE,
    "due.managers": PEOPLE,
    "attendance_form.people": SLOTS + 9,
    "handed_over.people": SLOTS,
    "agenda_form.rows": SLOTS,
    "upload_form.rows": SLOTS,
    "move_form.times": 60,
    "slot_form.free": SLOTS,
    "offer_form.free": SLOTS,
    "declined.free": SLOTS,
    "declined.offered": SLOTS,
    "declined.given_up": SLOTS,
    "handed_over.lines": SLOTS,
    "item_form.same_for": SIBLINGS,
    "child_form.same_for": SIBLINGS,
    "sitting_change.before": 2,
    "sitting_change.now": 2,
    "away.lines": 20,
    **{f"sitting.{name}": SLOTS for name in ("slots", "answers", "also")},
    **{f"agenda.{name}": SLOTS for name in ("lines", "reserve", "unreferred", "without_manager", "also")},
    **{f"summary.{name}": SLOTS for name in ("heard", "deferred", "reviewed", "deferred_twice")},
    **{f"invitation.{name}": SLOTS for name in ("items",)},
    **dict.fromkeys(("release_form.children", "decline_form.labels", "swap_form.mine", "swap_form.others"), SLOTS),
    **dict.fromkeys(("child.siblings", "siblings_form.present", "meeting_held_form.siblings"), SIBLINGS),
    **dict.fromkeys(("item_record.together", "meeting_record.together"), SIBLINGS),
}
CARDS = [
    pytest.param(name, view, id=f"{name}-{example}")
    for name, module in card_modules().items()
    for example, view in getattr(module, "EXAMPLES", {}).items()
]


INPUTS = {"meeting_record_form.name"}  # names of inputs, which nobody types


def largest(card: str, value: Any, name: str = "") -> Any:
    """A view with its lists at their longest and what people typed at its widest."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: largest(card, getattr(value, f.name), f.name) for f in fields(value)})
    if isinstance(value, tuple):
        grown = [largest(card, one, "" if isinstance(one, tuple) else name) for one in value]
        return _as_many(grown, LISTS.get(f"{card}.{name}", 0))
    if isinstance(value, Mapping) and name in ("typed", "details"):
        return {key: largest(card, one, key) for key, one in value.items()}
    if isinstance(value, str) and value and name in TEXTS and "oid" not in value and f"{card}.{name}" not in INPUTS:
        return wide(TEXTS[name], value[:8])
    return value


def _as_many(grown: list[Any], most: int) -> tuple[Any, ...]:
    """The list over and over; each choice, row or line as one of its own."""
    if not grown or len(grown) >= most:
        return tuple(grown)
    wide_as = LABEL if most == SIBLINGS else NAME
    return tuple(_another(grown[place % len(grown)], place, wide_as) for place in range(most))


def _another(one: Any, place: int, most: int) -> Any:
    if isinstance(one, tuple) and all(isinstance(part, str) for part in one):
        shown, *sent = one
        return (wide(most, f"{shown[:8]} {place} "), *(f"{part}{place}" for part in sent))
    own = next((field for field in ("item", "absence") if hasattr(one, field)), "")
    return replace(one, **{own: place + 1}) if own else one


def filled(card: Any) -> Any:
    """The form as it is shown again to somebody who filled every box to its limit."""
    for box in inputs(card):
        if box["type"] == "Input.Text":
            box["value"] = wide(int(box["maxLength"]))  # type: ignore[index]
    return card


@pytest.mark.parametrize(("name", "view"), CARDS)
def test_a_card_of_the_largest_council_is_within_28_kilobytes_as_it_is_sent(name: str, view: Any) -> None:
    card = SEAL.on(filled(card_modules()[name].draw(largest(name, view))), PLACE)
    assert size(card) <= HOUSE
    assert faults(card) == []
    names = [one["id"] for one in inputs(card)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("siblings", range(SIBLINGS + 1))
def test_the_form_of_a_child_with_any_number_of_siblings_is_within_28_kilobytes(siblings: int) -> None:
    module = card_modules()["child_form"]
    view = largest("child_form", module.EXAMPLES["with-siblings"])
    card = SEAL.on(filled(module.draw(replace(view, same_for=view.same_for[:siblings]))), PLACE)
    assert size(card) <= HOUSE
    assert len([box for box in inputs(card) if box["id"].startswith("action_")]) >= 2


@pytest.mark.parametrize("heard", range(1, SLOTS + 1))
def test_the_summary_of_any_number_of_children_is_within_28_kilobytes(heard: int) -> None:
    module = card_modules()["summary"]
    whole = largest("summary", module.EXAMPLES["closed"])
    view = replace(whole, heard=whole.heard[:heard], deferred=whole.deferred[: SLOTS - heard])
    assert size(SEAL.on(module.draw(view), PLACE)) <= HOUSE


@pytest.mark.parametrize("lines", range(0, 61))
@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_a_running_record_of_any_number_of_lines_is_asked_for_on_cards_within_28_kilobytes(
    lines: int, share: float
) -> None:
    """As the use case shares it out: whole while it fits, else all but the lines, then eight lines a card."""
    asked = tuple(
        RecordLine(f"answer.work_plan.{number}", "What needs to be done, by whom and by when, and how", "PT-1.3")
        for number in range(lines)
    )
    boxes = {"discussed": LONG, "views_said": LONG, "differing": SHORT, "resolution": SHORT, "options": SHORT}
    boxes |= {line.name: SHORT for line in asked}
    typed = {name: wide(int(most * share)) for name, most in boxes.items()}
    view = card_modules()["meeting_record_form"].EXAMPLES["as-carried-forward"]
    parts = in_parts(asked, 0, typed)
    whole = replace(view, lines=asked if parts == 1 else (), typed=typed, parts=parts)
    assert size(SEAL.on(meeting_record_form.draw(whole), PLACE)) <= HOUSE
    if parts > 1:
        second = replace(view, lines=asked[:LINES_A_PART], typed=typed, part=1, parts=parts)
        assert size(SEAL.on(filled(meeting_record_form.draw(second)), PLACE)) <= HOUSE


def test_every_list_named_as_long_is_of_a_card_that_has_it() -> None:
    known = {f"{name}.{field}" for name, module in card_modules().items() for field in _fields(module)}
    assert LISTS.keys() <= known


def _fields(module: Any) -> set[str]:
    found: set[str] = set()
    for view in getattr(module, "EXAMPLES", {}).values():
        waiting = [view]
        while waiting:
            one = waiting.pop()
            if is_dataclass(one):
                found |= {field.name for field in fields(one)}
                waiting += [getattr(one, field.name) for field in fields(one)]
            elif isinstance(one, tuple):
                waiting += one
    return found


def test_a_card_left_as_it_was_drawn_would_be_too_large() -> None:
    """What makes the test above mean something: without the seal's care the forms of people are far over."""
    module = card_modules()["who_is_away_form"]
    drawn = module.draw(largest("who_is_away_form", module.EXAMPLES["anybody"]))
    assert size(drawn) > 5 * HOUSE
