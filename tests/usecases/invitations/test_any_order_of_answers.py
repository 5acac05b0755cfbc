"""Whatever is pressed in whatever order: one holder a slot, nobody lost, declined is gone, repeats change nothing."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from permanence import policy as policies
from permanence.panel.sitting import DECLINED, LISTED, RELEASED
from permanence.refusals import Refusal
from storage import outbox
from storage.panel import invitations, items, sittings, slots
from storage.store import Press, Store
from tests.cast import EAST, SUPPORT, WEST, staff, take_into_care
from usecases.house import House
from usecases.invitations.accept_invitation import AcceptInvitation, accept_invitation
from usecases.invitations.decline_invitation import DeclineInvitation, decline_invitation
from usecases.invitations.offer_released_slot import OfferReleasedSlot, offer_released_slot
from usecases.invitations.release_item import ReleaseItem, release_item
from usecases.invitations.take_slot import TakeSlot, take_slot
from usecases.sittings.propose_agenda import ProposeAgenda, propose_agenda
from usecases.sittings.publish_agenda import PublishAgenda, publish_agenda

pytestmark = pytest.mark.long

MONDAY = date(2026, 1, 5)
MANAGERS = (EAST, WEST)
REFS = [f"C-{number:04}" for number in range(1, 15)]

presses = st.lists(
    st.tuples(
        st.sampled_from(["accept", "decline", "take", "release", "offer"]),
        st.integers(0, 1),  # whose invitation
        st.integers(0, 13),  # which child
        st.integers(1, 9),  # which slot
        st.booleans(),  # with the version of the start, or the present one
    ),
    max_size=14,
)


@dataclass
class Afternoon:
    """A published sitting of nine slots with six children on it, and everything pressed so far."""

    house: House
    sitting: int = 0
    done: list[Any] = field(default_factory=list)

    def press(self, number: int, by: str) -> Press:
        return Press(f"press-{number}", by, by, datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(seconds=number))

    async def open(self) -> None:
        await staff(self.house)
        for number, ref in enumerate(REFS):
            weeks = 9 if number < 6 else 5  # six are overdue, the others due after this sitting
            await take_into_care(self.house, ref, ("East", "West")[number % 2], MONDAY - timedelta(weeks=weeks))
        draft = await propose_agenda(self.house, ProposeAgenda(self.press(0, SUPPORT.oid)))
        command = PublishAgenda(draft.sitting, draft.version, self.press(1, SUPPORT.oid))
        await publish_agenda(self.house, command)
        self.sitting = draft.sitting

    async def act(self, number: int, kind: str, whose: int, child: int, slot: int, stale: bool) -> None:
        by = MANAGERS[whose].oid
        async with self.house.store.read() as work:
            mine = next(one for one in await invitations.of(work, self.sitting) if one.manager == by)
            on_it = {one.child: one.id for one in await items.of(work, self.sitting, (LISTED, RELEASED))}
        seen = 1 if stale else mine.version
        item = on_it.get(REFS[child], 0)
        press = self.press(10 + number, SUPPORT.oid if kind == "offer" else by)
        match kind:
            case "accept":
                answer = accept_invitation(self.house, AcceptInvitation(mine.id, seen, press))
            case "decline":
                answer = decline_invitation(self.house, DeclineInvitation(mine.id, seen, "In court", press))
            case "take":
                answer = take_slot(self.house, TakeSlot(mine.id, {item: str(slot)}, press))
            case "release":
                answer = release_item(self.house, ReleaseItem(mine.id, str(item), "Seen at court", press))
            case _:
                answer = offer_released_slot(self.house, OfferReleasedSlot(self.sitting, press, REFS[child]))
        with suppress(Refusal):
            await answer

    async def standing(self) -> tuple[Any, ...]:
        async with self.house.store.read() as work:
            return (
                await sittings.find(work, self.sitting),
                await slots.of(work, self.sitting),
                await items.of(work, self.sitting, (LISTED, RELEASED)),
                await invitations.of(work, self.sitting),
                set(await sittings.times_put_off(work)),
                await outbox.waiting(work),
            )

    async def check(self) -> None:
        _, afternoon, its, asked, released, _ = await self.standing()
        listed = [one for one in its if one.state == LISTED]
        held = [slot.item_id for slot in afternoon if slot.item_id is not None]
        assert len(afternoon) == 9
        assert sorted(held) == sorted(one.id for one in listed), "who is listed has one slot, and nobody else"
        assert len({one.child for one in listed}) == len(listed), "nobody is listed twice"
        gone = {one.manager for one in asked if one.state == DECLINED}
        assert not [one for one in listed if one.manager in gone], "who declined presents nobody"
        assert {one.child for one in its if one.state == RELEASED} - {one.child for one in listed} == released
        assert {*released, *(one.child for one in listed)} >= set(REFS[:6]), "nobody is lost"


@given(presses)
@settings(max_examples=12)
def test_nobody_is_lost_and_no_slot_is_held_twice(empty_sqlite: Path, tmp_path: Path, pressed: list[Any]) -> None:
    path = tmp_path / "afternoon.db"
    for old in tmp_path.glob("afternoon.db*"):
        old.unlink()
    shutil.copy(empty_sqlite, path)

    async def play() -> None:
        store = Store(f"sqlite:///{path}")
        try:
            afternoon = Afternoon(House(store, policies.load("bcp-2023")))
            await afternoon.open()
            for number, one in enumerate(pressed):
                await afternoon.act(number, *one)
                await afternoon.check()
                before = await afternoon.standing()
                await afternoon.act(number, *one)
                assert await afternoon.standing() == before, "the same press again changes nothing"
        finally:
            await store.close()

    asyncio.run(play())
