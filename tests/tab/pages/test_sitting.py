"""/sittings/NUMBER over HTTP: a draft, a published sitting with who has not answered, and what was recorded of one."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from docx import Document
from sqlalchemy import update

from permanence.refusals import NotAllowed
from storage import children, history
from storage.panel import invitations
from storage.tables import outbox
from tests.afternoon import FRIDAY, THURSDAY, press
from tests.cast import ADMIN, CHAIR, EAST, SUPPORT, VIEWER, WEST, staff, take_into_care
from tests.conftest import Clock
from tests.tab.visiting import hidden, visiting
from tests.usecases.documents.test_make_minutes import close, recorded
from usecases.documents.make_file import make_minutes_file
from usecases.house import House
from usecases.recording.look_at_sitting import LookAsked, look_at_sitting
from usecases.sittings.propose_agenda import ProposeAgenda, propose_agenda
from usecases.sittings.publish_agenda import PublishAgenda, publish_agenda


@pytest.fixture
async def draft(house: House, clock: Clock) -> int:
    """The draft of Thursday 8 January: a child of East, and one of West; it is Monday."""
    await staff(house)
    await take_into_care(house, "C-1001", "East", clock().date() - timedelta(weeks=9))
    await take_into_care(house, "C-1002", "West", clock().date() - timedelta(weeks=9))
    return (await propose_agenda(house, ProposeAgenda(press(SUPPORT, "propose", clock())))).sitting


@pytest.fixture
async def published(house: House, clock: Clock, draft: int) -> int:
    await publish_agenda(house, PublishAgenda(draft, 1, press(SUPPORT, "publish", clock())))
    return draft


@pytest.fixture
async def held(house: House, clock: Clock) -> int:
    """Two children heard, one put off, and the record closed; it is the day after."""
    panel = await recorded(house)
    await close(house)
    clock.now = datetime.combine(FRIDAY, clock.now.timetz())
    return panel.sitting


def rows(page: str) -> list[str]:
    """What each row of the tables says."""
    return [" ".join(re.sub(r"<[^>]*>", " ", one).split()) for one in re.findall(r"<tr>.*?</tr>", page, re.S)]


async def reminded(house: House, invitation: int) -> list[str]:
    async with house.store.read() as work:
        return [entry.verb for entry in await history.of(work, "invitation", invitation)]


async def test_a_draft_shows_who_is_on_it_and_why_to_business_support_alone(
    house: House, clock: Clock, draft: int
) -> None:
    for number in range(20, 32):
        await take_into_care(house, f"C-20{number}", "East", clock().date() - timedelta(weeks=8))
    async with visiting(house, clock, SUPPORT) as support:
        page = await support.open(f"/sittings/{draft}")
        assert [one for one in rows(page) if "C-1001" in one and "Erin East" in one and "BCP-" in one]
        assert "12 more are due by then and not on it." in page
        assert "weeks of this one" in page
        child = re.search(r'href="(/child/[a-z2-7]+)"', page)
        assert child is not None
        assert "C-" in await support.open(child.group(1))
    async with visiting(house, clock, EAST) as manager:
        assert "Only business support" in await manager.open(f"/sittings/{draft}", 403)


async def test_a_published_sitting_links_only_the_children_one_may_see(
    house: House, clock: Clock, published: int
) -> None:
    async with visiting(house, clock, EAST) as manager:
        page = await manager.open(f"/sittings/{published}")
    [own] = [one for one in rows(page) if "C-1001" in one]
    assert "Erin East Not answered yet" in own
    assert "still to prepare" in own
    assert [one for one in rows(page) if one.endswith("free")]
    assert len(re.findall(r'href="/child/', page)) == 1, "a child of West is named, as on the card, and not opened"
    assert "<form" not in page.partition("<main")[2]


async def test_one_is_reminded_once_however_often_the_form_is_sent_and_then_refused_in_a_sentence(
    house: House, clock: Clock, published: int
) -> None:
    async with house.store.read() as work:
        east, west = await invitations.of(work, published)
    async with visiting(house, clock, SUPPORT) as support:
        form = await support.open(f"/sittings/{published}")
        for _ in range(2):
            support.text = form
            page = await support.send(f"/sittings/{published}/remind", {"invitation": str(east.id)})
            assert "Sam Support reminded Erin East of the invitation" in page
        assert await reminded(house, east.id) == ["remind_invited"]
        refused = await support.send(f"/sittings/{published}/send-again", {"invitation": str(east.id)}, 422)
        assert "the next reminder can go on Tue 6 January 2026." in refused
        assert "just being posted" in await support.send(
            f"/sittings/{published}/send-again", {"invitation": str(west.id)}, 409
        )
        assert "Who is invited" in support.text, "the sitting stands there with the refusal"
        async with house.store.change() as work:
            await work.conn.execute(update(outbox).values(state="sent"))
        await support.open(f"/sittings/{published}")
        assert "sent the invitation to Will West again" in await support.send(
            f"/sittings/{published}/send-again", {"invitation": str(west.id)}
        )
    clock.move(days=1)
    async with visiting(house, clock, SUPPORT) as support:
        await support.open(f"/sittings/{published}")
        assert "Erin East, Will West" in await support.send(f"/sittings/{published}/remind", {})
    assert await reminded(house, east.id) == ["remind_invited", "remind_invited"]
    assert await reminded(house, west.id) == ["send_invitation_again", "remind_invited"]


async def test_others_may_not_remind_anybody(house: House, clock: Clock, published: int) -> None:
    async with visiting(house, clock, WEST) as manager:
        await manager.open(f"/sittings/{published}")
        manager.text = await manager.open("/tracker")
        assert "Only business support" in await manager.send(f"/sittings/{published}/remind", {}, 403)


async def test_what_was_recorded_is_shown_with_attendance_actions_and_who_was_put_off(
    house: House, clock: Clock, held: int
) -> None:
    async with visiting(house, clock, VIEWER) as viewer:
        page = await viewer.open(f"/sittings/{held}")
    assert "2 children heard, 1 action agreed, 1 not heard" in page
    assert "Attended: " in page
    assert "The panel recommends: Assess the grandmother." in page
    assert "Book the visit (Erin East, 26 March 2026)" in page
    assert "The manager was in court." in page
    assert "Confirm uploads" not in page


async def test_before_it_is_closed_the_record_is_for_those_who_record(house: House, clock: Clock) -> None:
    panel = await recorded(house)
    clock.now = datetime.combine(THURSDAY, clock.now.timetz())
    async with visiting(house, clock, CHAIR) as chair:
        assert "Assess the grandmother." in await chair.open(f"/sittings/{panel.sitting}")
    async with visiting(house, clock, VIEWER) as viewer:
        assert "Assess the grandmother." not in await viewer.open(f"/sittings/{panel.sitting}")


async def test_uploads_are_confirmed_for_what_is_ticked_and_nothing_ticked_is_said(
    house: House, clock: Clock, held: int
) -> None:
    async with visiting(house, clock, EAST) as manager:
        page = await manager.open(f"/sittings/{held}")
        [ticked] = re.findall(r'name="child" value="([a-z2-7]+)"> C-0001', page)
        assert len(re.findall(r'name="child"', page)) == 1, "the other child heard is of West"
        assert "1 upload of other teams to confirm" in page
        form = page
        assert "Choose" in await manager.send(f"/sittings/{held}/uploads", {}, 422)
        for _ in range(2):
            manager.text = form
            after = await manager.send(f"/sittings/{held}/uploads", {"child": ticked})
            assert "The upload is confirmed for C-0001" in after
        assert "uploaded on" in after
    async with house.store.read() as work:
        found = await children.find(work, "C-0001")
        assert found is not None
        assert [event.type for event in found[1].events].count("record_uploaded") == 1


async def test_the_minutes_come_as_a_word_document_for_whoever_sees_every_child(
    house: House, clock: Clock, held: int
) -> None:
    async with visiting(house, clock, SUPPORT) as support:
        assert f'href="/sittings/{held}/minutes.docx"' in await support.open(f"/sittings/{held}")
        answer = await support.client.get(f"/sittings/{held}/minutes.docx")
        assert answer.headers["Content-Disposition"].endswith('-summary.docx"')
        document = Document(io.BytesIO(await answer.read()))
    assert "Assess the grandmother." in "\n".join(
        [
            *(one.text for one in document.paragraphs),
            *(c.text for t in document.tables for r in t.rows for c in r.cells),
        ]
    )
    async with visiting(house, clock, EAST) as manager:
        assert "minutes.docx" not in await manager.open(f"/sittings/{held}")
        await manager.open(f"/sittings/{held}/minutes.docx", 403)
    with pytest.raises(NotAllowed):
        await make_minutes_file(house, EAST.oid, held, FRIDAY)


async def test_an_address_of_no_sitting_is_one_sentence(house: House, clock: Clock, published: int) -> None:
    async with visiting(house, clock, SUPPORT) as support:
        for number in ("0", "999", "9" * 40):
            assert "not known" in await support.open(f"/sittings/{number}", 404)


async def test_whoever_has_no_role_sees_no_sitting(house: House, published: int) -> None:
    with pytest.raises(NotAllowed):
        await look_at_sitting(house, LookAsked("oid-nobody", published, datetime.now(UTC).date()))
    look = await look_at_sitting(house, LookAsked(SUPPORT.oid, published, datetime(2026, 1, 5, tzinfo=UTC).date()))
    assert len(look.refs) == 2
    assert ADMIN.oid not in {row.answer.manager for row in look.invited}


async def test_a_sitting_is_moved_once_and_a_day_that_will_not_do_keeps_what_was_typed(
    house: House, clock: Clock, published: int
) -> None:
    its = f"/sittings/{published}"
    async with visiting(house, clock, SUPPORT) as support:
        assert f'href="{its}/move"' in await support.open(its)
        form = await support.open(f"{its}/move")
        seen = hidden(form, "seen")
        saturday = {"seen": seen, "on": "2026-01-10", "begins": "14:00", "reason": "The <b>room</b> is taken"}
        refused = await support.send(f"{its}/move", saturday, 422)
        assert "is not a working day" in refused
        assert "The &lt;b&gt;room&lt;/b&gt; is taken" in refused
        assert 'value="2026-01-10"' in refused
        again = support.text
        for _ in range(2):
            support.text = again
            page = await support.send(f"{its}/move", {**saturday, "on": "2026-01-09"})
            assert "Fri 9 January 2026, 14:00 to 17:00" in page
            assert "Sam Support moved" in page
        support.text = again
        late = {**saturday, "on": "2026-01-12", "once": "another form"}
        assert "Sam Support moved" in await support.send(f"{its}/move", late, 422)
    async with house.store.read() as work:
        told = [entry.verb for entry in await history.of(work, "sitting", published)]
    assert told.count("move_sitting") == 1


async def test_a_sitting_is_stood_down_with_a_reason_by_business_support_alone(
    house: House, clock: Clock, published: int
) -> None:
    its = f"/sittings/{published}"
    async with visiting(house, clock, EAST) as manager:
        assert f"{its}/move" not in await manager.open(its)
        await manager.open(f"{its}/move", 403)
        await manager.open("/tracker")
        await manager.send(f"{its}/stand-down", {"reason": "No chair"}, 403)
    async with visiting(house, clock, SUPPORT) as support:
        seen = hidden(await support.open(f"{its}/move"), "seen")
        assert "Say why" in await support.send(f"{its}/stand-down", {"seen": seen}, 422)
        page = await support.send(f"{its}/stand-down", {"seen": seen, "reason": "No chair"})
        assert "This sitting was stood down" in page
        assert "Stood down" in await support.open("/sittings")
        assert "can be moved or stood down" in await support.open(f"{its}/move", 409)


async def test_a_free_slot_is_offered_to_the_next_in_line_and_an_unknown_reference_is_said(
    house: House, clock: Clock, published: int
) -> None:
    its = f"/sittings/{published}"
    await take_into_care(house, "C-1003", "West", clock().date() - timedelta(weeks=7))
    async with visiting(house, clock, SUPPORT) as support:
        form = await support.open(f"{its}/offer")
        assert "C-1003 (AB)" in form
        assert "There is no child C-9999" in await support.send(f"{its}/offer", {"reference": "C-9999"}, 422)
        [child] = re.findall(r'<option value="([a-z2-7]+)"[^>]*>C-1003', form)
        page = await support.send(f"{its}/offer", {"child": child})
        assert "C-1003 (AB)" in page.partition('class="outcome"')[2].partition("</p>")[0]
        assert [one for one in rows(page) if "C-1003 (AB) Will West" in one]
    async with visiting(house, clock, WEST) as manager:
        assert f"{its}/offer" not in await manager.open(its)
        await manager.open(f"{its}/offer", 403)
