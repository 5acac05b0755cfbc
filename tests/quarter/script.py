"""The script of a quarter: each week an agenda, its answers, the afternoon and what follows, as the seed has it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select

from bot.engine.messages import Card
from records.sample.history import events_csv
from storage import tables
from tests.play import read
from tests.quarter import afternoon, answers, away, council, follow_up
from tests.quarter.council import CHAIR, SUPPORT, TEAM_MANAGERS, VIEWER
from tests.quarter.fairness import Waiting, judge_nobody_lost, judge_proposal, judge_told_the_chair, times_put_off
from tests.quarter.shown import judge_cards
from tests.quarter.stage import Stage, has, names
from usecases.imports.import_events import ImportEvents, import_events
from usecases.operator import press_at_command_line

DAY = timedelta(days=1)


@dataclass
class Quarter:
    """A quarter being played: what was due last week, and whose journeys an extract has changed since."""

    stage: Stage
    moved_in: int  # in this week the sitting is moved,
    stood_down_in: int  # and in this one it is stood down
    due: list[Waiting] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    next_child: int = council.CHILDREN + 1
    teams: int = council.MANAGERS

    async def play(self, monday: date, weeks: int) -> None:
        for number in range(weeks):
            await self.week(number, monday + timedelta(weeks=number))
        await judge_cards(self.stage)

    async def week(self, number: int, monday: date) -> None:
        stage = self.stage
        await self._morning(monday)
        if number in (4, 8, 11):
            await self._extract(monday)
        if number % 3 == 1:
            await away.somebody(stage, monday)
        sitting = await self._agenda(monday)
        stage.at(monday + DAY, 9)  # in most weeks the bot is down on some mornings: the next one makes it good
        if number % 4 == 2:
            await self._morning(monday + DAY)
        if sitting:
            await answers.give(stage, sitting)
            await away.somebody(stage, monday, times=1 + (number % 3 == 2))
            if number == self.moved_in:
                await self._move(sitting)
            if number == self.stood_down_in:
                await self._stand_down(sitting)
        stage.at(monday + 2 * DAY, 9)
        if number % 4 == 0:
            await self._morning(monday + 2 * DAY)
        if sitting:
            await away.back_early(stage, in_a_hundred=25)
            await answers.settle(stage, sitting)
        for days in (3, 4):
            if days == 3 or number % 4 == 1:
                await self._morning(monday + days * DAY)
            await afternoon.record_all(stage, monday + days * DAY)
        await away.rights(stage)
        await follow_up.some_actions(stage)
        await follow_up.uploads(stage)
        if number % 3 == 0:
            await afternoon.corrected(stage, in_a_hundred=80)
        await stage.post()
        if number % 5 == 1:
            await judge_cards(stage)

    async def _morning(self, day: date) -> None:
        self.stage.at(day, 7)
        if self.stage.watch.days.working(day):
            await self.stage.morning(day)

    async def _agenda(self, monday: date) -> int:
        """Propose, change and publish the week's agenda; the sitting's number, or 0 when none was published."""
        stage, support = self.stage, stage_support(self.stage)
        stage.at(monday, 9, 30)
        if not stage.watch.days.working(monday):
            stage.at(monday + DAY, 9)
        known = {one.id for one in stage.watch.last["sittings"]}
        card = await stage.say(support, "agenda")
        drafts = [one for one in stage.watch.last["sittings"] if one.state == "draft" and one.on >= stage.today]
        if not drafts or drafts[-1].on > monday + 6 * DAY:
            return 0
        sitting = drafts[-1]
        fresh = sitting.id not in known  # a draft of last week, made because this week's was published by then, is not
        due = judge_proposal(stage.watch, stage.play.bot.house.policy, sitting.id, card, stage.today) if fresh else []
        if due:
            judge_nobody_lost(self.due, due, stage.watch.last, self.changed)
            self.due, self.changed = due, set()
        if has(card, "Publish"):
            for who in (VIEWER, stage.chance.choice(TEAM_MANAGERS)):
                await stage.refused(who, card, "Publish and invite")
        if stage.odds(60):
            await self._change(sitting.id, card)
            if self._is_published(sitting.id):
                return int(sitting.id)
            card = await stage.say(support, "agenda")
        if not has(card, "Publish"):
            return 0
        answer = await stage.press(support, card, "Publish and invite")
        assert "published this agenda" in read(answer), read(answer)
        await stage.post()
        return int(sitting.id)

    def _is_published(self, sitting: int) -> bool:
        """Somebody pressed Publish on a card shown earlier."""
        return bool(self.stage.watch.sitting(sitting).state == "published")

    async def _change(self, sitting: int, card: Card) -> None:
        """Move one, leave one out, add one of those in line; and a form opened before is saved too late."""
        stage, support = self.stage, stage_support(self.stage)
        before = stage.watch.sitting(sitting)
        form = await stage.press(support, card, "Change the agenda")
        old = await stage.press(SUPPORT[1], card, "Change the agenda")
        if not has(form, "Save") or not has(old, "Save"):
            return
        typed = {}
        places = names(form, "place_")
        if len(places) > 2:
            typed = {stage.chance.choice(places[:-1]): "1", places[-1]: "out"}
        if names(form, "references") and stage.odds(50):
            typed["references"] = stage.chance.choice(["C-9999", *(one.child for one in self.due[-3:])])
        await stage.press(support, form, "Save", typed)
        here = stage.watch.sitting(sitting)
        late = await stage.press(SUPPORT[1], old, "Save", dict.fromkeys(places[:1], "out"))
        if here.version > before.version:
            assert "This changed while" in read(late), read(late)
            assert stage.watch.sitting(sitting) == here, "a form opened before another's change overwrote it"

    async def _move(self, sitting: int) -> None:
        """A day earlier or later, or an hour later."""
        stage = self.stage
        card = stage.card("sitting", sitting)
        assert card is not None
        await stage.refused(stage.chance.choice(TEAM_MANAGERS), card, "Move or stand down")
        form = await stage.press(SUPPORT[0], card, "Move or stand down")
        here = stage.watch.sitting(sitting)
        on = here.on + stage.chance.choice((-1, 0, 1)) * DAY
        typed = {"on": on.isoformat(), "begins": "14:30", "reason": "The room is taken."}
        moved = await stage.press(SUPPORT[0], form, "Move it", typed)
        assert "moved" in read(moved) or "not a working day" in read(moved), read(moved)
        await stage.post()

    async def _stand_down(self, sitting: int) -> None:
        stage = self.stage
        card = stage.card("sitting", sitting)
        assert card is not None
        form = await stage.press(SUPPORT[1], card, "Move or stand down")
        await stage.press(SUPPORT[1], form, "Stand it down", {"reason": "The chair is ill."})
        await stage.post()
        rows = stage.watch.last
        here = stage.watch.sitting(sitting)
        assert here.state == "stood_down"
        running = times_put_off(rows, until=here.on)
        on_it = {one.child_ref for one in rows["items"] if one.sitting_id == sitting and one.state == "released"}
        told = [card for card in stage.messenger.cards.values() if "A sitting was stood down" in read(card)]
        judge_told_the_chair({child: running.get(child, 0) for child in on_it if child}, read(told[-1]))

    async def _extract(self, monday: date) -> None:
        """Children enter care, and things happen to some who are in it."""
        stage = self.stage
        past = council.Past(stage.chance, monday, stage.watch.days.weekday, self.teams)
        new = [past.new(self.next_child + number, 1, 12) for number in range(8)]
        self.next_child += len(new)
        house = stage.play.bot.house
        await council.bring(house, new, monday, f"extract-{monday}")
        refs = [row.ref for row in stage.watch.rows(select(tables.children.c.ref).order_by("ref"))]
        due = [one.child for one in self.due] or refs
        chosen = [*stage.chance.sample(due, min(5, len(due))), *stage.chance.sample(refs, 8)]
        events = list(council.happened(stage.chance, sorted(set(chosen)), monday))
        press = press_at_command_line(stage.clock())
        await import_events(house, ImportEvents(events_csv(events), "month.csv", press, confirm=True))
        self.changed |= {ref for ref, _ in events}
        stage.altered |= self.changed
        stage.watch.step(stage.today, stage.clock())


def stage_support(stage: Stage) -> council.Person:
    return stage.chance.choice(SUPPORT)


__all__ = ["CHAIR", "Quarter"]
