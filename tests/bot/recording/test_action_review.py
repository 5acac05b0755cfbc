"""Every seventh sitting hears the open actions by team manager, and sittings keep London time all year."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from storage import actions
from storage.panel import sittings, slots
from storage.store import Press
from tests.cards.strictness import buttons, inputs
from tests.cast import EAST, SUPPORT, WEST, WORKER, staff, take_into_care
from tests.conftest import Clock
from tests.play import open_play, read
from usecases.house import House
from usecases.sittings.propose_agenda import ProposeAgenda, propose_agenda


async def test_an_action_review_lists_the_open_actions_by_team_manager(house: House, clock: Clock) -> None:
    clock.now = datetime(2026, 2, 9, 9, tzinfo=UTC)
    await staff(house)
    for ref, team in (("C-1001", "East"), ("C-1002", "West"), ("C-1003", "North")):
        await take_into_care(house, ref, team, date(2025, 11, 3))
    play = await open_play(house, clock)
    draft = await play.say(SUPPORT, "agenda")
    assert "Thu 12 February 2026" in read(draft)
    await play.press(SUPPORT, draft, "Publish and invite")
    async with house.store.change() as work:
        held = await sittings.on_day(work, "permanency", date(2026, 2, 12))
        assert held is not None
        press = Press("earlier", SUPPORT.oid, SUPPORT.name, clock())
        for ref, owner, text, due in (
            ("C-1001", WORKER, "Update the genogram", date(2026, 2, 2)),
            ("C-1001", EAST, "Book the planning meeting", date(2026, 3, 2)),
            ("C-1002", WEST, "Write to the court", date(2026, 2, 27)),
            ("C-1003", WORKER, "See the school", date(2026, 2, 27)),
        ):
            await actions.add(work, press, ref, held.id, text, owner.oid, due)
    await play.post_all()

    review = await play.say(SUPPORT, "agenda")
    said = read(review)
    assert "Thu 19 February 2026, 13:30 to 16:30 (BCP-6.2)" in said
    assert "action review: the open actions, by team manager" in said
    assert said.index("13:30: Overdue; Due Mon 2 February 2026. 2 open actions, 1 overdue (BCP-6.2)") < said.index(
        "Will West"
    )
    assert "C-1003 (AB): no team manager known for team North" in said
    form = await play.press(SUPPORT, review, "Change the agenda")
    assert [node["label"] for node in inputs(form)] == ["Place of Erin East", "Place of Will West"]

    await play.press(SUPPORT, review, "Publish and invite")
    await play.post_all()
    invitation = play.shown("Invitation to", "Thu 19 February 2026", "Erin East")
    assert "C-1001 (AB): Update the genogram, due Mon 2 February 2026" in read(invitation)
    assert "Write to the court" not in read(invitation)
    assert "Withdraw one child" not in [one["title"] for one in buttons(invitation)]
    form = await play.press(EAST, invitation, "Decline")
    await play.press(EAST, form, "Decline", {"reason": "Away"})
    await play.post_all()
    notice = read(play.shown("A slot was given up"))
    assert "Erin East declined on" in notice
    assert "Offer" not in notice


@pytest.mark.parametrize(
    ("monday", "starts"),
    [
        (datetime(2026, 3, 23, 9, tzinfo=UTC), datetime(2026, 3, 26, 13, 30, tzinfo=UTC)),
        (datetime(2026, 3, 30, 8, tzinfo=UTC), datetime(2026, 4, 2, 12, 30, tzinfo=UTC)),
        (datetime(2026, 10, 12, 8, tzinfo=UTC), datetime(2026, 10, 15, 12, 30, tzinfo=UTC)),
        (datetime(2026, 10, 26, 9, tzinfo=UTC), datetime(2026, 10, 29, 13, 30, tzinfo=UTC)),
    ],
)
async def test_a_sitting_starts_at_its_london_time_on_either_side_of_the_change_of_clocks(
    house: House, clock: Clock, monday: datetime, starts: datetime
) -> None:
    clock.now = monday
    await staff(house)
    await take_into_care(house, "C-1001", "East", date(2025, 11, 3))
    play = await open_play(house, clock)
    await play.press(SUPPORT, await play.say(SUPPORT, "agenda"), "Publish and invite")
    await play.post_all()
    assert "13:30 to 13:50: C-1001 (AB)" in read(play.shown("Slots", "Invited"))
    async with house.store.read() as work:
        sitting = await sittings.current(work, monday.date())
        assert sitting is not None
        assert sitting.starts_at == starts
        assert (await slots.of(work, sitting.id))[0].starts_at == starts


async def test_a_sitting_on_a_bank_holiday_is_skipped_and_said(house: House, clock: Clock) -> None:
    clock.now = datetime(2025, 12, 19, 9, tzinfo=UTC)
    await staff(house)
    view = await propose_agenda(house, ProposeAgenda(Press("k", SUPPORT.oid, SUPPORT.name, clock())))
    assert view.head.starts_at == datetime(2026, 1, 8, 13, 30, tzinfo=UTC)
    assert view.skipped == ((date(2025, 12, 25), "Christmas Day"), (date(2026, 1, 1), "New Year's Day"))
