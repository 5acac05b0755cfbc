"""A child recorded in one form: the recommendation, the reason and up to three actions, all or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.engine.messages import Card
from permanence.action import PanelAction
from permanence.panel.sitting import Item
from storage import actions
from storage.panel import items
from tests.afternoon import AFTER, afternoon
from tests.cards.strictness import buttons, faults, inputs
from tests.cast import CHAIR, EAST, SUPPORT, WORKER
from tests.conftest import Clock
from tests.play import Play, open_play, read
from usecases.house import House

GOOD = {"text": "Go on with the plan.", "reason": "It is on time."}
TWO = {**GOOD, "action_1": "Ask the school.", "due_1": "2026-03-19", "action_2": "Book the visit."}


@pytest.fixture
async def play(house: House, clock: Clock) -> Play:
    """Thursday afternoon, the sitting just over."""
    await afternoon(house.store)
    clock.now = AFTER
    return await open_play(house, clock)


async def form_of(play: Play) -> Card:
    return await play.press(SUPPORT, await play.say(SUPPORT, "record"), "Record")


async def kept(play: Play) -> tuple[Item, list[PanelAction]]:
    async with play.bot.house.store.read() as work:
        item = await items.find(work, 1)
        assert item is not None
        return item, await actions.open_everywhere(work)


async def test_the_form_says_why_the_child_is_there_and_the_team_manager_does_what_nobody_else_is_chosen_for(
    play: Play,
) -> None:
    form = await form_of(play)
    assert "Record C-0001 (AB)" in read(form)
    assert "Presented by Erin East. 6 weeks after entering care on 29 January 2026 (BCP-3.1)." in read(form)
    shown = {node["id"]: node.get("value") for node in inputs(form)}
    assert [shown[f"owner_{number}"] for number in (1, 2, 3)] == [EAST.oid] * 3
    assert [node["id"] for node in inputs(form) if node.get("isRequired")] == ["text", "reason"]


async def test_a_recommendation_and_two_actions_are_recorded_at_once_and_a_blank_one_is_none(play: Play) -> None:
    typed = {**TWO, "owner_2": WORKER.oid, "action_3": "  ", "due_3": "2026-04-01"}
    said = read(await play.press(SUPPORT, await form_of(play), "Save", typed))
    assert "Sam Support recorded a recommendation on Thu 12 March 2026" in said
    assert "Agreed: Ask the school. Erin East, due Thu 19 March 2026." in said
    assert "Agreed: Book the visit. Wren Worker, due Thu 19 March 2026." in said
    item, agreed = await kept(play)
    assert (item.state, item.recommendation, item.reason) == ("heard", GOOD["text"], GOOD["reason"])
    assert [(one.text, one.owner, one.due) for one in agreed] == [
        ("Ask the school.", EAST.oid, date(2026, 3, 19)),
        ("Book the visit.", WORKER.oid, date(2026, 3, 19)),
    ]
    await play.post_all()
    assert play.messenger.cards == {}, "their cards are posted when the sitting is closed"


async def test_a_form_that_brings_no_action_agrees_none(play: Play) -> None:
    press = play.pressing(SUPPORT, await form_of(play), "Save", GOOD)
    its = {name: value for name, value in press.data.items() if not name.startswith(("action_", "owner_", "due_"))}
    assert "The panel recommends: Go on" in read(await play.deliver_press(replace(press, data=its)))
    assert (await kept(play))[1] == []


async def test_the_form_comes_back_with_what_was_typed_and_what_is_wrong_and_nothing_is_recorded(play: Play) -> None:
    form = await form_of(play)
    for typed, why in (
        ({**TWO, "due_1": ""}, "Choose by when action 1 is to be done."),
        ({**TWO, "due_2": "soon"}, 'Action 2, by when: "soon" is not a date'),
        ({**TWO, "due_2": "2026-03-12"}, "must be after the day of the sitting, 12 March 2026"),
        ({**TWO, "owner_2": "oid-nobody"}, "Choose who is to do it"),
        ({**TWO, "owner_1": ""}, "Choose who is to do action 1."),
        ({**TWO, "action_1": "x" * 251}, "251 characters; at most 250"),
        ({**TWO, "reason": " "}, "Write why the panel recommends it."),
    ):
        back = await play.press(SUPPORT, form, "Save", typed)
        assert why in read(back)
        assert faults(back) == []
        shown = {node["id"]: node.get("value") for node in inputs(back)}
        assert {name: shown[name] for name in ("text", "action_2")} == {
            name: typed[name] for name in ("text", "action_2")
        }
    item, agreed = await kept(play)
    assert (item.state, agreed) == ("listed", [])


async def test_a_press_delivered_three_times_agrees_each_action_once(play: Play) -> None:
    press = play.pressing(SUPPORT, await form_of(play), "Save", TWO)
    answers = [await play.deliver_press(press) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert len((await kept(play))[1]) == 2


async def test_who_is_second_sees_who_was_first_and_what_was_recorded_beside_it_stays(play: Play) -> None:
    mine = await form_of(play)
    item = await play.press(CHAIR, await play.say(CHAIR, "record"), "Open")
    theirs = await play.press(CHAIR, item, "Record with differing views")
    views = {"differing_views": "The guardian would wait.", "resolution": "They meet on 20 March."}
    await play.press(CHAIR, theirs, "Save the recommendation", {**GOOD, **views})
    late = await play.press(SUPPORT, mine, "Save", {**TWO, "text": "Wait."})
    assert "Chris Chair recorded a recommendation on " in read(late)
    assert (await kept(play))[1] == []
    said = read(await play.press(SUPPORT, late, "Save"))
    assert "The panel recommends: Wait." in said
    assert "Views differed: The guardian would wait." in said
    assert len((await kept(play))[1]) == 2


async def test_the_form_leads_to_the_child_and_to_not_heard_and_saving_leads_to_the_next_form(play: Play) -> None:
    form = await form_of(play)
    assert "Not recorded yet." in read(await play.press(SUPPORT, form, "Back"))
    assert "Why it was not heard" in read(await play.press(SUPPORT, form, "Not heard"))
    saved = await play.press(SUPPORT, form, "Save", GOOD)
    assert "Record" not in [one["title"] for one in buttons(saved)]
    assert "Record C-0002 (CD)" in read(await play.press(SUPPORT, saved, "Next on the agenda"))
