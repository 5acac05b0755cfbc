"""make_journey_page, with messages_about_child: dates due, what was done, who was told; of one child."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from permanence.journey import Event
from permanence.panel.recording import Recommend
from permanence.refusals import NotAllowed, NotFound
from records.documents.journey_page import JourneyPage, journey_page
from storage import outbox, posted_cards, reminders, tables
from storage.importing import imports
from storage.posted_cards import Shown
from tests.afternoon import AFTER, THURSDAY, Afternoon, afternoon, press
from tests.cast import CHAIR, EAST, SUPPORT, VIEWER, WEST
from usecases.documents.make_journey_page import JourneyAsked, make_journey_page
from usecases.house import House
from usecases.operator import OPERATOR
from usecases.recording.agree_action import AgreeAction, agree_action
from usecases.recording.close_sitting import CloseSitting, close_sitting
from usecases.recording.open_record import open_record
from usecases.recording.record_item import RecordItem, record_item

MONDAY = date(2026, 3, 16)


@pytest.fixture
async def panel(house: House) -> Afternoon:
    """The first and the last child heard, with an action for the first; everything recorded in the outbox was sent."""
    panel = await afternoon(house.store)
    for number, text in enumerate(("Assess the grandmother.", "Look for a school.", "Go on.")):
        command = RecordItem(panel.items[number], 1, Recommend(text, "It is time."), press(SUPPORT, text, on=THURSDAY))
        await record_item(house, command)
    agreed = AgreeAction(
        panel.items[0], "Book the visit", EAST.oid, date(2026, 3, 13), press(CHAIR, "agree", on=THURSDAY)
    )
    await agree_action(house, agreed)
    view = await open_record(house, CHAIR.oid, THURSDAY)
    await close_sitting(house, CloseSitting(view.sitting, view.version, press(CHAIR, "close", on=THURSDAY)))
    async with house.store.change() as work:
        while letter := await outbox.claim(work, AFTER):
            await posted_cards.remember(work, letter, Shown("19:c", f"card-{letter.id}", 1), AFTER)
            await outbox.finish(work, letter, "sent", AFTER)
    return panel


async def page_of(house: House, ref: str = "C-0001", caller: str = OPERATOR, today: date = MONDAY) -> JourneyPage:
    return await make_journey_page(house, JourneyAsked(caller, ref, today))


async def test_every_date_due_is_there_with_its_clause_and_how_it_stands(house: House, panel: Afternoon) -> None:
    page = await page_of(house, "c-0001")
    due = [(line.what, line.clause, line.due, line.stands) for line in page.due]
    assert due == [
        ("Panel", "BCP-3.1", date(2026, 3, 12), "Met on Thu 12 March 2026"),
        ("Upload to the record", "BCP-4.4", date(2026, 3, 17), "Due soon, by Tue 17 March 2026"),
        ("Panel", "BCP-3.2", date(2026, 4, 23), "Due by Thu 23 April 2026"),
    ]
    named = {line.clause for line in page.clauses}
    assert {"BCP-3.1", "BCP-3.2", "BCP-4.4"} <= named
    [action] = page.actions
    assert (action.text, action.owner, action.stands) == ("Book the visit", "Erin East", "Overdue by 1 working day")
    assert action.overdue


async def test_what_happened_stands_in_order_with_by_whom(house: House, panel: Afternoon) -> None:
    page = await page_of(house)
    said = [(line.what, line.by) for line in page.done]
    assert said[0] == (
        "Came into care: legal status section 20; placement foster care, not long-term matched",
        "import 1; recorded Thu 12 March 2026, 17:00 by Erin East",
    )
    assert ("Recorded the recommendation: Assess the grandmother. Reason: It is time", "Sam Support") in said
    assert ("Action 1: recorded it, for Erin East, due Fri 13 March 2026", "Chris Chair") in said
    assert ("Closed the sitting", "Chris Chair") in said
    assert ("Seen by the panel", f"sitting {panel.sitting}; recorded Thu 12 March 2026, 17:00 by Chris Chair") in said


async def test_a_withdrawn_event_stays_and_says_why(house: House, panel: Afternoon) -> None:
    entered = Event(date(2026, 1, 29), "entered_care", {"legal_status": "V2", "placement": "U6"})
    async with house.store.change() as work:
        await imports.withdraw_events(
            work, press(SUPPORT, "import 2"), "import 2", [("C-0001", entered, "the file says otherwise")]
        )
    page = await page_of(house)
    first = page.done[0]
    assert first.withdrawn == "Withdrawn Thu 12 March 2026, 17:00 by Sam Support: the file says otherwise"
    assert first.withdrawn in journey_page(page)


async def test_cards_posted_are_told_with_when(house: House, panel: Afternoon) -> None:
    told = [(line.when, line.whom, line.what) for line in (await page_of(house)).told]
    at, channel = "Thu 12 March 2026, 17:00", "the permanence channel"
    assert (at, channel, "the card of action 1") in told
    assert (at, channel, "the summary of the sitting") in told
    assert (at, channel, "the card of action 1") not in [
        (line.when, line.whom, line.what) for line in (await page_of(house, "C-0003")).told
    ]


async def test_reminders_are_told_with_to_whom_and_whether_they_were_said(house: House, panel: Afternoon) -> None:
    async with house.store.change() as work:
        for number, (state, step) in enumerate((("sent", "-1"), ("waiting", "+1/2026-03-12"))):
            at = datetime(2026, 3, 13 + number, 8, tzinfo=UTC)
            values = {"key": f"digest:{number}", "kind": "digest", "subject_id": "x", "recipient": "channel"}
            times = {"next_at": at, "created_at": at, "finished_at": at if state == "sent" else None}
            await work.conn.execute(insert(tables.outbox).values(**values, state=state, **times))
            said = {"occasion": "record_upload:C-0001:2026-03-17", "step": step, "recipient": EAST.oid}
            kept = {**said, "digest": f"digest:{number}", "child_ref": "C-0001", "planned_at": at}
            await work.conn.execute(insert(tables.reminders).values(**kept))
        assert len(await reminders.said(work)) == 2
    told = [(line.when, line.whom, line.what) for line in (await page_of(house)).told]
    words = "upload to the record, due Tue 17 March 2026: reminder"
    assert ("Fri 13 March 2026, 08:00", "Erin East", f"{words} 1 working day before") in told
    later = f"{words} 1 working day after, said again after a snooze; planned, not said yet"
    assert ("Sat 14 March 2026, 08:00", "Erin East", later) in told


async def test_no_other_child_is_on_the_page(house: House, panel: Afternoon) -> None:
    for ref, others in (("C-0001", ("C-0002", "CD", "school")), ("C-0002", ("C-0001", "AB", "grandmother", "visit"))):
        text = journey_page(await page_of(house, ref))
        body = text.split("</head>")[1]
        for other in others:
            assert other not in body, (ref, other)


async def test_the_page_of_a_child_is_for_those_who_may_see_them(house: House, panel: Afternoon) -> None:
    for caller in (EAST.oid, VIEWER.oid, OPERATOR):
        assert (await page_of(house, caller=caller)).label == "C-0001 (AB)"
    for caller in (WEST.oid, "oid-nobody"):
        with pytest.raises(NotAllowed):
            await page_of(house, caller=caller)
    with pytest.raises(NotFound, match="near it"):
        await page_of(house, "C-000")
