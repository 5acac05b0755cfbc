"""Whatever is recorded for a child through `steps_after` is done once, and a second delivery reads as the first did."""

from __future__ import annotations

from datetime import date

from storage import history
from storage.store import Work
from tests.afternoon import press
from tests.cast import EAST, staff, take_into_care
from usecases.house import House
from usecases.steps.child_steps import OfChild
from usecases.steps.steps_after import steps_after

CHILD, TODAY = "C-0001", date(2026, 1, 20)


async def test_a_second_delivery_does_nothing_and_says_what_the_first_said(house: House) -> None:
    await staff(house)
    await take_into_care(house, CHILD, "East", date(2026, 1, 5))
    done = []

    async def change(work: Work, who: OfChild) -> str:
        done.append(who.person.name)
        line = f"Recorded by {who.person.name}."
        await history.record(work, who.press, "record_step", "child", CHILD, child_ref=CHILD, line=line)
        return line

    async def deliver(key: str) -> str:
        asked = press(EAST, key, on=TODAY)
        return (await steps_after(house, asked, CHILD, "record_step", change, gone="Gone.")).line

    assert [await deliver("one") for _ in range(3)] == ["Recorded by Erin East."] * 3
    assert done == ["Erin East"]


async def test_a_repeat_of_what_did_nothing_says_that_it_is_gone(house: House) -> None:
    await staff(house)
    await take_into_care(house, CHILD, "East", date(2026, 1, 5))

    async def change(work: Work, who: OfChild) -> str:
        return "Gone."

    for _ in range(2):
        view = await steps_after(
            house, press(EAST, "one", on=TODAY), CHILD, "record_step", change, gone="Gone in the meantime."
        )
    assert view.line == "Gone in the meantime."
