"""One card, however often Teams took it: over real HTTP, what turned up after all is known by the first press on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from permanence.subject import Subject
from storage import actions, history, outbox, tables
from storage.store import Press
from tests.bot.engine.conftest import Live
from tests.cast import ADMIN, WORKER, take_into_care
from tests.loopback import Fault, Visitor
from tests.loopback.shown import Shown
from usecases.setup.learn_card import LONGEST, QUIET, CardSeen, learn_card

TAKEN = Fault(502, accepted=True)  # a gateway says no, and the card is there
WORDLESS = Fault(202, accepted=True, body="")


def posts(request: Any) -> bool:
    return bool(request.method == "POST")


async def an_action(live: Live) -> int:
    """An action that is told in the channel; its number."""
    await take_into_care(live.house, "C-0001", "East", date(2025, 12, 1))
    press = Press("add", ADMIN.oid, ADMIN.name, live.clock())
    async with live.house.store.change() as work:
        made = await actions.add(work, press, "C-0001", None, "Ring home", WORKER.oid, date(2026, 2, 2))
        await history.record(work, press, "agree_action", "action", made, child_ref="C-0001")
        await outbox.tell(work, Subject.of("action", made), 1, live.clock())
    return made


def copies(live: Live) -> list[Shown]:
    return [card for card in live.world.shown() if "Ring home" in card.words]


async def settled(live: Live) -> None:
    """All that waits is sent; a repeat waits longest."""
    await live.round()
    await live.until(lambda: nothing_waits(live), seconds=60)


async def nothing_waits(live: Live) -> bool:
    async with live.house.store.read() as work:
        return not await outbox.waiting(work)


def owner(live: Live) -> Visitor:
    return live.world.person(WORKER.name, oid=WORKER.oid)


async def posted_twice(live: Live) -> tuple[Shown, Shown]:
    live.world.connector.fail(TAKEN, 1, posts)
    await an_action(live)
    await live.until(lambda: len(copies(live)) == 2)
    await live.until(lambda: nothing_waits(live))
    first, repeat = copies(live)
    return first, repeat


async def test_of_two_the_first_is_kept_and_drawn_as_things_stand_and_the_repeat_is_taken_down(live: Live) -> None:
    first, repeat = await posted_twice(live)
    await owner(live).presses(repeat, "complete_action")  # somebody is done with it at the one that is known
    await live.until(lambda: nothing_waits(live), seconds=60)
    assert ["Reopen" in card.words for card in copies(live)] == [False, True]
    answer = await owner(live).presses(first, "open_progress_action")
    assert answer.shown
    await live.round()
    assert ["Reopen" in card.words for card in copies(live)] == [True, True]
    await settled(live)
    assert [card.activity_id for card in copies(live)] == [first.activity_id]
    await owner(live).presses(live.world.now(first), "open_reopen_action")
    assert [entry.kind for entry in live.world.connector.log].count("delete") == 1


async def test_a_repeat_is_taken_down_only_when_a_form_opened_on_it_has_had_its_time(live: Live) -> None:
    first, repeat = await posted_twice(live)
    await owner(live).presses(first, "open_progress_action")
    form = (await owner(live).presses(repeat, "open_progress_action")).card
    await live.passes(hours=QUIET.total_seconds() / 3600 / 2)
    assert len(copies(live)) == 2
    said = await owner(live).presses(form, "progress_action", {"text": "Rang twice"})
    assert "Rang twice" in said.card.words
    await settled(live)
    (left,) = copies(live)
    assert left.activity_id == first.activity_id
    assert "Rang twice" in left.words


async def test_a_press_before_the_repeat_is_posted_leaves_none_to_be_posted(live: Live) -> None:
    live.world.connector.fail(TAKEN, 1, posts)
    await an_action(live)
    await live.round()
    (first,) = copies(live)
    await owner(live).presses(first, "complete_action")
    await settled(live)
    (left,) = copies(live)
    assert left.activity_id == first.activity_id
    assert "Reopen" in left.words


async def test_a_card_taken_without_a_word_where_it_is_is_known_from_the_first_press(live: Live) -> None:
    live.world.connector.fail(WORDLESS, 1, posts)
    await an_action(live)
    await live.round()
    (only,) = copies(live)
    await owner(live).presses(only, "complete_action")
    await settled(live)
    (left,) = copies(live)
    assert left.activity_id == only.activity_id
    assert "Reopen" in left.words


async def test_what_a_person_was_asked_about_is_there_once_it_is_pressed_on(live: Live) -> None:
    live.world.connector.fail(Fault(reset=True, accepted=True), 2, posts)
    made = await an_action(live)
    await live.until(lambda: len(copies(live)) == 2, seconds=30)
    await live.until(lambda: nothing_waits(live), seconds=30)
    assert await live.rows("action") == {str(made): "unknown"}
    first, other = copies(live)
    await owner(live).presses(first, "complete_action")
    await live.round()
    async with live.house.store.read() as work:
        assert not await outbox.troubled(work)
    assert "Reopen" in live.world.now(first).words
    await owner(live).presses(other, "open_progress_action")
    await settled(live)
    assert [card.activity_id for card in copies(live)] == [first.activity_id]


async def test_an_ordinary_press_and_the_answer_to_a_command_teach_nothing(live: Live) -> None:
    await an_action(live)
    await live.until(lambda: nothing_waits(live))
    (only,) = copies(live)
    answer = (await owner(live).presses(only, "open_progress_action")).card
    await owner(live).presses(answer, "show_again")
    asked = (await owner(live).says("actions")).card
    await owner(live).presses(asked, asked.verbs[0], data=next(a["data"] for a, _ in asked.all_actions()))
    await live.round()
    assert await nothing_waits(live)
    by_all = {entry.kind for entry in live.world.connector.log if not entry.only}
    assert by_all <= {"thread", "message", "update"}
    assert not live.product.bot.pressed


async def test_a_repeat_that_is_gone_or_not_ours_is_nobodys_trouble(live: Live) -> None:
    first, repeat = await posted_twice(live)
    await owner(live).presses(first, "open_progress_action")
    live.world.connector.fail(Fault(403, "NotEnoughPermissions"), 1, lambda request: request.method == "DELETE")
    await settled(live)
    assert await live.rows("repeat") == {f"{repeat.activity_id}/{repeat.activity_id}": "cancelled"}
    assert not await live.rows("failed")


async def test_taking_down_is_tried_again_while_teams_fails(live: Live) -> None:
    first, _ = await posted_twice(live)
    await owner(live).presses(first, "open_progress_action")
    live.world.connector.fail(Fault(503), 3, lambda request: request.method == "DELETE")
    await settled(live)
    assert [card.activity_id for card in copies(live)] == [first.activity_id]


@pytest.mark.parametrize("name", ["row", "place", "again"])
async def test_only_an_unknown_message_of_the_very_row_in_the_very_place_is_learned(live: Live, name: str) -> None:
    first, _ = await posted_twice(live)
    data = first.all_actions()[0][0]["data"]
    seen = CardSeen(data["row"], live.world.channel.id, first.thread, first.activity_id)
    match name:
        case "row":  # the database was restored, and this number is another row's
            async with live.house.store.change() as work:
                later = tables.outbox.c.created_at, live.clock() - timedelta(hours=1)
                await work.conn.execute(update(tables.outbox).values({later[0]: later[1]}))
        case "place":
            seen = CardSeen(seen.row, "19:elsewhere", "", first.activity_id)
        case _:
            assert await learn_card(live.house, seen, live.clock()) == "first"
    assert await learn_card(live.house, seen, live.clock()) == ""


async def test_an_id_that_cannot_be_kept_is_not_taken_down(live: Live) -> None:
    first, _ = await posted_twice(live)
    row = first.all_actions()[0][0]["data"]["row"]
    seen = CardSeen(row, live.world.channel.id, "", "x" * (LONGEST + 1))
    assert await learn_card(live.house, seen, live.clock()) == "repeat"
    assert not await live.rows("repeat")
