"""What must be so after every step of a quarter, read from the tables and judged by plain arithmetic."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, NullPool, Row, create_engine, select

from storage import tables
from storage.store import Store
from tests.quarter.days import Days
from tests.quarter.messenger import FlakyMessenger
from tests.quarter.standing import changed_hands, judge_absences, judge_presenters

SMALL = {
    name: select(table).order_by(*table.primary_key)
    for name, table in tables.metadata.tables.items()
    if name in {"sittings", "items", "slots", "invitations", "swaps", "actions", "absences", "meetings", "referrals"}
}
ON_IT = ("listed", "heard", "deferred")
HELD = ("published", "closed", "reopened")
GROWING = [
    select(next(iter(t.primary_key))).order_by(next(iter(t.primary_key)).desc()).limit(1)
    for t in (tables.history, tables.outbox, tables.events, tables.snoozes, tables.prepared, tables.attendance)
]
Rows = dict[str, list[Row[Any]]]


def connect(store: Store) -> Connection:
    """A connection of the judge's own, beside the product's."""
    url = store.url.set(drivername="sqlite") if store.is_sqlite else store.url
    return create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect()


@dataclass
class Watch:
    """Looks at the database after every step; `days` are the panel's days by plain counting."""

    conn: Connection
    days: Days
    people: frozenset[str]
    last: Rows = field(default_factory=dict)
    checked: Counter[str] = field(default_factory=Counter)
    judged_on: date | None = None

    def rows(self, query: Any) -> list[Row[Any]]:
        return list(self.conn.execute(query))

    def look(self) -> Rows:
        return {name: self.rows(query) for name, query in SMALL.items()}

    def sitting(self, number: int) -> Row[Any]:
        """A sitting as the last step left it."""
        return next(one for one in self.last["sittings"] if one.id == number)

    def everything(self) -> Any:
        """All that a press may change, to compare before with after."""
        return self.look(), [self.rows(query) for query in GROWING]

    def step(self, today: date, now: datetime) -> None:
        """Judge everything that one press may have broken."""
        rows = self.look()
        self._sittings(rows)
        self._slots_and_items(rows)
        self._invitations(rows)
        self._actions(rows)
        self._swaps(rows, now)
        self._absences(rows, now)
        self._nothing_vanishes(rows)
        self.last = rows
        self.checked["steps"] += 1

    def _sittings(self, rows: Rows) -> None:
        held = Counter((one.panel, one.on) for one in rows["sittings"] if one.state != "stood_down")
        assert max(held.values(), default=1) == 1, "a panel sits twice on one day"
        self.days.stood_down.update(one.planned_on or one.on for one in rows["sittings"] if one.state == "stood_down")
        for one in rows["sittings"]:
            day = one.planned_on or one.on
            assert self.days.sits_on(day), f"{day} is not a day of the panel"
            assert one.on.weekday() < 5, f"{one.on} is a weekend"
            assert one.on not in self.days.holidays, f"{one.on} is a bank holiday"
            if one.state != "stood_down":
                assert one.kind == self.days.kind_of(day), f"the sitting of {day} is a {one.kind}"
            assert one.starts_at.date() == one.on, "the afternoon is on another day than the sitting"

    def _slots_and_items(self, rows: Rows) -> None:
        items = {one.id: one for one in rows["items"]}
        holding = [one for one in rows["slots"] if one.item_id is not None]
        assert len({one.item_id for one in holding}) == len(holding), "an item has two slots"
        for slot in holding:
            item = items[slot.item_id]
            assert item.sitting_id == slot.sitting_id, "an item sits in another sitting's slot"
            assert item.state in ON_IT, f"an item that is {item.state} holds a slot"
        slotted = {one.item_id for one in holding}
        state = {one.id: one.state for one in rows["sittings"]}
        counts = Counter(one.sitting_id for one in rows["slots"])
        on_it: Counter[tuple[int, str]] = Counter()
        open_on: Counter[str] = Counter()
        for item in rows["items"]:
            if item.state not in ON_IT:
                continue
            whose = item.child_ref or item.for_oid or item.manager_oid
            on_it[item.sitting_id, whose] += 1
            if state[item.sitting_id] in HELD:
                assert item.id in slotted, f"{whose} is on sitting {item.sitting_id} without a slot"
            if item.state == "listed" and item.child_ref and state[item.sitting_id] in ("draft", "published"):
                open_on[item.child_ref] += 1
            if item.state == "deferred":
                assert item.reason, "put off without a reason"
            if item.state == "heard" and item.child_ref:
                assert item.recommendation, "heard without a recommendation"
                assert item.reason, "a recommendation without its reason"
        assert max(on_it.values(), default=1) == 1, "somebody is twice on one sitting"
        for sitting, state_now in state.items():
            listed = sum(count for (its, _), count in on_it.items() if its == sitting)
            assert listed <= self.days.capacity, f"{listed} on sitting {sitting}"
            if state_now in HELD:
                assert counts[sitting] == self.days.capacity, "slots came or went"
            if state_now == "stood_down":
                assert listed == 0, "somebody is still on a sitting that was stood down"
        self._on_two_sittings(rows, open_on)

    def _on_two_sittings(self, rows: Rows, open_on: Counter[str]) -> None:
        twice = [child for child, count in open_on.items() if count > 1]
        assert not twice, f"{twice} wait at two sittings"

    def _invitations(self, rows: Rows) -> None:
        answer = {(one.sitting_id, one.manager_oid): one for one in rows["invitations"]}
        assert len(answer) == len(rows["invitations"])
        state = {one.id: one.state for one in rows["sittings"]}
        for item in rows["items"]:
            if item.state in ON_IT and state[item.sitting_id] in HELD:
                asked = answer.get((item.sitting_id, item.manager_oid))
                assert asked is not None, f"{item.manager_oid} presents and was not invited"
                answered = asked.state not in ("declined", "passed_on")
                assert answered, f"{item.manager_oid} has {asked.state} and still presents"
        for one in rows["invitations"]:
            assert state[one.sitting_id] != "draft", "invited to a draft"
            assert one.state != "declined" or one.reason, "declined without a reason"

    def _absences(self, rows: Rows, now: datetime) -> None:
        """Who presents is there that day; what changed hands is told once, and not where nothing did."""
        new = [one for one in rows["absences"] if one not in self.last.get("absences", [])]
        if new or now.date() != self.judged_on:
            judge_absences(rows["absences"], self.people)
            self.judged_on = now.date()
        self.checked["deputies present"] += judge_presenters(rows, now)
        for one in new:
            change, handed = f"{one.id}-{one.version}", changed_hands(self.last, rows)
            box = tables.outbox.c
            told = self.rows(select(box.id).where(box.kind == "handed_over", box.subject_id == change))
            assert len(told) == bool(handed), f"{len(handed)} changed hands and {len(told)} messages tell of it"
            self.checked["handed over"] += len(handed)

    def _actions(self, rows: Rows) -> None:
        for one in rows["actions"]:
            assert one.owner_oid in self.people, f"action {one.id} belongs to nobody known"
            assert one.due is not None, f"action {one.id} has no date"
            assert one.state in ("open", "blocked", "done")
            assert (one.state == "done") == (one.done_at is not None), f"action {one.id} is {one.state}"
            assert (one.state == "blocked") == bool(one.blocked_reason), f"action {one.id} is {one.state} for no reason"
            assert bool(one.asked_due) == bool(one.asked_reason), f"action {one.id}: half a later date"

    def _swaps(self, rows: Rows, now: datetime) -> None:
        held = {(one.sitting_id, one.number): one for one in rows["slots"]}
        for swap in rows["swaps"]:
            mine, theirs = held[swap.sitting_id, swap.number], held[swap.sitting_id, swap.with_number]
            if swap.state == "asked" and min(mine.starts_at, theirs.starts_at) > now:
                holders = (mine.item_id, theirs.item_id)
                assert holders == (swap.item_id, swap.with_item_id), f"swap {swap.id} is about slots that moved"

    def _nothing_vanishes(self, rows: Rows) -> None:
        """Rows never go and versions never fall; what was closed or given up stays so."""
        handed_to = {(one.sitting_id, one.manager_oid) for one in changed_hands(self.last, rows)}
        for name in ("sittings", "items", "invitations", "swaps", "actions", "absences", "meetings", "referrals"):
            now = {one.id: one for one in rows[name]}
            for before in self.last.get(name, []):
                assert before.id in now, f"{name} {before.id} is gone"
                after = now[before.id]
                assert after.version >= before.version, f"{name} {before.id} went back"
                if after.version == before.version and name != "items":
                    assert after == before, f"{name} {before.id} changed without its version: {before} {after}"
                if name == "absences" or (before.state, after.state) not in NEVER:
                    continue
                asked_again = name == "invitations" and (after.sitting_id, after.manager_oid) in handed_to
                assert asked_again, f"{name} {before.id}: {before.state} to {after.state}"

    def morning(self, day: date) -> None:
        """Every open action whose step of the ladder has come was said to its owner, or to who is above them."""
        said, snoozed = self.rows(select(tables.reminders)), self.rows(select(tables.snoozes))
        self.days.judge_reminders(self.last.get("actions", []), said, snoozed, day)
        self.checked["mornings"] += 1

    def delivered(self, messenger: FlakyMessenger) -> None:
        """Every row of the outbox is dealt with, and nothing was posted twice."""
        box, posted = tables.outbox, tables.posted
        left = self.rows(select(box).where(box.c.state.not_in(("sent", "cancelled", "unknown"))))
        assert not left, f"not dealt with, or could not be drawn: {left[:3]}"
        here = [row.activity_id for row in self.rows(select(posted.c.activity_id))]
        assert len(here) == len(set(here)), "two subjects share a card"
        posts = [activity for how, activity, _ in messenger.log if how == "post"]
        orphans = set(posts) - set(here) - messenger.deleted - messenger.unheard
        assert not orphans, f"posted twice: {[(one, messenger.cards[one]['fallbackText']) for one in orphans]}"
        assert len(posts) == len(set(posts))
        self.checked["deliveries"] += 1


NEVER = {
    *(("closed", state) for state in ("draft", "published", "stood_down")),
    *(("reopened", state) for state in ("draft", "published", "stood_down")),
    *(("stood_down", state) for state in ("draft", "published", "closed")),
    *(("released", state) for state in ("listed", "heard", "deferred")),
    *(("declined", state) for state in ("invited", "accepted")),
    *(
        (done, state)
        for done in ("agreed", "refused", "void")
        for state in ("asked", "agreed", "refused")
        if done != state
    ),
}
