"""make_minutes: a summary of the sitting, and for each child a copy that names no other child."""

from __future__ import annotations

from datetime import date

import pytest

from permanence.panel.recording import Defer, Recommend, Result
from permanence.panel.seats import Present
from permanence.panel.sitting import DRAFT, Discussion
from permanence.refusals import NotAllowed, NotFound
from records.documents.minutes import Minutes, minutes_document
from tests.afternoon import THURSDAY, Afternoon, afternoon, press
from tests.cast import CHAIR, EAST, SUPPORT, WEST
from usecases.documents.make_minutes import Filed, MinutesAsked, make_minutes
from usecases.house import House
from usecases.operator import OPERATOR
from usecases.recording.agree_action import AgreeAction, agree_action
from usecases.recording.close_sitting import CloseSitting, close_sitting
from usecases.recording.open_record import open_record
from usecases.recording.record_attendance import RecordAttendance, record_attendance
from usecases.recording.record_item import RecordItem, record_item

MONDAY = date(2026, 3, 16)


async def recorded(house: House, kind: str = "review") -> Afternoon:
    """Two children heard, one of them with an action, and one put off; not closed yet."""
    panel = await afternoon(house.store, kind)
    results: list[Result] = [
        Recommend("Assess the grandmother.", "She came forward.", Discussion("The carers disagree.", "A meeting.")),
        Defer("The manager was in court."),
        Recommend("Go on.", "It is on time."),
    ]
    for item, result in zip(panel.items, results, strict=False):
        await record_item(house, RecordItem(item, 1, result, press(SUPPORT, f"{item}", on=THURSDAY)))
    agreed = AgreeAction(
        panel.items[0], "Book the visit", EAST.oid, date(2026, 3, 26), press(CHAIR, "agree", on=THURSDAY)
    )
    await agree_action(house, agreed)
    states = RecordAttendance(
        panel.sitting, 1, Present(("iro_manager", EAST.oid), (WEST.oid,)), press(SUPPORT, "seats", on=THURSDAY)
    )
    await record_attendance(house, states)
    return panel


async def close(house: House) -> None:
    view = await open_record(house, CHAIR.oid, THURSDAY)
    await close_sitting(house, CloseSitting(view.sitting, view.version, press(CHAIR, "close", on=THURSDAY)))


async def made(house: House, caller: str = OPERATOR) -> tuple[Filed, ...]:
    return await make_minutes(house, MinutesAsked(caller, THURSDAY, MONDAY))


def everything(minutes: Minutes) -> str:
    """All that a document says."""
    parts = [minutes.title, *(f"{name}: {said}" for name, said in minutes.facts)]
    for passage in minutes.passages:
        parts += [passage.heading, *(f"{name}: {said}" for name, said in passage.said)]
        parts += [" | ".join(row) for row in (passage.listed.rows if passage.listed else ())]
    parts += [f"{cited.clause} {cited.quote}" for cited in minutes.cited]
    return "\n".join(parts)


async def test_the_summary_says_who_came_what_was_recommended_why_and_who_does_what_by_when(house: House) -> None:
    await recorded(house)
    await close(house)
    summary, *_ = await made(house)
    said = everything(summary.minutes)
    assert summary.stem == "2026-03-12-permanence-summary"
    assert f"Attended: Erin East, {house.policy.role_title('iro_manager')} (BCP-4.7)" in said
    assert "Apologies: Will West" in said
    assert "Why: 6 weeks after entering care on 29 January 2026 (BCP-3.1)" in said
    assert "Recommendation: Assess the grandmother.\nReason: She came forward." in said
    assert "Views differed: The carers disagree.\nTo be resolved: A meeting." in said
    assert "Book the visit | Erin East | Thu 26 March 2026 | Open" in said
    assert "Outcome: not heard\nReason: The manager was in court." in said
    assert "State: closed" in said


async def test_every_clause_named_is_quoted_at_the_end(house: House) -> None:
    await recorded(house)
    await close(house)
    summary, *_ = await made(house)
    assert [cited.clause for cited in summary.minutes.cited] == ["BCP-4.1", "BCP-4.7", "BCP-3.1", "BCP-4.4"]
    assert "File on the record: Mosaic, by Tue 17 March 2026 (BCP-4.4); not filed yet" in everything(summary.minutes)


async def test_each_child_has_a_copy_that_names_no_other_child(house: House) -> None:
    await recorded(house)
    await close(house)
    _, *copies = await made(house)
    refs = {"C-0001": "AB", "C-0002": "CD", "C-0003": "EF"}
    assert [copy.stem for copy in copies] == [
        f"2026-03-12-permanence-{number:02d}-{ref}-{initials}" for number, (ref, initials) in enumerate(refs.items(), 1)
    ]
    for copy, ref in zip(copies, refs, strict=True):
        said = everything(copy.minutes)
        assert ref in said
        for other in set(refs) - {ref}:
            assert other not in said
            assert other.encode() not in minutes_document(copy.minutes)
    assert "Book the visit" in everything(copies[0].minutes)
    assert "Book the visit" not in everything(copies[2].minutes)


async def test_before_the_sitting_is_closed_the_documents_say_so(house: House) -> None:
    await afternoon(house.store)
    summary, copy, *_ = await made(house)
    for filed in (summary, copy):
        assert "State: a draft: the sitting is not closed, 3 not recorded yet" in everything(filed.minutes)


async def test_an_action_review_has_a_summary_and_no_childs_copy(house: House) -> None:
    await afternoon(house.store, "action_review")
    [summary] = await made(house)
    assert "summary of the action review" in summary.minutes.title
    assert [passage.heading for passage in summary.minutes.passages] == ["Actions of Erin East", "Actions of Will West"]


async def test_minutes_are_for_those_who_see_every_child(house: House) -> None:
    await recorded(house)
    assert len(await made(house, SUPPORT.oid)) == len(await made(house, CHAIR.oid)) == 4
    for caller in (EAST.oid, "oid-nobody"):
        with pytest.raises(NotAllowed):
            await made(house, caller)


async def test_a_day_without_a_published_sitting_is_refused_in_a_sentence(house: House) -> None:
    await afternoon(house.store, state=DRAFT)
    with pytest.raises(NotFound, match="No sitting on Thu 12 March 2026 was published"):
        await made(house)
