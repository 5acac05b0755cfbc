"""Every form that asks for a day, a time or a number: typed as people type it is said back; in doubt it is asked again.

The forms are those of EXAMPLES: one that is added there is missed here by name until it is played here too.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.engine.dispatch import dispatch
from bot.engine.messages import Card, Dialog, Submission
from cards.sittings import agenda_form
from permanence.people.person import Person
from tests.afternoon import AFTER, afternoon
from tests.bot.actions.test_create_action import TYPED, opened
from tests.bot.engine.test_forms import FORM_EXAMPLES
from tests.bot.meetings.test_planning_meeting import arranged, open_under as meetings_under
from tests.bot.recording.test_afternoon import ACTION, agreed
from tests.bot.reminders.test_reminders import waiting
from tests.bot.steps.test_steps import TEAM_MANAGER, file_on, form_for, open_under as steps_under
from tests.cards.strictness import buttons, faults, inputs, verb_of
from tests.cast import CHAIR, EAST, SUPPORT, WEST, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.dump import dump
from tests.play import CHANNEL, Play, caller, open_play, read
from usecases.house import House
from usecases.reminders.plan_reminders import plan_reminders

on_one = pytest.mark.parametrize("store", ["sqlite"], indirect=True)  # what is typed is read alike on any database
MONDAY = date(2026, 1, 5)
DAY_WAYS = (
    "{0:%d/%m/%Y}",
    "{0.day} {0:%B %Y}",
    "{0:%a} {0.day}.{0.month}.{0.year}",
    "\u200e{0.day}\u2013{0.month}\u2013{0:%Y}",
)
TIME_WAYS = ("9.30", "9:30 am", "0930", "\uff19\uff1a\uff13\uff10")
NUMBER_WAYS = ("6", "six", "6 weeks", "6.0")
DOUBTS: Mapping[str, tuple[str, ...]] = {
    "day": (
        "3/4",
        "13/3/26",
        "31/02/2026",
        "03/25/2026",
        "next Monday",
        "1/1/1900",
        "Sunday 2 March 2026",
        "<b>2026</b>",
    ),
    "time": ("9", "2.30", "9.5", "half past nine", "12am", "9.30-10.30", "25:00"),
    "number": ("1,5", "1.000", "-3", "1e3", "\u00b2", "6 days", "six or seven"),
}
Opened = tuple[Play, Person, Card]


@dataclass(frozen=True, slots=True)
class Form:
    """How one comes to it, what makes it whole, and which of that is a day, a time or a number."""

    verb: str
    opened: Callable[[House, Clock], Awaitable[Opened]]
    typed: Mapping[str, str]
    asked: Mapping[str, str]  # input -> day, time or number


async def to_arrange(house: House, clock: Clock) -> Opened:
    play = await meetings_under(house, clock, "ppm-terms-2017")
    return play, EAST, await play.press(EAST, await play.say(EAST, "meeting C-0001"), "Arrange")


async def to_hold(house: House, clock: Clock) -> Opened:
    play = await meetings_under(house, clock, "permanence-guidance-2024")
    await arranged(play)
    clock.move(days=13)
    return play, EAST, await play.press(EAST, await play.say(EAST, "meeting C-0001"), "Record that it was held")


async def to_agree_at_meeting(house: House, clock: Clock) -> Opened:
    play = await meetings_under(house, clock, "ppm-terms-2017")
    return play, WORKER, await play.press(WORKER, await arranged(play), "Agree an action")


async def to_agree(house: House, clock: Clock) -> Opened:
    await afternoon(house.store)
    clock.now = AFTER
    play = await open_play(house, clock)
    item = await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Open")
    return play, SUPPORT, await play.press(SUPPORT, item, "Agree an action")


async def to_record_child(house: House, clock: Clock) -> Opened:
    await afternoon(house.store)
    clock.now = AFTER
    play = await open_play(house, clock)
    return play, SUPPORT, await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Record")


async def to_ask_later(house: House, clock: Clock) -> Opened:
    await afternoon(house.store)
    clock.now = AFTER
    play = await open_play(house, clock)
    return play, WORKER, await play.press(WORKER, await agreed(play), "Ask for a later date")


async def to_correct(house: House, clock: Clock) -> Opened:
    await afternoon(house.store)
    clock.now = AFTER
    play = await open_play(house, clock)
    return play, SUPPORT, await play.press(SUPPORT, await agreed(play), "Correct or cancel")


async def to_create(house: House, clock: Clock) -> Opened:
    clock.now = AFTER
    await staff(house)
    await take_into_care(house, "C-1001", "East", date(2025, 11, 3))
    play = await open_play(house, clock)
    card = (await opened(play, WORKER, "C-1001: ask the school.")).card
    assert card is not None
    return play, WORKER, card


async def to_be_away(house: House, clock: Clock) -> Opened:
    await staff(house)
    play = await open_play(house, clock)
    return play, EAST, await play.press(EAST, await play.say(EAST, "away"), "I am going")


async def to_snooze(house: House, clock: Clock) -> Opened:
    await staff(house)
    await take_into_care(house, "C-1002", "West", date(2025, 12, 22) - timedelta(weeks=6))
    play = await open_play(house, clock)
    await plan_reminders(house, clock())
    await play.post_all()
    return play, WEST, await play.press(WEST, await waiting(play, WEST), "Snooze")


async def to_move(house: House, clock: Clock) -> Opened:
    await staff(house)
    await take_into_care(house, "C-1001", "East", MONDAY - timedelta(weeks=9))
    play = await open_play(house, clock)
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    return play, SUPPORT, await play.press(SUPPORT, play.shown("Invited", "Slots"), "Move or stand down")


async def to_say_a_fact(house: House, clock: Clock) -> Opened:
    play = await steps_under(house, clock, "permanence-guidance-2024")
    return play, EAST, await play.press(EAST, await play.say(EAST, "steps C-0001"), "Something else happened")


async def to_record_a_step(house: House, clock: Clock) -> Opened:
    play = await steps_under(house, clock, "permanence-guidance-2024")
    return play, EAST, await form_for(play, EAST, await file_on(play, "2026-03-02"), TEAM_MANAGER)


DUE = {"text": "Visit her", "owner": WORKER.oid, "due": "2026-03-25"}
HELD = {
    **{"on": "2026-02-02", "attended": "team_manager,social_worker", "absent_because": "They asked not to come."},
    **{"next_on": "2026-03-12", "next_time": "09:30", "weeks": "6", "interval_reason": "To avoid drift."},
}
FILED = {"what": "final_evidence_date_set", "on": "2026-01-19", "filing": "2026-03-25", "note": ""}
MOVED = {"on": "2026-01-09", "begins": "09:30", "reason": "The room is taken"}
CHILD = {
    **{"text": "Go on with the plan.", "reason": "It is on time.", "action_1": "One.", "action_2": "Two."},
    **{"action_3": "Three.", "due_1": "2026-03-25", "due_2": "2026-03-26", "due_3": "2026-03-27"},
    **{"owner_1": WORKER.oid, "owner_2": WORKER.oid, "owner_3": WORKER.oid},
}
FORMS = (
    Form("schedule_meeting", to_arrange, {"on": "2026-02-02", "time": "09:30"}, {"on": "day", "time": "time"}),
    Form("hold_meeting", to_hold, HELD, {"on": "day", "next_on": "day", "next_time": "time", "weeks": "number"}),
    Form("agree_meeting_action", to_agree_at_meeting, DUE, {"due": "day"}),
    Form("agree_action", to_agree, ACTION, {"due": "day"}),
    Form("record_child", to_record_child, CHILD, {"due_1": "day", "due_2": "day", "due_3": "day"}),
    Form("ask_later_date", to_ask_later, {"due": "2026-03-27", "text": "The school is shut."}, {"due": "day"}),
    Form("correct_action", to_correct, {**DUE, "words": "Ring the nursery."}, {"due": "day"}),
    Form("create_action", to_create, {**TYPED, "child": "C-1001"}, {"due": "day"}),
    Form(
        "enter_absence",
        to_be_away,
        {"starts": "2026-01-13", "until": "2026-01-23", "deputy": CHAIR.oid},
        {"starts": "day", "until": "day"},
    ),
    Form("snooze_reminder", to_snooze, {"until": "2026-01-14"}, {"until": "day"}),
    Form("move_sitting", to_move, MOVED, {"on": "day", "begins": "time"}),
    Form("record_fact", to_say_a_fact, FILED, {"on": "day", "filing": "day"}),
    Form("record_step", to_record_a_step, {"on": "2026-01-20", "note": "In supervision."}, {"on": "day"}),
)
# What else is typed into a form: words, names and references, which may be anything.
WORDS = {
    *(
        "text",
        "words",
        "reason",
        "note",
        "ref",
        "references",
        "siblings",
        "absent_because",
        "interval_reason",
        "differing_views",
    ),
    *("resolution", "options", "discussed", "views_said", "differing", "connected", "reference", "instead"),
}
PLACES = ("place_",)  # on an agenda: tried by itself below
WORDS_BY_ID = (*PLACES, "answer.", "reason.", "why.", "view_", "action_")
NOT_READ = ("stand_down_sitting",)  # its form is the one that moves a sitting, of which only the reason counts
by_verb = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.verb)


def test_no_form_asks_for_a_day_a_time_or_a_number_that_is_not_played_here() -> None:
    asked = {
        (verb_of(button), one["id"])
        for _, card, button in FORM_EXAMPLES
        for one in inputs(card)
        if one["type"] in ("Input.Date", "Input.Time", "Input.Number")
        or (one["type"] == "Input.Text" and one["id"] not in WORDS and not one["id"].startswith(WORDS_BY_ID))
        if verb_of(button) not in NOT_READ
    }
    played = {(form.verb, name) for form in FORMS for name in form.asked}
    assert played == asked | {("move_sitting", "begins")}, "a time that is chosen from a list"


async def press(form: Form, opened: Opened, typed: Mapping[str, str]) -> tuple[Card | None, str]:
    """The card that comes back, and all that is answered in words."""
    play, who, card = opened
    button = next(one for one in buttons(card) if verb_of(one) == form.verb)
    assert set(typed) <= {one["id"] for one in inputs(card)}
    play.turns += 1
    data = {**typed, **button["data"]}
    dialog = button["type"] == "Action.Submit"
    name = f"said-{play.turns}"
    reply = await dispatch(
        play.bot, play.roster, Submission(form.verb, data, caller(who), CHANNEL, name, name, dialog=dialog)
    )
    if isinstance(reply, Dialog) and reply.card is None:
        return None, reply.last
    assert reply.card is not None
    return reply.card, read(reply.card)


async def told(house: House) -> dict[str, list[tuple[Any, ...]]]:
    """Everything kept, besides what a press that changes nothing leaves: itself, and the Teams ids of the roster."""
    return {name: rows for name, rows in (await dump(house.store)).items() if name not in ("people", "presses")}


def in_words(kind: str, value: str) -> str:
    """How what was understood is said."""
    if kind == "day":
        day = date.fromisoformat(value)
        return f"{day.day} {day:%B %Y}"
    return value if kind == "time" else f"{value} weeks"


@on_one
@by_verb
@pytest.mark.parametrize("way", range(len(DAY_WAYS)))
async def test_what_is_typed_as_people_type_it_is_understood_and_said_back(
    form: Form, way: int, house: House, clock: Clock
) -> None:
    ways: dict[str, Callable[[str], str]] = {
        "day": lambda value: DAY_WAYS[way].format(date.fromisoformat(value)),
        "time": lambda value: TIME_WAYS[way],
        "number": lambda value: NUMBER_WAYS[way],
    }
    opened = await form.opened(house, clock)
    typed = {name: ways[form.asked[name]](value) if name in form.asked else value for name, value in form.typed.items()}
    card, said = await press(form, opened, typed)
    assert form.verb not in [verb_of(one) for one in buttons(card or {})], said
    for name, kind in form.asked.items():
        assert in_words(kind, form.typed[name]) in said, name


@on_one
@by_verb
async def test_what_is_doubtful_is_asked_again_with_its_field_and_what_was_typed_and_changes_nothing(
    form: Form, house: House, clock: Clock
) -> None:
    play, who, card = await form.opened(house, clock)
    labels = {one["id"]: one["label"] for one in inputs(card)}
    before = await told(house)
    for name, kind in form.asked.items():
        for doubt in DOUBTS[kind]:
            typed = {**form.typed, name: doubt}
            again, said = await press(form, (play, who, card), typed)
            assert again is not None, (name, doubt)
            first, _, rest = read({"body": again["body"][:1]}).partition(": ")
            assert labels[name].startswith(first), (name, doubt, said)
            assert rest.startswith(f'"{doubt}" '.replace("<", "\\<").replace(">", "\\>")), (name, doubt, rest)
            assert "write" in rest or "correct" in rest
            assert form.verb in [verb_of(one) for one in buttons(again)]
            kept = {one["id"]: one.get("value", "") for one in inputs(again)}
            shown = typed if name != "begins" else form.typed | {name: kept[name]}
            assert {key: kept[key] for key in typed} == shown, (name, doubt)
            assert faults(again) == []
    assert await told(house) == before


@on_one
@by_verb
async def test_a_form_with_a_doubt_is_mended_where_it_stands(form: Form, house: House, clock: Clock) -> None:
    play, who, card = await form.opened(house, clock)
    name, kind = next(iter(form.asked.items()))
    again, _ = await press(form, (play, who, card), {**form.typed, name: DOUBTS[kind][0]})
    assert again is not None
    _, said = await press(form, (play, who, again), form.typed)
    assert in_words(kind, form.typed[name]) in said


@on_one
async def test_a_day_that_came_in_words_stands_in_the_form_as_a_day_when_something_else_is_missing(
    house: House, clock: Clock
) -> None:
    opened = await to_agree(house, clock)
    again, said = await press(FORMS[3], opened, {**ACTION, "due": "19/3/2026", "text": ""})
    assert "Write what is to be done." in said
    (due,) = (one for one in inputs(again) if one["id"] == "due")
    assert (due["type"], due["value"]) == ("Input.Date", "2026-03-19")


@on_one
async def test_a_place_on_the_agenda_that_is_none_is_asked_again_and_moves_nobody(house: House, clock: Clock) -> None:
    await staff(house)
    for ref, weeks in (("C-1001", 9), ("C-1002", 8)):
        await take_into_care(house, ref, "East", MONDAY - timedelta(weeks=weeks))
    play = await open_play(house, clock)
    agenda = await play.say(SUPPORT, "agenda")
    form = await play.press(SUPPORT, agenda, "Change")
    first = next(one["id"] for one in inputs(form) if one["id"].startswith("place_"))
    for none in ("9", "0", "\u00b2", "1,5", "last"):
        again = await play.press(SUPPORT, form, "Save", {first: none})
        assert f'Place of C-1001 (AB): "{none}" ' in read(again), none
        assert faults(again) == []
    moved = read(await play.press(SUPPORT, form, "Save", {first: "2"}))
    assert moved.index("C-1002") < moved.index("C-1001")


def test_a_place_that_was_typed_stays_as_it_was_typed() -> None:
    many = agenda_form.EXAMPLES["many-children"]
    typed = agenda_form.draw(replace(many, rows=(replace(many.rows[0], place="second"), *many.rows[1:])))
    assert [one["value"] for one in inputs(typed) if one["id"].startswith("place_")][:2] == [
        "second",
        many.rows[1].place,
    ]


@on_one
async def test_a_day_that_is_none_stands_in_the_form_that_is_shown_again_because_something_did_not_arrive(
    house: House, clock: Clock
) -> None:
    play, who, card = await to_agree(house, clock)
    button = next(one for one in buttons(card) if verb_of(one) == "agree_action")
    for typed, kind, shown in (("31/2/2026", "Input.Text", "31/2/2026"), ("19/3/2026", "Input.Date", "2026-03-19")):
        data = {**button["data"], "due": typed, "owner": WORKER.oid}
        pressed = Submission("agree_action", data, caller(who), CHANNEL, "x", "x", lacking=("text",))
        again = (await dispatch(play.bot, play.roster, pressed)).card
        assert again is not None
        (due,) = (one for one in inputs(again) if one["id"] == "due")
        assert (due["type"], due["value"]) == (kind, shown)
        assert faults(again) == []
