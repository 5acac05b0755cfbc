"""A quarter under West Sussex: planning meetings agree final plans, referrals are written, made in time or too late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from bot.engine.messages import Card
from permanence.people.person import Person
from storage import tables
from tests.play import read
from tests.quarter import afternoon, answers, away, follow_up
from tests.quarter.council import BY_OID, CHAIR, NOBODYS, SUPPORT, VIEWER
from tests.quarter.fairness import MANAGER_OF
from tests.quarter.in_time import judge_answer, judge_referrals, judge_sitting
from tests.quarter.script import DAY, Quarter
from tests.quarter.shown import judge_cards
from tests.quarter.stage import Stage, choices, has, names

VIEW = ("Wants to *stay* there", "Agrees with the plan.", "The carers are ready")
PLANS = ("long_term_fostering", "sgo", "adoption")


class SussexQuarter(Quarter):
    """Fridays; who is to be heard is referred first."""

    async def week(self, number: int, monday: date) -> None:
        stage = self.stage
        await self._morning(monday)
        if number in (4, 8):
            await self._extract(monday)
        await meetings(stage, 4)
        await write(stage, 55)
        early = number % 4 == 3  # published before the last day to refer: who comes later is offered what is free
        sitting = await self._agenda(stage.today) if early else 0
        stage.at(monday + DAY, 10)
        await write(stage, 60)
        await away.somebody(stage, monday)
        await self._morning(monday + 2 * DAY)
        stage.at(monday + 2 * DAY, 9)
        if not early:
            sitting = await self._agenda(monday + 2 * DAY)
        await write(stage, 50)
        if sitting:
            await answers.give(stage, sitting)
            if number == self.moved_in:
                await self._move(sitting)
            if number == self.stood_down_in:
                await self._stand_down(sitting)
        stage.at(monday + 3 * DAY, 9)
        await away.back_early(stage, 25)
        if sitting:
            await answers.settle(stage, sitting)
            line = await free_slots(stage, sitting)
        await write(stage, 20)
        await self._morning(monday + 4 * DAY)
        await afternoon.record_all(stage, monday + 4 * DAY)
        if sitting:
            judge_sitting(stage.watch, sitting, line)
        await self._follow(number)

    async def _follow(self, number: int) -> None:
        stage = self.stage
        await away.rights(stage)
        await follow_up.some_actions(stage)
        await minutes(stage)
        await afternoon.corrected(stage, in_a_hundred=40)
        await stage.post()
        judge_referrals(stage.watch, stage.play.bot.house.policy, stage.today)
        if number % 5 == 1:
            await judge_cards(stage)


def managed(stage: Stage) -> dict[str, Person]:
    """The children with a team manager, each with theirs."""
    children = tables.children.c
    rows = stage.watch.rows(select(children.ref, children.team).order_by(children.ref))
    return {row.ref: BY_OID[MANAGER_OF[row.team]] for row in rows if row.team not in (NOBODYS, None)}


async def meetings(stage: Stage, times: int) -> None:
    """Planning meetings are held, some about siblings too; most agree a final plan."""
    if not stage.watch.days.working(stage.today):
        return
    stage.at(stage.today, 9)
    whose = managed(stage)
    refs = sorted(set(whose) - away_from_care(stage))
    asked = {one.child_ref for one in stage.watch.last["referrals"] if one.state == "raised"}
    free = [one for one in refs if one not in asked]
    for ref in stage.chance.sample(free, min(len(free), times)):
        by = whose[ref] if stage.odds(70) else CHAIR
        its = [one for one in refs if whose[one] is whose[ref] and one != ref]
        if its and stage.odds(30):
            form = await stage.press(by, await stage.say(by, f"child {ref}"), "Siblings")
            await stage.press(by, form, "Save", {"siblings": stage.chance.choice(its)})
        await hold(stage, by, ref)
    await stage.post()


def away_from_care(stage: Stage) -> set[str]:
    """Those who left care, or need no meeting any more."""
    events = tables.events.c
    over = select(events.child_ref).where(events.type.in_(("left_care", "permanence_achieved")))
    return {row.child_ref for row in stage.watch.rows(over)}


async def hold(stage: Stage, by: Person, ref: str) -> None:
    card = await stage.say(by, f"meeting {ref}")
    if not has(card, "Record that it was held"):
        arrange = "Move it" if has(card, "Move it") else "Arrange"
        form = await stage.press(by, card, arrange)
        card = await stage.press(by, form, "Arrange it", {"on": stage.today.isoformat(), "time": "09:00"})
    if not has(card, "Record that it was held"):
        return
    await stage.refused(VIEWER, card, "Record that it was held")
    form = await stage.press(by, card, "Update the record")
    plan = stage.chance.choice(PLANS)
    typed = {"plan": plan, "contingency": "residential", "final": "yes" if stage.odds(80) else "no"}
    card = await stage.press(by, form, "Save the record", typed)
    form = await stage.press(by, card, "Record that it was held")
    typed = {"attended": ",".join(value for value, _ in choices(form, "attended"))}
    if names(form, "siblings") and stage.odds(80):
        typed["siblings"] = ",".join(value for value, _ in choices(form, "siblings"))
    said = read(await stage.press(by, form, "Save", typed))
    held = "Recorded as held" in said
    assert held or "this one must be later" in said, said
    stage.watch.checked["meetings"] += held
    stage.watch.checked["together"] += "Held together with" in said
    if held and stage.odds(40):
        card = await stage.say(by, f"meeting {ref}")
        form = await stage.press(by, card, "Agree an action")
        due = (stage.today + timedelta(days=stage.chance.randint(3, 30))).isoformat()
        await stage.press(by, form, "Agree the action", {"text": "Ask the IRO", "owner": by.oid, "due": due})


async def write(stage: Stage, in_a_hundred: int) -> None:
    """Views are written into some of the referrals that are open; some are made, a few are withdrawn."""
    for row in [one for one in stage.watch.last["referrals"] if one.state == "raised"]:
        if not stage.odds(in_a_hundred):
            continue
        by = managed(stage).get(row.child_ref, SUPPORT[1]) if stage.odds(60) else SUPPORT[0]
        await _write(stage, by, row)
    await stage.post()


async def _write(stage: Stage, by: Person, row: Any) -> None:
    card = await stage.say(by, f"refer {row.child_ref}")
    if not has(card, "Write the views"):
        return
    if stage.odds(8):
        form = await stage.press(by, card, "Withdraw")
        form = await stage.press(by, form, "Withdraw it", {"reason": " "})
        await stage.press(by, form, "Withdraw it", {"reason": "The plan is looked at again"})
        stage.watch.checked["withdrawn"] += 1
        return
    await stage.refused(VIEWER, card, "Write the views")
    form = await stage.press(by, card, "Write the views")
    boxes = names(form, "view_")
    if stage.odds(35):
        few = {box: text for box, text in zip(boxes, VIEW, strict=True) if stage.odds(50)}
        answer = await stage.press(by, form, stage.chance.choice(("Save draft", "Refer")), few)
        if not has(answer, "Refer"):
            return
        form = answer if names(answer, "view_") else form
    either = stage.chance.choice(("Refer", "Save draft"))
    made = await stage.press(by, form, either, dict(zip(boxes, VIEW, strict=True)))
    if has(made, "Refer to the panel") and stage.odds(40):
        made = await stage.press(by, made, "Refer to the panel")
    stage.watch.checked["too late"] += judge_answer(stage.watch, read(made), stage.today)


async def free_slots(stage: Stage, sitting: int) -> set[str]:
    """Who was referred in time, but after the agenda was published, is first in line for what is free; who was."""
    offered: set[str] = set()
    for _ in range(3):
        card = stage.card("sitting", sitting)
        if card is None or not has(card, "Offer a free slot"):
            break
        form = await stage.press(SUPPORT[0], card, "Offer a free slot")
        line = choices(form, "child")
        if not line:
            break
        offered |= {ref for ref, _ in line}
        await stage.press(SUPPORT[0], form, "Offer the slot", {"child": line[0][0]})
        await stage.post()
    return offered


async def minutes(stage: Stage) -> None:
    """Minutes of most meetings are issued."""
    for row in [one for one in stage.watch.last["meetings"] if one.state == "held"][-6:]:
        card: Card | None = stage.card("meeting", row.id)
        if card is not None and has(card, "Minutes issued") and stage.odds(50):
            await stage.press(SUPPORT[0], card, "Minutes issued")
