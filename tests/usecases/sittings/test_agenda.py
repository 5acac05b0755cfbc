"""Proposing, changing and publishing an agenda: the edges."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cards.sittings.agenda import AgendaView
from cards.sittings.agenda_form import AgendaFormView
from cards.sittings.sitting import SittingView
from permanence import policy as policies
from permanence.journey import Event
from permanence.panel.sitting import Candidate
from permanence.refusals import Incomplete, NotAllowed, NotFound, Stale
from storage import children, history, outbox, people
from storage.panel import items, sittings
from storage.store import Press
from tests.cast import EAST, SUPPORT, WEST, staff, take_into_care
from tests.conftest import Clock
from usecases.house import House
from usecases.latest_change import latest_change, meanwhile
from usecases.sittings.asked_for_child import asked_for_child
from usecases.sittings.change_agenda import ChangeAgenda, change_agenda
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.panel_candidates import candidates
from usecases.sittings.propose_agenda import ProposeAgenda, propose_agenda
from usecases.sittings.publish_agenda import PublishAgenda, publish_agenda
from usecases.sittings.show_agenda import show_agenda, show_draft
from usecases.sittings.show_agenda_form import Typed, show_agenda_form
from usecases.sittings.show_sitting import show_current_sitting, show_sitting
from usecases.sittings.sitting_head import sitting_head
from usecases.sittings.tell_sitting import tell_sitting

MONDAY = date(2026, 1, 5)


@pytest.fixture
async def staffed(house: House) -> House:
    """East has a child nine weeks in care, West one of four weeks."""
    await staff(house)
    await take_into_care(house, "C-1001", "East", MONDAY - timedelta(weeks=9))
    await take_into_care(house, "C-1002", "West", MONDAY - timedelta(weeks=4))
    return house


def press(clock: Clock, key: str = "k", by: str = SUPPORT.oid) -> Press:
    return Press(key, by, "Sam Support" if by == SUPPORT.oid else "Somebody", clock())


async def proposed(house: House, clock: Clock) -> AgendaView:
    return await propose_agenda(house, ProposeAgenda(press(clock, "propose")))


async def change(house: House, clock: Clock, draft: AgendaView, key: str, **typed: object) -> object:
    form = Typed(**typed)  # type: ignore[arg-type]
    return await change_agenda(house, ChangeAgenda(draft.sitting, draft.version, form, press(clock, key)))


async def test_a_child_due_only_after_the_next_sitting_waits(staffed: House, clock: Clock) -> None:
    draft = await proposed(staffed, clock)
    assert [line.label for line in draft.lines] == ["C-1001 (AB)"]
    async with staffed.store.read() as work:
        pool = await candidates(staffed, work, await found_sitting(work, draft.sitting), MONDAY)
    assert [c.child for c in pool.everybody] == ["C-1001", "C-1002"]
    assert [c.child for c in pool.pressing] == ["C-1001"]
    assert [c.child for c in pool.next_in_line(frozenset({"C-1001"}))] == ["C-1002"]


async def test_more_than_the_afternoon_takes_wait_and_are_counted(staffed: House, clock: Clock) -> None:
    for number in range(1, 13):
        await take_into_care(staffed, f"C-2{number:03}", "West", MONDAY - timedelta(weeks=7, days=number))
    draft = await proposed(staffed, clock)
    assert len(draft.lines) == draft.capacity == 9
    assert len(draft.reserve) == 4
    assert draft.lines[0].label == "C-1001 (AB)"
    over = await change(staffed, clock, draft, "k", references="C-1002")
    assert isinstance(over, AgendaFormView)
    assert over.line == "That is 10 and the afternoon has 9 slots; leave 1 out."
    assert over.references == "C-1002"


async def test_a_draft_and_the_sitting_made_of_it_are_headed_alike(staffed: House, clock: Clock) -> None:
    draft = await proposed(staffed, clock)
    sitting = await publish_agenda(staffed, PublishAgenda(draft.sitting, draft.version, press(clock, "publish")))
    assert isinstance(sitting, SittingView)
    async with staffed.store.read() as work:
        found = await found_sitting(work, draft.sitting)
    assert draft.head == sitting.head == sitting_head(staffed.policy, found)


async def test_a_draft_is_shown_to_business_support_alone(staffed: House, clock: Clock) -> None:
    draft = await proposed(staffed, clock)
    assert (await show_draft(staffed, draft.sitting, SUPPORT.oid, MONDAY)).lines == draft.lines
    with pytest.raises(NotAllowed):
        await show_draft(staffed, draft.sitting, EAST.oid, MONDAY)
    with pytest.raises(NotAllowed):
        await show_agenda_form(staffed, draft.sitting, WEST.oid, MONDAY)
    with pytest.raises(NotFound):
        await show_draft(staffed, 999, SUPPORT.oid, MONDAY)


async def test_a_child_left_out_can_come_back(staffed: House, clock: Clock) -> None:
    draft = await proposed(staffed, clock)
    async with staffed.store.read() as work:
        [item] = await items.of(work, draft.sitting)
    emptied = await change(staffed, clock, draft, "out", places={item.id: "out"})
    assert isinstance(emptied, AgendaView)
    assert emptied.lines == ()
    assert emptied.reserve == ("C-1001 (AB)",)
    back = await change(staffed, clock, emptied, "back", added="C-1001")
    assert isinstance(back, AgendaView)
    assert [line.label for line in back.lines] == ["C-1001 (AB)"]


async def test_the_same_change_delivered_twice_is_made_once(staffed: House, clock: Clock) -> None:
    draft = await proposed(staffed, clock)
    first = await change(staffed, clock, draft, "same", references="C-1002")
    again = await change(staffed, clock, draft, "same", references="C-1002")
    assert isinstance(first, AgendaView)
    assert first == again
    async with staffed.store.read() as work:
        told = [entry.verb for entry in await history.of(work, "sitting", draft.sitting)]
    assert told == ["propose_agenda", "change_agenda"]


async def test_a_child_asked_for_before_it_is_due_says_who_asked(staffed: House, clock: Clock) -> None:
    await take_into_care(staffed, "C-3001", "East", MONDAY - timedelta(weeks=80))
    async with staffed.store.change() as work:
        left = Event(MONDAY - timedelta(weeks=60), "left_care", {})
        await children.record_event(work, press(clock, "left"), "C-3001", left, "import 1")
    draft = await proposed(staffed, clock)
    changed = await change(staffed, clock, draft, "k", references="C-3001")
    assert isinstance(changed, AgendaView)
    assert changed.lines[1].because == "asked for by Sam Support"
    assert changed.lines[1].clause == "BCP-4.3"


async def test_why_a_child_cannot_come_is_said(staffed: House, clock: Clock) -> None:
    await take_into_care(staffed, "C-4001", None, MONDAY - timedelta(weeks=7))
    draft = await proposed(staffed, clock)
    await publish_agenda(staffed, PublishAgenda(draft.sitting, draft.version, press(clock, "publish")))
    following = await propose_agenda(staffed, ProposeAgenda(press(clock, "following")))
    async with staffed.store.read() as work:
        sitting = await found_sitting(work, following.sitting)
        pool = await candidates(staffed, work, sitting, MONDAY)
        for ref, sentence in (
            ("C-1001", "C-1001 (AB) is already on the sitting of Thu 8 January 2026."),
            ("C-4001", "C-4001 (AB) cannot be presented: no team manager known for a child without a team."),
            ("nobody", "There is no child nobody in the caseload; check the reference."),
        ):
            with pytest.raises(Incomplete, match="^" + sentence.replace("(", r"\(").replace(")", r"\)") + "$"):
                await asked_for_child(staffed, work, press(clock), sitting, pool, ref, [])
        found = await asked_for_child(staffed, work, press(clock), sitting, pool, "c-1002", [])
        assert isinstance(found, Candidate)
        assert found.clause == "BCP-3.1"


async def test_an_empty_agenda_or_one_whose_time_has_passed_is_not_published(house: House, clock: Clock) -> None:
    await staff(house)
    draft = await proposed(house, clock)
    with pytest.raises(Incomplete, match="Nobody is on this agenda"):
        await publish_agenda(house, PublishAgenda(draft.sitting, draft.version, press(clock, "publish")))
    await take_into_care(house, "C-1001", "East", MONDAY - timedelta(weeks=9))
    filled = await change(house, clock, draft, "fill", added="C-1001")
    assert isinstance(filled, AgendaView)
    clock.now = datetime(2026, 1, 8, 13, 30, tzinfo=UTC)
    with pytest.raises(Stale, match="The time of this sitting has passed"):
        await publish_agenda(house, PublishAgenda(filled.sitting, filled.version, press(clock, "late")))


async def test_a_draft_changed_since_is_shown_and_not_published(staffed: House, clock: Clock) -> None:
    draft = await proposed(staffed, clock)
    await change(staffed, clock, draft, "k", references="C-1002")
    late = await publish_agenda(staffed, PublishAgenda(draft.sitting, draft.version, press(clock, "publish")))
    assert isinstance(late, AgendaView)
    assert late.line.startswith("This changed while you were looking at it: Sam Support changed this agenda")
    async with staffed.store.read() as work:
        assert await outbox.waiting(work) == 0


async def test_what_was_published_can_no_longer_be_changed_as_a_draft(staffed: House, clock: Clock) -> None:
    draft = await proposed(staffed, clock)
    shown = await publish_agenda(staffed, PublishAgenda(draft.sitting, draft.version, press(clock, "publish")))
    assert isinstance(shown, SittingView)
    assert isinstance(await change(staffed, clock, draft, "late", references="C-1002"), SittingView)
    assert isinstance(await show_agenda_form(staffed, draft.sitting, SUPPORT.oid, MONDAY), SittingView)
    assert (await show_current_sitting(staffed, EAST.oid, MONDAY)).sitting == draft.sitting
    async with staffed.store.read() as work:
        with pytest.raises(NotFound, match="This agenda was published"):
            await show_agenda(staffed, work, await found_sitting(work, draft.sitting), MONDAY)


async def test_a_draft_is_not_shown_as_a_sitting(staffed: House, clock: Clock) -> None:
    draft = await proposed(staffed, clock)
    async with staffed.store.read() as work:
        with pytest.raises(NotFound, match="still a draft"):
            await show_sitting(staffed, work, draft.sitting)
    with pytest.raises(NotFound, match="No sitting has been published yet"):
        await show_current_sitting(staffed, EAST.oid, MONDAY)


async def test_a_draft_whose_day_has_passed_holds_no_child_back(staffed: House, clock: Clock) -> None:
    await proposed(staffed, clock)
    clock.move(days=7)
    following = await propose_agenda(staffed, ProposeAgenda(press(clock, "next week")))
    assert following.head.starts_at.date() == date(2026, 1, 15)
    assert [line.label for line in following.lines] == ["C-1001 (AB)", "C-1002 (AB)"]


@pytest.mark.parametrize(
    "words", ["15 January 2026", "Thu 15 January 2026", "15/01/2026", "panel 2026-01-15", "panel 15/01"]
)
async def test_the_agenda_of_a_later_sitting_is_named_by_its_day(staffed: House, clock: Clock, words: str) -> None:
    await proposed(staffed, clock)
    later = await propose_agenda(staffed, ProposeAgenda(press(clock, "later"), words))
    assert later.head.starts_at.date() == date(2026, 1, 15)


async def test_a_day_without_a_sitting_or_with_one_published_is_refused_by_its_name(
    staffed: House, clock: Clock
) -> None:
    draft = await proposed(staffed, clock)
    await publish_agenda(staffed, PublishAgenda(draft.sitting, draft.version, press(clock, "publish")))
    for words, sentence in (
        ("16 January 2026", "No sitting is planned on 16 January 2026"),
        ("8 January 2026", "The agenda of 8 January 2026 is published already"),
    ):
        with pytest.raises(NotFound, match=sentence):
            await propose_agenda(staffed, ProposeAgenda(press(clock, words), words))


@pytest.mark.parametrize("words", ["15/01/26", "31/02/2026", "31 February 2026", "panel 15 Jan '26", "Mon 15/01/2026"])
async def test_a_day_that_cannot_be_read_surely_is_asked_again_and_not_taken_for_a_panel(
    staffed: House, clock: Clock, words: str
) -> None:
    with pytest.raises(Incomplete, match=words.removeprefix("panel ")):
        await propose_agenda(staffed, ProposeAgenda(press(clock, words), words))


async def test_a_procedure_without_a_panel_has_no_agenda(house: House, clock: Clock) -> None:
    await staff(house)
    other = House(house.store, policies.load("dudley-2021"))
    with pytest.raises(NotFound, match="has no panel, so there is no agenda to propose"):
        await propose_agenda(other, ProposeAgenda(press(clock)))


async def test_every_change_told_of_makes_a_new_version_and_one_row(staffed: House, clock: Clock) -> None:
    draft = await proposed(staffed, clock)
    await publish_agenda(staffed, PublishAgenda(draft.sitting, draft.version, press(clock, "publish")))
    async with staffed.store.change() as work:
        before = await outbox.waiting(work)
        seen = await found_sitting(work, draft.sitting)
        await tell_sitting(work, draft.sitting, [], clock())
        assert (await found_sitting(work, draft.sitting)).version == seen.version + 1
        assert await outbox.waiting(work) == before + 1


async def test_the_last_word_names_who_did_what_and_when(staffed: House, clock: Clock) -> None:
    draft = await proposed(staffed, clock)
    async with staffed.store.read() as work:
        said = await latest_change(work, "sitting", draft.sitting)
        assert said == "Sam Support asked for this agenda on Mon 5 January 2026, 09:00."
        assert await latest_change(work, "sitting", draft.sitting, by=EAST.oid) == ""
        assert meanwhile(said) == f"This changed while you were looking at it: {said}"


async def test_a_manager_who_left_is_still_named(staffed: House, clock: Clock) -> None:
    draft = await proposed(staffed, clock)
    await publish_agenda(staffed, PublishAgenda(draft.sitting, draft.version, press(clock, "publish")))
    async with staffed.store.change() as work:
        await people.retire(work, EAST.oid)
    async with staffed.store.read() as work:
        view = await show_sitting(staffed, work, draft.sitting)
        assert {slot.manager for slot in view.slots if not slot.is_free} == {"Erin East"}
        assert await sittings.current(work, MONDAY) is not None


async def test_children_under_the_sittings_theme_are_marked(staffed: House, clock: Clock) -> None:
    async with staffed.store.change() as work:
        home = Event(date(2025, 12, 15), "care_plan_changed", {"change": "placed_with_parents"})
        await children.record_event(work, press(clock, "home"), "C-1002", home, "import 1")
    draft = await proposed(staffed, clock)
    assert draft.head.theme == "Plan changed or changing to return to parents, or now placed with parents"
    assert [line.on_theme for line in draft.lines] == [False]
    form = await show_agenda_form(staffed, draft.sitting, SUPPORT.oid, MONDAY)
    assert isinstance(form, AgendaFormView)
    assert form.next_due == (("C-1002", "C-1002 (AB), due Mon 19 January 2026, under the theme, Will West"),)
    changed = await change(staffed, clock, draft, "k", added="C-1002")
    assert isinstance(changed, AgendaView)
    assert [line.on_theme for line in changed.lines] == [False, True]
