"""Referrals through their use cases: raised once by whoever is first, written against the version seen, made once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from permanence import policy as policies
from permanence.journey import Event
from permanence.people.person import Person
from permanence.refusals import NotAllowed, NotFound
from storage import children, history, referrals
from storage.tables import outbox
from tests.afternoon import press
from tests.cast import CHAIR, EAST, SUPPORT, VIEWER, WEST, WORKER, staff, take_into_care
from usecases.documents.make_journey_page import JourneyAsked, make_journey_page
from usecases.house import House
from usecases.referrals.child_referral import (
    ReferralDone,
    ReferralFormAsked as FormAsked,
    referral_now,
    show_referral_form,
)
from usecases.referrals.open_referral import OpenReferral, open_referral, raise_referral
from usecases.referrals.raise_referrals import raise_due, raise_of_child
from usecases.referrals.save_referral import SaveReferral, save_referral
from usecases.referrals.withdraw_referral import WithdrawReferral, withdraw_referral

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = NOW.date()
VIEWS = {
    "child_views_captured": "Wants to stay.",
    "iro_views_captured": "Agrees.",
    "supervising_social_worker_views_captured": "Ready.",
}


@pytest.fixture
async def sussex(house: House) -> House:
    return await with_final_plan(house, "west-sussex", {"plan": "long_term_fostering", "final": True})


async def with_final_plan(house: House, procedure: str | Path, plan: dict[str, str | int | bool | date]) -> House:
    under = replace(house, policy=policies.load(procedure))
    await staff(under)
    await take_into_care(under, "C-0001", "East", date(2026, 1, 5))
    async with under.store.change() as work:
        event = Event(date(2026, 2, 20), "plan_agreed", plan)
        await children.record_event(work, press(SUPPORT, "import"), "C-0001", event, "import 1")
    return under


async def opened(house: House, by: Person = EAST, panel: str = "", key: str = "open") -> int:
    command = OpenReferral("C-0001", panel, press(by, key, NOW, on=TODAY))
    return (await open_referral(house, command)).referral


async def save(
    house: House, referral: int, seen: int, views: dict[str, str] | None, *, make: bool = False, by: Person = EAST
) -> ReferralDone:
    key = f"save {seen} {sorted((views or {}).items())} {make}"
    return await save_referral(house, SaveReferral(referral, seen, views, make, press(by, key, NOW, on=TODAY)))


async def told(house: House) -> list[str]:
    async with house.store.read() as work:
        return list((await work.conn.execute(select(outbox.c.key).order_by(outbox.c.id))).scalars())


async def test_a_referral_is_raised_once_whoever_is_first(sussex: House) -> None:
    async def meeting() -> None:
        async with sussex.store.change() as work:
            await raise_of_child(sussex, work, press(EAST, "meeting", NOW), "C-0001", TODAY)

    await asyncio.gather(raise_due(sussex, NOW, TODAY), meeting(), opened(sussex), opened(sussex, CHAIR))
    assert await raise_due(sussex, NOW, TODAY) == 0
    async with sussex.store.read() as work:
        (only,) = await referrals.of_child(work, "C-0001")
        assert [entry.verb for entry in await history.of(work, "referral", only.id)] == ["raise_referral"]
    assert (only.state, only.occasion) == ("raised", "panel-referral@2026-02-20")
    assert await told(sussex) == [f"referral:{only.id}:v1"]


async def test_a_procedure_that_asks_for_no_referral_raises_none(house: House) -> None:
    under = await with_final_plan(house, "bcp-2023", {"plan": "adoption", "final": True})
    assert await raise_due(under, NOW, TODAY) == 0
    view = await open_referral(under, OpenReferral("C-0001", "", press(EAST, "open", NOW, on=TODAY)))
    assert (view.state, view.referral) == ("none", 0)


async def test_what_is_typed_is_kept_and_an_emptied_box_is_emptied(sussex: House) -> None:
    number = await opened(sussex)
    done = await save(sussex, number, 1, {"child_views_captured": "Yes.", "no_such_view": "x"}, by=WORKER)
    assert [one.given for one in done.view.asked] == [True, False, False]
    done = await save(sussex, number, 2, {"child_views_captured": "", "iro_views_captured": "Agrees."})
    assert [one.text for one in done.view.asked] == ["", "Agrees.", ""]
    asked = FormAsked("save_referral", number, press(EAST, "form", NOW))
    form = await show_referral_form(sussex, asked)
    assert (form.version, form.typed) == (3, {"view_iro_views_captured": "Agrees."})
    async with sussex.store.read() as work:
        shown = await referral_now(sussex, work, number, TODAY, written=False)
    assert [(one.given, one.text) for one in shown.asked] == [(False, ""), (True, ""), (False, "")]


async def test_an_incomplete_one_is_not_made_and_nothing_is_written_into_the_journey(sussex: House) -> None:
    number = await opened(sussex)
    done = await save(sussex, number, 1, {"child_views_captured": "Yes."}, make=True)
    assert done.view.line.startswith("Not referred: The referral is not complete yet; missing: the IRO's views (WS-10)")
    assert (done.view.state, done.view.version) == ("raised", 1)
    again = await save(sussex, number, 1, None, make=True)
    assert (again.view.version, again.stale) == (1, False)
    assert await told(sussex) == [f"referral:{number}:v1"], "a card that changed would take the form away"
    async with sussex.store.read() as work:
        _, journey = (await children.several(work, ["C-0001"]))["C-0001"]
    assert {event.type for event in journey.events} == {"entered_care", "plan_agreed"}


async def test_two_who_make_it_at_once_make_it_once(sussex: House) -> None:
    number = await opened(sussex)
    await save(sussex, number, 1, VIEWS)
    both = await asyncio.gather(
        save(sussex, number, 2, None, make=True), save(sussex, number, 2, None, make=True, by=WORKER)
    )
    assert sorted(done.stale for done in both) == [False, True]
    late = next(done for done in both if done.stale)
    assert late.view.state == "made"
    assert "referred the child to the panel on " in late.view.line
    async with sussex.store.read() as work:
        _, journey = (await children.several(work, ["C-0001"]))["C-0001"]
        entries = await history.of_child(work, "C-0001")
    assert [event.type for event in journey.events].count("panel_referral_made") == 1
    assert [entry.verb for entry in entries] == ["raise_referral", "save_referral", "make_referral"]
    assert await told(sussex) == [f"referral:{number}:v{version}" for version in (1, 2, 3)]
    page = await make_journey_page(sussex, JourneyAsked(SUPPORT.oid, "C-0001", TODAY))
    assert any(line.what == "Referred the child to the panel" for line in page.done)


async def test_one_withdrawn_stays_withdrawn_until_somebody_wants_another(sussex: House) -> None:
    number = await opened(sussex)
    command = WithdrawReferral(number, 1, "Looked at again.", press(EAST, "withdraw", NOW, on=TODAY))
    done = [await withdraw_referral(sussex, command) for _ in range(2)]
    assert done[0] == done[1]
    assert (done[0].view.state, done[0].view.reason) == ("withdrawn", "Looked at again.")
    assert await raise_due(sussex, NOW, TODAY) == 0
    assert await opened(sussex, key="again") == number
    assert (await save(sussex, number, 2, VIEWS)).stale
    other = await raise_referral(sussex, OpenReferral("C-0001", "", press(EAST, "another", NOW, on=TODAY)))
    assert (other.state, other.referral != number) == ("raised", True)
    same = await raise_referral(sussex, OpenReferral("C-0001", "", press(WORKER, "and another", NOW, on=TODAY)))
    assert same.referral == other.referral
    assert "Erin East raised it on " in same.line


@pytest.mark.parametrize(("by", "why"), [(VIEWER, "Only the child's own"), (WEST, "not in your teams")])
async def test_only_those_whose_it_is_write_make_or_withdraw_it(sussex: House, by: Person, why: str) -> None:
    number = await opened(sussex)
    with pytest.raises(NotAllowed, match=why):
        await save(sussex, number, 1, VIEWS, make=True, by=by)
    with pytest.raises(NotAllowed, match=why):
        await withdraw_referral(sussex, WithdrawReferral(number, 1, "x", press(by, "withdraw", NOW, on=TODAY)))
    with pytest.raises(NotAllowed, match=why):
        await raise_referral(sussex, OpenReferral("C-0001", "", press(by, "raise", NOW, on=TODAY)))
    assert (await save(sussex, number, 1, VIEWS, make=True, by=CHAIR)).view.state == "made"


async def test_an_unknown_referral_and_a_procedure_without_a_panel_are_refused(house: House, sussex: House) -> None:
    with pytest.raises(NotFound, match="no such referral"):
        await save(sussex, 99, 1, VIEWS)
    dudley = replace(house, policy=policies.load("dudley-2021"))
    with pytest.raises(NotFound, match="has no panel"):
        await opened(dudley)


async def test_with_several_panels_the_one_asked_for_is_meant_and_else_it_must_be_said(house: House) -> None:
    sixth = Path(__file__).parents[2] / "permanence" / "sixth_council.toml"
    under = await with_final_plan(house, sixth, {"plan": "adoption", "final": True})
    number = await opened(under)
    async with under.store.read() as work:
        view = await referral_now(under, work, number, TODAY)
    assert (view.title, [one.words for one in view.asked]) == ("Placement Order Panel", ["the guardian's view"])
    made = await save(under, number, 1, {"guardian_view_given": "Agrees."}, make=True)
    assert made.view.line == "Referred on 2 March 2026. It was too late for 3 March 2026; it is for 31 March 2026."
    async with under.store.read() as work:
        _, journey = (await children.several(work, ["C-0001"]))["C-0001"]
    (event,) = [event for event in journey.events if event.type == "panel_referral_made"]
    assert event.fields == {"panel": "placement_order"}
    await take_into_care(under, "C-0002", "East", date(2026, 1, 5))
    with pytest.raises(
        NotFound, match='Say to which panel, as in "refer C-0002 Gateway Panel"; there is Gateway Panel'
    ):
        await open_referral(under, OpenReferral("C-0002", "", press(EAST, "two", NOW, on=TODAY)))
    gateway = await open_referral(under, OpenReferral("C-0002", "gateway panel", press(EAST, "2", NOW, on=TODAY)))
    assert (gateway.title, gateway.state) == ("Gateway Panel", "none")
