"""The page of actions over HTTP: whose are seen, and several changed at once by the same rules as their cards."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest

from storage import actions, history
from storage.store import Press
from tests.cast import EAST, SUPPORT, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.tab.visiting import Visitor, visiting
from usecases.house import House

PRESS = Press("made up", SUPPORT.oid, SUPPORT.name, datetime(2026, 1, 2, 9, tzinfo=UTC))


@pytest.fixture
async def council(house: House) -> House:
    """Four actions: two overdue of East, one of East to come, one of West."""
    await staff(house)
    await take_into_care(house, "C-1001", "East", date(2025, 6, 2), "QX")
    await take_into_care(house, "C-1002", "West", date(2025, 6, 2), "RY")
    agreed = (
        ("C-1001", "Ring the school", EAST, date(2025, 12, 1)),
        ("C-1001", "Write the report", EAST, date(2025, 12, 10)),
        ("C-1001", "Visit the carer", SUPPORT, date(2026, 2, 1)),
        ("C-1002", "Ask the IRO", WEST, date(2025, 12, 15)),
    )
    async with house.store.change(PRESS) as work:
        for ref, words, owner, due in agreed:
            number = await actions.add(work, PRESS, ref, None, words, owner.oid, due)
            await history.record(work, PRESS, "agree_action", "action", number, child_ref=ref)
    return house


@pytest.fixture
async def manager(council: House, clock: Clock) -> AsyncIterator[Visitor]:
    async with visiting(council, clock, EAST) as visitor:
        yield visitor


def shown(page: str) -> list[str]:
    """The words of the actions in their order."""
    return re.findall(r'<td class="long">([^<]*)</td>', page)


def box(page: str, words: str) -> str:
    """What the tick box of an action sends."""
    before = page.partition(f'<td class="long">{words}</td>')[0]
    return re.findall(r'name="action" value="([\d.]+)"', before)[-1]


async def state_of(house: House, words: str) -> tuple[str, str, date]:
    async with house.store.read() as work:
        one = next(one for one in await actions.everywhere(work) if one.text == words)
    return one.state, one.owner, one.due


async def test_a_manager_sees_the_actions_of_their_teams_and_business_support_all(
    council: House, clock: Clock, manager: Visitor
) -> None:
    assert shown(await manager.open("/actions")) == ["Ring the school", "Write the report", "Visit the carer"]
    async with visiting(council, clock, SUPPORT) as support:
        page = await support.open("/actions")
        assert len(shown(page)) == 4
        assert shown(await support.open("/actions?state=overdue&team=West")) == ["Ask the IRO"]
        assert shown(await support.open("/actions?state=all")) == [*shown(page)[:2], "Ask the IRO", "Visit the carer"]
        assert shown(await support.send("/actions", {"search": "report 1001"})) == ["Write the report"]
        mine = re.search(rf'value="([a-z2-7]+)"[^>]*>{SUPPORT.name}', page)
        assert mine is not None
        assert shown(await support.open(f"/actions?owner={mine.group(1)}")) == ["Visit the carer"]


async def test_several_are_done_with_a_note_at_once_and_sent_twice_it_is_once(council: House, manager: Visitor) -> None:
    page = await manager.open("/actions")
    form = {"does": "complete", "words": "Both rung."}
    both = [("action", box(page, "Ring the school")), ("action", box(page, "Write the report"))]
    after = await manager.send_all("/actions/change", [*form.items(), *both])
    assert "2 actions changed." in after
    assert shown(after) == ["Visit the carer"]
    assert (await state_of(council, "Ring the school"))[0] == "done"
    async with council.store.read() as work:
        told = await history.of(work, "action", 1)
    assert [entry.verb for entry in told] == ["agree_action", "progress_action", "complete_action"]


async def test_a_later_date_a_hand_over_and_a_cancellation_are_read_as_on_the_cards(
    council: House, manager: Visitor
) -> None:
    page = await manager.open("/actions")
    refused = await manager.send("/actions/change", {"action": box(page, "Ring the school"), "does": "cancel"}, 422)
    assert "Say why it is not to be done at all." in refused
    assert " checked" in refused
    worker = re.search(rf'<option value="([a-z2-7]+)">{SUPPORT.name}', refused.partition("New owner")[2])
    assert worker is not None
    form = {"action": box(page, "Ring the school"), "does": "hand_over", "owner": worker.group(1)}
    assert "1 action changed." in await manager.send("/actions/change", form)
    assert (await state_of(council, "Ring the school"))[1] == SUPPORT.oid
    form = {"action": box(page, "Write the report"), "does": "later", "due": "2026-02-10", "words": "Not back yet."}
    assert "10 February 2026 asked for" in await manager.send("/actions/change", form)
    form = {"action": box(page, "Visit the carer"), "does": "cancel", "words": "The child moved."}
    assert "1 action changed." in await manager.send("/actions/change", form)
    assert (await state_of(council, "Visit the carer"))[0] == "cancelled"


async def test_another_teams_action_is_refused_and_the_others_are_changed(council: House, manager: Visitor) -> None:
    page = await manager.open("/actions")
    both = [("action", "4.1"), ("action", box(page, "Ring the school")), ("does", "complete")]
    after = await manager.send_all("/actions/change", both)
    assert "1 action changed." in after
    assert "Action 4" in after
    assert (await state_of(council, "Ask the IRO"))[0] == "open"


async def test_who_was_there_first_is_said_and_nothing_is_written(council: House, manager: Visitor) -> None:
    page = await manager.open("/actions")
    form = {"action": box(page, "Ring the school"), "does": "note", "words": "First"}
    await manager.send("/actions/change", form)
    again = await manager.send("/actions/change", {**form, "words": "Second"})
    assert "0 actions changed." in again
    assert "Not changed:" in again


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"does": "complete"}, "Tick the actions that it is about."),
        ({"action": "1.1"}, "Choose what is to be done."),
        ({"action": "1.1", "does": "hand_over", "owner": "nobody"}, "Choose who is to do it from the list."),
        ({"action": "1.1", "does": "later", "due": "soon", "words": "x"}, "The later date"),
        ({"action": "1.1", "does": "note", "words": "x" * 1001}, "1,001 characters"),
    ],
)
async def test_what_is_missing_is_one_sentence_above_the_page(
    manager: Visitor, form: dict[str, str], said: str
) -> None:
    await manager.open("/actions")
    assert said in await manager.send("/actions/change", form, 422)
