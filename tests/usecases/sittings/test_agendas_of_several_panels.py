"""A procedure with several panels: each agenda has its own children, and a child may be on two of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cards.sittings.agenda import AgendaView
from permanence import policy as policies
from permanence.journey import Event
from permanence.panel.sitting import HEARD
from permanence.refusals import Incomplete, NotFound
from storage import children
from storage.panel import items, sittings
from storage.store import Press
from tests.afternoon import press
from tests.cast import SUPPORT, staff, take_into_care
from usecases.children.show_child import ChildAsked, show_child
from usecases.children.who_is_due import DueAsked, who_is_due
from usecases.house import House
from usecases.recording.close_sitting import CloseSitting, close_sitting
from usecases.recording.open_record import open_item, open_record
from usecases.recording.show_summary import show_summary
from usecases.reminders.open_matters import open_matters
from usecases.sittings.asked_for_child import asked_for_child
from usecases.sittings.found_sitting import found_sitting
from usecases.sittings.panel_candidates import candidates
from usecases.sittings.propose_agenda import ProposeAgenda, propose_agenda
from usecases.sittings.publish_agenda import PublishAgenda, publish_agenda
from usecases.sittings.show_sitting import show_current_sitting

SIXTH = Path(__file__).parents[2] / "permanence" / "sixth_council.toml"
NOW = datetime(2026, 2, 18, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
async def sixth(house: House) -> House:
    """One child due at two panels, one at one of them, and one who is first to be referred."""
    under = replace(house, policy=policies.load(SIXTH))
    await staff(under)
    for ref in ("C-0001", "C-0002", "C-0003"):
        await take_into_care(under, ref, "East", date(2026, 1, 5))
    async with under.store.change() as work:
        by = press(SUPPORT, "import", NOW)
        for ref, event in (
            ("C-0001", Event(date(2026, 1, 30), "review_held")),
            ("C-0001", Event(date(2026, 2, 16), "panel_referral_made", {"panel": "placement_order"})),
            ("C-0002", Event(date(2026, 1, 30), "review_held")),
            ("C-0003", Event(date(2026, 2, 16), "plan_agreed", {"plan": "adoption", "final": True})),
        ):
            await children.record_event(work, by, ref, event, "import 1")
    return under


async def agenda(house: House, words: str) -> AgendaView:
    return await propose_agenda(house, ProposeAgenda(press(SUPPORT, f"agenda {words}", NOW), words))


def labels(view: AgendaView) -> list[str]:
    return [line.label for line in view.lines]


async def test_each_panel_proposes_its_own_children_and_one_due_at_two_is_on_both(sixth: House) -> None:
    gateway, order = await agenda(sixth, "gateway"), await agenda(sixth, "placement order panel")
    assert (gateway.head.panel, labels(gateway)) == ("Gateway Panel", ["C-0001 (AB)", "C-0002 (AB)"])
    assert (order.head.panel, labels(order)) == ("Placement Order Panel", ["C-0001 (AB)"])
    assert (order.unreferred, order.refer_by) == (("C-0003 (AB)",), date(2026, 2, 17))
    assert gateway.unreferred == ()


async def test_agenda_alone_is_the_next_sitting_of_any_panel(sixth: House) -> None:
    first = await agenda(sixth, "")
    assert (first.head.panel, first.head.starts_at.date()) == ("Gateway Panel", date(2026, 2, 23))
    await publish_agenda(sixth, PublishAgenda(first.sitting, first.version, press(SUPPORT, "publish", NOW)))
    assert (await propose_agenda(sixth, ProposeAgenda(press(SUPPORT, "again", NOW)))).head.panel.startswith(
        "A panel that moves"
    )


async def test_a_panel_nobody_can_tell_is_refused_with_the_panels_there_are(sixth: House) -> None:
    with pytest.raises(NotFound, match=r"No panel is called .fostering.; there is Gateway Panel, "):
        await agenda(sixth, "fostering")


async def test_a_child_on_one_panels_agenda_can_still_be_put_on_anothers(sixth: House) -> None:
    await agenda(sixth, "gateway")
    order = await agenda(sixth, "placement order panel")
    async with sixth.store.read() as work:
        sitting = await found_sitting(work, order.sitting)
        pool = await candidates(sixth, work, sitting, TODAY)
        by = press(SUPPORT, "add", NOW)
        asked = await asked_for_child(sixth, work, by, sitting, pool, "C-0002", [])
        assert (asked.child, asked.because) == ("C-0002", "asked for by Sam Support")
        listed = await items.of(work, order.sitting)
        with pytest.raises(Incomplete, match="on this sitting already"):
            await asked_for_child(sixth, work, by, sitting, pool, "C-0001", listed)


async def test_a_panel_that_heard_a_child_says_which_so_that_the_other_still_hears_it(sixth: House) -> None:
    draft = await agenda(sixth, "gateway")
    await publish_agenda(sixth, PublishAgenda(draft.sitting, draft.version, press(SUPPORT, "publish", NOW)))
    async with sixth.store.change() as work:
        for item in await items.of(work, draft.sitting):
            await items.set_state(work, item.id, HEARD)
        seen = await found_sitting(work, draft.sitting)
    await close_sitting(sixth, CloseSitting(draft.sitting, seen.version, _after(seen.on)))
    async with sixth.store.read() as work:
        _, journey = (await children.several(work, ["C-0001"]))["C-0001"]
        assert [event.fields for event in journey.events if event.type == "panel_held"] == [{"panel": "gateway"}]
    assert labels(await agenda(sixth, "placement order panel")) == ["C-0001 (AB)"]
    due = await who_is_due(sixth, DueAsked(SUPPORT.oid, seen.on))
    assert (due.lines[0].label, due.lines[0].to) == ("C-0001 (AB)", "Placement Order Panel")
    (third,) = [line for line in due.lines if line.label == "C-0003 (AB)"]
    assert any(one.startswith("to be referred to the Placement Order Panel, no date set (") for one in third.besides)


async def test_what_one_panel_put_off_is_not_carried_over_to_another(sixth: House) -> None:
    await agenda(sixth, "gateway")
    async with sixth.store.read() as work:
        assert set(await sittings.children_on_open_sittings(work, TODAY, panel="gateway")) == {"C-0001", "C-0002"}
        assert await sittings.children_on_open_sittings(work, TODAY, panel="placement_order") == {}
    facts = dict((await show_child(sixth, ChildAsked(SUPPORT.oid, "C-0002", TODAY))).facts)
    assert facts["Next panel"] == "Gateway Panel, Mon 23 February 2026"


def _after(on: date) -> Press:
    return press(SUPPORT, "close", datetime(on.year, on.month, on.day, 17, tzinfo=UTC))


async def test_the_sitting_and_its_record_are_those_of_the_panel_named(sixth: House) -> None:
    for words in ("gateway", "placement order panel"):
        draft = await agenda(sixth, words)
        by = press(SUPPORT, f"publish {words}", NOW)
        await publish_agenda(sixth, PublishAgenda(draft.sitting, draft.version, by))
    day = date(2026, 2, 25)
    assert (await show_current_sitting(sixth, SUPPORT.oid, TODAY)).head.panel == "Gateway Panel"
    assert (
        await show_current_sitting(sixth, SUPPORT.oid, TODAY, "placement order")
    ).head.panel == "Placement Order Panel"
    assert (await open_record(sixth, SUPPORT.oid, day)).on == date(2026, 2, 23)
    record = await open_record(sixth, SUPPORT.oid, day, words="placement order")
    assert (record.on, record.panel) == (date(2026, 2, 24), "Placement Order Panel")
    async with sixth.store.read() as work:
        assert (await show_summary(sixth, work, record.sitting, day)).panel == "Placement Order Panel"
    item = await open_item(sixth, SUPPORT.oid, record.rows[0].item, day)
    assert item.panel == "Placement Order Panel"
    async with sixth.store.read() as work:
        names = {one.name for one in await open_matters(sixth, work, NOW)}
    assert "Answer to the invitation to the Placement Order Panel of 24 February 2026" in names
    assert {"Panel, Gateway Panel", "Panel, Placement Order Panel"} <= names
    with pytest.raises(NotFound, match="No panel is called"):
        await open_record(sixth, SUPPORT.oid, day, words="fostering")
