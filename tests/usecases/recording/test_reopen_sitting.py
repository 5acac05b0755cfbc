"""A closed sitting corrected: opened with a reason, closed again, and the journeys say what really happened, once."""

from __future__ import annotations

from datetime import date

import pytest

from cards.recording.record import RecordView
from permanence.panel.recording import Defer, Recommend, Result
from permanence.panel.sitting import CLOSED, REOPENED
from permanence.people.person import Person
from permanence.refusals import Incomplete, NotAllowed, Stale
from permanence.timeline import timeline
from storage import children, history
from storage.importing import kept_events
from storage.panel import sittings
from tests.afternoon import FRIDAY, THURSDAY, Afternoon, afternoon, press
from tests.cast import CHAIR, EAST, SUPPORT, VIEWER
from usecases.house import House
from usecases.invitations.show_invitation import show_invitation
from usecases.recording.agree_action import AgreeAction, agree_action
from usecases.recording.close_sitting import CloseSitting, close_sitting
from usecases.recording.confirm_upload import ConfirmUpload, confirm_upload
from usecases.recording.open_record import open_record
from usecases.recording.record_item import RecordItem, record_item
from usecases.recording.reopen_sitting import ReopenSitting, reopen_sitting, show_reopen_form
from usecases.recording.show_summary import show_summary
from usecases.sittings.move_sitting import show_move_form
from usecases.sittings.show_sitting import show_sitting

GOOD = Recommend("Go on with the plan.", "It is on time.")
AWAY = Defer("The manager was in court.")


@pytest.fixture
async def panel(house: House) -> Afternoon:
    """The first child heard, the second not, the third heard; closed."""
    found = await afternoon(house.store)
    for item, result in zip(found.items, (GOOD, AWAY, GOOD), strict=True):
        await record(house, item, result, 1)
    await close(house, found)
    return found


async def record(house: House, item: int, result: Result, seen: int, today: date = THURSDAY) -> None:
    done = await record_item(house, RecordItem(item, seen, result, press(CHAIR, f"{item} {seen} {result}", on=today)))
    assert not done.stale


async def version(house: House, panel: Afternoon) -> int:
    async with house.store.read() as work:
        sitting = await sittings.find(work, panel.sitting)
    assert sitting is not None
    return sitting.version


async def close(house: House, panel: Afternoon, today: date = THURSDAY) -> RecordView:
    seen = await version(house, panel)
    return await close_sitting(house, CloseSitting(panel.sitting, seen, press(CHAIR, f"close {seen}", on=today)))


async def reopen(house: House, panel: Afternoon, by: Person = SUPPORT, seen: int = 0) -> RecordView:
    seen = seen or await version(house, panel)
    command = ReopenSitting(panel.sitting, seen, "The wrong child was marked.", press(by, f"reopen {seen}"))
    return await reopen_sitting(house, command)


async def events(house: House, ref: str) -> list[str]:
    async with house.store.read() as work:
        return [event.type for event in (await children.several(work, [ref]))[ref][1].events]


async def test_opening_and_closing_again_without_a_change_doubles_nothing(house: House, panel: Afternoon) -> None:
    before = {ref: await events(house, ref) for ref in ("C-0001", "C-0002", "C-0003")}
    seen = await version(house, panel)
    answers = [await reopen(house, panel, seen=seen) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0].state == REOPENED
    assert answers[0].line.startswith("Sam Support opened the sitting again on Thu 12 March")
    assert {ref: await events(house, ref) for ref in before} == before
    assert (await close(house, panel)).state == CLOSED
    assert {ref: await events(house, ref) for ref in before} == before
    async with house.store.read() as work:
        (line,) = [e for e in await history.of(work, "sitting", panel.sitting) if e.verb == "reopen_sitting"]
    assert (line.by_name, line.details["reason"]) == ("Sam Support", "The wrong child was marked.")


async def test_a_child_who_was_not_heard_after_all_is_due_again_and_the_upload_is_taken_back_with_it(
    house: House, panel: Afternoon
) -> None:
    command = ConfirmUpload(("C-0001",), "", panel.sitting, press(SUPPORT, "upload", on=FRIDAY))
    await confirm_upload(house, command)
    assert await events(house, "C-0001") == ["entered_care", "panel_held", "record_uploaded"]
    await reopen(house, panel)
    await record(house, panel.items[0], AWAY, 2, FRIDAY)
    await record(house, panel.items[1], GOOD, 2, FRIDAY)
    await close(house, panel, FRIDAY)
    assert await events(house, "C-0001") == ["entered_care"]
    assert await events(house, "C-0002") == ["entered_care", "panel_held"]
    async with house.store.read() as work:
        gone = [kept for kept in await kept_events.of(work, "C-0001") if kept.withdrawn_at]
        _, journey = (await children.several(work, ["C-0001"]))["C-0001"]
        put_off = await sittings.times_put_off(work)
        summary = await show_summary(house, work, panel.sitting, FRIDAY)
    assert {kept.withdrawn_because for kept in gone} == {
        "the record of the sitting of 12 March 2026 was corrected: the child was not heard"
    }
    assert put_off == {"C-0001": 1}
    assert [line.child for line in summary.heard] == ["C-0002 (CD)", "C-0003 (EF)"]
    assert [duty.clause for duty in timeline(house.policy, journey, FRIDAY).obligations if duty.is_open] == ["BCP-3.1"]


async def test_who_was_taken_back_and_heard_after_all_has_the_panel_once(house: House, panel: Afternoon) -> None:
    for seen, result in ((2, AWAY), (3, GOOD)):
        await reopen(house, panel)
        await record(house, panel.items[0], result, seen)
        await close(house, panel)
    assert await events(house, "C-0001") == ["entered_care", "panel_held"]


async def test_only_a_closed_sitting_is_opened_again_and_only_by_who_records(house: House, panel: Afternoon) -> None:
    for person in (EAST, VIEWER):
        with pytest.raises(NotAllowed):
            await reopen(house, panel, by=person)
        with pytest.raises(NotAllowed):
            await show_reopen_form(house, person.oid, panel.sitting)
    seen = await version(house, panel)
    await reopen(house, panel)
    with pytest.raises(Incomplete, match="is not closed"):
        await reopen(house, panel, by=CHAIR)
    await close(house, panel)
    with pytest.raises(Incomplete, match="This changed while you were looking at it"):
        await reopen(house, panel, by=CHAIR, seen=seen)


async def test_the_invitations_of_a_closed_sitting_say_so(house: House, panel: Afternoon) -> None:
    async with house.store.read() as work:
        view = await show_invitation(house, work, 1)
    assert view.sitting_closed
    await reopen(house, panel)
    async with house.store.read() as work:
        assert (await show_invitation(house, work, 1)) == view


async def test_a_sitting_opened_again_is_shown_as_held_and_is_the_one_to_record(house: House, panel: Afternoon) -> None:
    await reopen(house, panel)
    assert (await open_record(house, SUPPORT.oid, FRIDAY)).sitting == panel.sitting
    async with house.store.read() as work:
        sitting = await show_sitting(house, work, panel.sitting)
        summary = await show_summary(house, work, panel.sitting, FRIDAY)
    assert (sitting.closed, sitting.reopened, summary.reopened) == (True, True, True)
    with pytest.raises(Stale, match="Only a published sitting"):
        await show_move_form(house, panel.sitting, press(SUPPORT, "move"))


async def test_an_action_agreed_before_the_correction_stays_and_the_summary_says_so(house: House) -> None:
    panel = await afternoon(house.store)
    for item, result in zip(panel.items, (GOOD, AWAY, GOOD), strict=True):
        await record(house, item, result, 1)
    due, by = date(2026, 3, 20), press(CHAIR, "agree")
    await agree_action(house, AgreeAction(panel.items[0], "Book the visit.", EAST.oid, due, by))
    await close(house, panel)
    await reopen(house, panel)
    await record(house, panel.items[0], AWAY, 2)
    await close(house, panel)
    async with house.store.read() as work:
        summary = await show_summary(house, work, panel.sitting, THURSDAY)
    assert dict(summary.deferred) == {
        "C-0001 (AB)": "The manager was in court. 1 action agreed before stays open.",
        "C-0002 (CD)": "The manager was in court.",
    }
