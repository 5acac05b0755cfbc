"""A sitting recorded: attendance, recommendations, actions, closing, uploads (uploads_of_panel)."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from sqlalchemy import select

from cards.recording.record import RecordView
from permanence.meetings.uploads import uploads
from permanence.panel.recording import Defer, Recommend, Result, Review
from permanence.panel.seats import Present
from permanence.panel.sitting import ACCEPTED, CLOSED, DECLINED, DRAFT, PUBLISHED
from permanence.people.person import Person
from permanence.refusals import Incomplete, NotAllowed, NotFound
from permanence.timeline import timeline
from storage import absences, actions, children, history
from storage.panel import invitations, items, outcomes, sittings
from storage.tables import outbox
from tests.afternoon import FRIDAY, THURSDAY, Afternoon, afternoon, press
from tests.cast import CHAIR, EAST, SUPPORT, VIEWER, WEST, WORKER
from usecases.house import House
from usecases.recording.agree_action import AgreeAction, agree_action
from usecases.recording.close_sitting import CloseSitting, close_sitting
from usecases.recording.confirm_upload import ConfirmUpload, confirm_upload
from usecases.recording.open_record import open_item, open_record
from usecases.recording.record_attendance import RecordAttendance, record_attendance, show_attendance_form
from usecases.recording.record_item import Recorded, RecordItem, record_item
from usecases.recording.show_summary import show_summary
from usecases.recording.show_uploads import show_uploads

GOOD = Recommend("Assess the grandmother.", "She came forward.")


@pytest.fixture
async def panel(house: House) -> Afternoon:
    return await afternoon(house.store)


async def record(
    house: House, item: int, result: Result, by: Person = SUPPORT, seen: int = 1, today: date = THURSDAY
) -> Recorded:
    command = RecordItem(item, seen, result, press(by, f"{item} {seen} {result}", on=today))
    return await record_item(house, command)


async def agree(
    house: House, item: int, due: date = date(2026, 3, 26), by: Person = CHAIR, owner: Person = EAST
) -> str:
    command = AgreeAction(item, "Book the visit", owner.oid, due, press(by, f"{item} {due} {owner.oid}", on=THURSDAY))
    return (await agree_action(house, command)).line


async def close(house: House, panel: Afternoon, by: Person = CHAIR, seen: int | None = None) -> RecordView:
    if seen is None:
        async with house.store.read() as work:
            sitting = await sittings.find(work, panel.sitting)
        assert sitting is not None
        seen = sitting.version
    return await close_sitting(house, CloseSitting(panel.sitting, seen, press(by, f"close {seen}", on=THURSDAY)))


async def held(house: House, panel: Afternoon) -> RecordView:
    """Two heard, one not, and closed."""
    await record(house, panel.items[0], GOOD)
    await record(house, panel.items[1], Defer("The manager was in court."))
    await record(house, panel.items[2], Recommend("Go on.", "It is on time."))
    return await close(house, panel)


async def told(house: House) -> list[str]:
    async with house.store.read() as work:
        return [row.key for row in await work.conn.execute(select(outbox.c.key).order_by(outbox.c.id))]


async def test_the_record_opens_on_the_sitting_whose_day_has_come(house: House, panel: Afternoon) -> None:
    view = await open_record(house, SUPPORT.oid, THURSDAY)
    assert (view.sitting, view.recorded, view.total, view.state) == (panel.sitting, 0, 3, PUBLISHED)
    assert [row.title for row in view.rows] == ["C-0001 (AB)", "C-0002 (CD)", "C-0003 (EF)"]
    with pytest.raises(NotFound, match="the next one published is on Thu 12 March 2026"):
        await open_record(house, SUPPORT.oid, date(2026, 3, 11))


@pytest.mark.parametrize("person", [EAST, WORKER, VIEWER])
async def test_only_the_chair_and_business_support_record(house: House, panel: Afternoon, person: Person) -> None:
    with pytest.raises(NotAllowed):
        await open_record(house, person.oid, THURSDAY)
    with pytest.raises(NotAllowed):
        await open_item(house, person.oid, panel.items[0], THURSDAY)
    with pytest.raises(NotAllowed):
        await record(house, panel.items[0], GOOD, by=person)
    with pytest.raises(NotAllowed):
        await agree(house, panel.items[0], by=person)
    with pytest.raises(NotAllowed):
        await close(house, panel, by=person)
    with pytest.raises(NotAllowed):
        await attend(house, panel, ("iro_manager",), by=person)
    assert await told(house) == []


async def attend(
    house: House, panel: Afternoon, attended: tuple[str, ...], apologies: tuple[str, ...] = (), by: Person = SUPPORT
) -> RecordView:
    key = f"{attended} {apologies}"
    command = RecordAttendance(panel.sitting, 1, Present(attended, apologies), press(by, key, on=THURSDAY))
    return await record_attendance(house, command)


async def test_attendance_is_of_the_standing_seats_and_the_managers_invited(house: House, panel: Afternoon) -> None:
    async with house.store.read() as work:
        form = await show_attendance_form(house, work, panel.sitting)
    seats = [said for said, _ in form.people]
    assert form.clause == "BCP-4.7"
    assert len(seats) == 9  # seven standing seats and two managers
    assert seats[-2:] == ["Erin East, invited", "Will West, invited"]
    view = await attend(house, panel, ("iro_manager", EAST.oid), (WEST.oid,))
    assert view.present.attended == ("Erin East", house.policy.role_title("iro_manager"))
    assert view.present.apologies == ("Will West",)


async def test_the_attendance_form_is_filled_in_with_who_was_to_be_there_until_it_is_recorded(
    house: House, panel: Afternoon
) -> None:
    """Seats by appointment, managers by their answer; who is away, or declined, with apologies."""
    await answered(house, panel, ACCEPTED, DECLINED)
    await absent(house, CHAIR)
    async with house.store.read() as work:
        form = await show_attendance_form(house, work, panel.sitting)
    assert form.foreseen
    assert set(form.attended.split(",")) == {value for _, value in form.people} - {"service_manager", WEST.oid}
    assert set(form.apologies.split(",")) == {"service_manager", WEST.oid}
    await attend(house, panel, ("iro_manager",))
    async with house.store.read() as work:
        form = await show_attendance_form(house, work, panel.sitting)
    assert (form.attended, form.apologies, form.foreseen) == ("iro_manager", "", False)


async def test_who_did_not_answer_is_neither_there_nor_with_apologies(house: House, panel: Afternoon) -> None:
    async with house.store.read() as work:
        form = await show_attendance_form(house, work, panel.sitting)
    assert not {EAST.oid, WEST.oid} & {*form.attended.split(","), *form.apologies.split(",")}
    assert len(form.attended.split(",")) == 7


async def answered(house: House, panel: Afternoon, *states: str) -> None:
    async with house.store.change() as work:
        for one, state in zip(await invitations.of(work, panel.sitting), states, strict=True):
            await invitations.answer(work, press(SUPPORT, one.manager), one.id, one.version, state, "At court.")


async def absent(house: House, who: Person) -> None:
    async with house.store.change() as work:
        await absences.add(work, press(SUPPORT, "away"), who.oid, WEST.oid, THURSDAY, FRIDAY)


async def test_attendance_can_be_put_right_and_the_history_keeps_both(house: House, panel: Afternoon) -> None:
    first = await attend(house, panel, ("iro_manager",))
    again = RecordAttendance(panel.sitting, first.version, Present((EAST.oid,)), press(SUPPORT, "again", on=THURSDAY))
    assert (await record_attendance(house, again)).present.attended == ("Erin East",)
    stale = RecordAttendance(panel.sitting, first.version, Present((WEST.oid,)), press(CHAIR, "late", on=THURSDAY))
    late = await record_attendance(house, stale)
    assert late.present.attended == ("Erin East",)
    assert late.line.endswith("Sam Support recorded who attended on Thu 12 March 2026, 17:00.")
    async with house.store.read() as work:
        kept = [entry.details["said"]["attended"] for entry in await history.of(work, "sitting", panel.sitting)]
    assert len(kept) == 2
    assert kept[1] == ["Erin East, invited"]


@pytest.mark.parametrize(
    ("attended", "apologies", "why"),
    [
        ((), (), "Choose who attended"),
        (("iro_manager",), ("iro_manager",), "both as attending and with apologies"),
        (("oid-nobody",), (), "no longer on the list"),
    ],
)
async def test_attendance_that_cannot_be_is_refused(
    house: House, panel: Afternoon, attended: tuple[str, ...], apologies: tuple[str, ...], why: str
) -> None:
    with pytest.raises(Incomplete, match=why):
        await attend(house, panel, attended, apologies)


async def test_a_recommendation_is_recorded_with_its_reason_and_can_be_changed(house: House, panel: Afternoon) -> None:
    view = (await record(house, panel.items[0], GOOD)).view
    assert (view.state, view.recommendation, view.reason) == ("heard", GOOD.recommendation, GOOD.reason)
    assert view.line == "Sam Support recorded a recommendation on Thu 12 March 2026, 17:00."
    assert view.next_item == panel.items[1]
    changed = (await record(house, panel.items[0], Recommend("Wait.", "More is known soon."), seen=2)).view
    assert changed.recommendation == "Wait."
    async with house.store.read() as work:
        kept = await history.of(work, "item", panel.items[0])
    assert [entry.details["recommendation"] for entry in kept] == [GOOD.recommendation, "Wait."]


async def test_a_result_pressed_three_times_is_recorded_once_and_answered_alike(house: House, panel: Afternoon) -> None:
    answers = [(await record(house, panel.items[0], GOOD)).view for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    async with house.store.read() as work:
        assert len(await history.of(work, "item", panel.items[0])) == 1


async def test_two_recorders_at_once_record_one_result_and_the_other_is_told(house: House, panel: Afternoon) -> None:
    both = await asyncio.gather(
        record(house, panel.items[0], GOOD, by=SUPPORT),
        record(house, panel.items[0], Defer("The manager was in court."), by=CHAIR),
    )
    assert sorted(one.stale for one in both) == [False, True]
    late = next(one for one in both if one.stale)
    assert late.view.line.startswith("This changed while you were looking at it: ")


async def test_a_sitting_is_recorded_from_its_day_on_and_not_after_it_is_closed(house: House, panel: Afternoon) -> None:
    with pytest.raises(Incomplete, match="can be recorded from that day on"):
        await record(house, panel.items[0], GOOD, today=date(2026, 3, 11))
    await held(house, panel)
    with pytest.raises(Incomplete, match="is closed"):
        await record(house, panel.items[0], Recommend("Other.", "Else."), seen=2)
    with pytest.raises(Incomplete, match="is closed"):
        await agree(house, panel.items[0])


async def test_a_draft_cannot_be_recorded(house: House) -> None:
    draft = await afternoon(house.store, state=DRAFT)
    with pytest.raises(Incomplete, match="not published yet"):
        await record(house, draft.items[0], GOOD)


async def test_an_action_is_agreed_and_its_card_is_asked_for(house: House, panel: Afternoon) -> None:
    line = await agree(house, panel.items[0], due=date(2026, 3, 28))
    assert line == (
        "Agreed: Book the visit. Erin East, due Sat 28 March 2026. "
        "It is not a working day; the last one before it is Fri 27 March 2026."
    )
    for _ in range(2):
        assert await agree(house, panel.items[0], due=date(2026, 3, 28)) == line
    async with house.store.read() as work:
        kept = await actions.of_sitting(work, panel.sitting)
        entries = await history.of(work, "action", kept[0].id)
    assert [(a.child, a.text, a.owner, a.due) for a in kept] == [
        ("C-0001", "Book the visit", EAST.oid, date(2026, 3, 28))
    ]
    assert [(entry.verb, entry.details["owner"]) for entry in entries] == [("agree_action", "Erin East")]
    assert await told(house) == [], "its card is posted when the sitting is closed"


@pytest.mark.parametrize("due", [THURSDAY, date(2026, 3, 11), date(2028, 3, 13)])
async def test_an_action_due_too_early_or_too_far_off_is_refused(house: House, panel: Afternoon, due: date) -> None:
    with pytest.raises(Incomplete):
        await agree(house, panel.items[0], due=due)
    assert await told(house) == []


async def test_an_action_for_nobody_known_or_for_a_child_not_heard_is_refused(house: House, panel: Afternoon) -> None:
    with pytest.raises(Incomplete, match="Choose who"):
        await agree(house, panel.items[0], owner=Person("oid-nobody", "Nobody", frozenset()))
    await record(house, panel.items[1], Defer("The manager was in court."))
    with pytest.raises(Incomplete, match="not heard at this sitting"):
        await agree(house, panel.items[1])


async def test_an_action_still_open_is_shown_when_the_child_comes_back(house: House, panel: Afternoon) -> None:
    async with house.store.change() as work:
        old = await actions.add(work, press(SUPPORT, "x"), "C-0001", panel.sitting, "Old", EAST.oid, date(2026, 2, 20))
    view = await open_item(house, CHAIR.oid, panel.items[0], THURSDAY)
    assert [(line.id, line.overdue) for line in view.actions] == [(old, 14)]


async def test_a_sitting_closes_only_when_every_item_was_heard_or_put_off(house: House, panel: Afternoon) -> None:
    await record(house, panel.items[0], GOOD)
    with pytest.raises(Incomplete, match="2 items are not recorded yet"):
        await close(house, panel)
    async with house.store.read() as work:
        sitting = await sittings.find(work, panel.sitting)
    assert sitting is not None
    assert sitting.state == PUBLISHED
    assert await told(house) == []


async def test_closing_holds_the_panel_for_those_heard_and_starts_their_uploads(house: House, panel: Afternoon) -> None:
    view = await held(house, panel)
    assert view.state == CLOSED
    assert view.line == (
        "The sitting is closed: 2 heard, 1 not heard. Each upload to the record is due by Tue 17 March 2026 (BCP-4.4)."
    )
    async with house.store.read() as work:
        known = await children.everyone(work)
        assert await sittings.times_put_off(work) == {"C-0002": 1}
    for ref, (_, journey) in known.items():
        duties = {d.clause: d for d in timeline(house.policy, journey, FRIDAY).obligations}
        heard = ref != "C-0002"
        assert (duties["BCP-3.1"].met_on == THURSDAY) == heard
        assert ("BCP-4.4" in duties) == heard
    assert [key.split(":")[0] for key in await told(house)] == ["summary", "sitting", "invitation", "invitation"]


async def test_closing_three_times_holds_the_panel_once(house: House, panel: Afternoon) -> None:
    first = await held(house, panel)
    again = [await close(house, panel, seen=1) for _ in range(2)]
    assert [first, first] == again
    async with house.store.read() as work:
        _, journey = (await children.several(work, ["C-0001"]))["C-0001"]
    assert [event.type for event in journey.events].count("panel_held") == 1
    assert len(await told(house)) == 4


async def test_who_closes_a_closed_sitting_is_told_who_did(house: House, panel: Afternoon) -> None:
    await held(house, panel)
    late = await close(house, panel, by=SUPPORT, seen=1)
    assert late.line.endswith("Chris Chair closed the sitting on Thu 12 March 2026, 17:00.")


async def test_closing_while_somebody_still_records_loses_neither(house: House, panel: Afternoon) -> None:
    await record(house, panel.items[0], GOOD)
    await record(house, panel.items[1], GOOD)
    done = await asyncio.gather(
        record(house, panel.items[2], GOOD), close(house, panel, seen=1), return_exceptions=True
    )
    async with house.store.read() as work:
        sitting = await sittings.find(work, panel.sitting)
        states = [item.state for item in await items.of(work, panel.sitting)]
    assert sitting is not None
    assert isinstance(done[0], Recorded)
    assert states == ["heard"] * 3
    assert (sitting.state == CLOSED) == isinstance(done[1], RecordView)


async def test_the_summary_says_what_was_recommended_agreed_and_uploaded(house: House, panel: Afternoon) -> None:
    await agree(house, panel.items[0])
    await held(house, panel)
    async with house.store.read() as work:
        view = await show_summary(house, work, panel.sitting, FRIDAY)
    assert [(line.child, line.recommendation, len(line.actions)) for line in view.heard] == [
        ("C-0001 (AB)", GOOD.recommendation, 1),
        ("C-0003 (EF)", "Go on.", 0),
    ]
    assert view.deferred == (("C-0002 (CD)", "The manager was in court."),)
    assert (view.upload_by, view.upload_clause, view.record_system) == (date(2026, 3, 17), "BCP-4.4", "Mosaic")


async def test_an_upload_confirmed_closes_the_duty_once_and_changes_the_summary(house: House, panel: Afternoon) -> None:
    await held(house, panel)
    command = ConfirmUpload(("C-0001",), f"summary:{panel.sitting}", panel.sitting, press(SUPPORT, "up", on=FRIDAY))
    answers = [await confirm_upload(house, command) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0].line == "The upload is confirmed for C-0001 (AB)."
    assert [row.child for row in answers[0].rows] == ["C-0003"]
    async with house.store.read() as work:
        _, journey = (await children.several(work, ["C-0001"]))["C-0001"]
        view = await show_summary(house, work, panel.sitting, FRIDAY)
    assert [duty.standing for duty in uploads(house.policy, journey, FRIDAY)] == ["met"]
    assert [line.uploaded_on for line in view.heard] == [FRIDAY, None]
    assert (await told(house))[-1].startswith("summary:")
    assert len(await told(house)) == 5


async def test_an_upload_is_confirmed_by_the_childs_own_manager_but_no_other(house: House, panel: Afternoon) -> None:
    await held(house, panel)
    for person in (WEST, WORKER, VIEWER):
        with pytest.raises(NotAllowed):
            await confirm_upload(house, ConfirmUpload(("C-0001",), "", 0, press(person, "up", on=FRIDAY)))
    view = await confirm_upload(house, ConfirmUpload(("C-0001",), "", 0, press(EAST, "up", on=FRIDAY)))
    assert view.rows == ()


async def test_uploads_waiting_are_late_from_the_day_after_they_were_due(house: House, panel: Afternoon) -> None:
    await held(house, panel)
    for today, late in ((date(2026, 3, 17), False), (date(2026, 3, 18), True)):
        async with house.store.read() as work:
            rows = (await show_uploads(house, work, SUPPORT.oid, "summary:1", panel.sitting, (), today)).rows
        assert [(row.child, row.overdue) for row in rows] == [("C-0001", late), ("C-0003", late)]


async def test_an_action_review_goes_through_the_open_actions_by_manager(house: House) -> None:
    review = await afternoon(house.store, kind="action_review")
    async with house.store.change() as work:
        mine = await actions.add(work, press(SUPPORT, "x"), "C-0001", review.sitting, "Old", WORKER.oid, FRIDAY)
        await actions.add(work, press(SUPPORT, "x"), "C-0003", review.sitting, "West", WEST.oid, FRIDAY)
    view = await open_item(house, CHAIR.oid, review.items[0], THURSDAY)
    assert (view.title, view.child, [line.id for line in view.actions]) == ("Actions of Erin East", False, [mine])
    with pytest.raises(Incomplete, match="no recommendation"):
        await record(house, review.items[0], GOOD)
    with pytest.raises(Incomplete, match="open actions are gone through"):
        await agree(house, review.items[0])
    assert (await record(house, review.items[0], Review())).view.state == "heard"
    await record(house, review.items[1], Defer("Was in court."))
    assert (await close(house, review)).state == CLOSED
    async with house.store.read() as work:
        summary = await show_summary(house, work, review.sitting, FRIDAY)
        _, journey = (await children.several(work, ["C-0001"]))["C-0001"]
    assert (summary.reviewed, summary.heard, summary.upload_by) == (("Actions of Erin East",), (), None)
    assert "panel_held" not in [event.type for event in journey.events]


async def test_a_child_is_not_reviewed_and_what_was_dropped_is_not_recorded(house: House, panel: Afternoon) -> None:
    with pytest.raises(Incomplete, match="with a recommendation"):
        await record(house, panel.items[0], Review())
    async with house.store.change() as work:
        await items.set_state(work, panel.items[0], "dropped")
    with pytest.raises(Incomplete, match="not on the agenda any more"):
        await record(house, panel.items[0], GOOD, seen=2)
    with pytest.raises(NotFound):
        await record(house, 999, GOOD)


async def test_the_sittings_children_were_heard_at_are_found_by_day(house: House, panel: Afternoon) -> None:
    await held(house, panel)
    async with house.store.read() as work:
        assert await outcomes.heard_at(work, "C-0001") == {THURSDAY: panel.sitting}
        assert await outcomes.heard_at(work, "C-0002") == {}
        assert await outcomes.to_record(work, FRIDAY) is None
