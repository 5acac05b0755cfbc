"""Who must be on an agenda, who waits for it and in what order, worked out from the tables; and that nobody is lost."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select

from bot.engine.messages import Card
from permanence.journey import Event, Journey
from permanence.policy import Policy
from permanence.timeline import timeline
from storage import tables
from tests.play import read
from tests.quarter.council import NOBODYS, TEAM_MANAGERS
from tests.quarter.invariants import Rows, Watch
from tests.quarter.standing import there_for

MANAGER_OF = {next(iter(one.teams)): one.oid for one in TEAM_MANAGERS}
PUT_OFF = ("released", "deferred")


@dataclass(frozen=True)
class Waiting:
    """A child due: by when, and whether an earlier sitting put it off."""

    child: str
    label: str
    team: str
    due: date
    put_off: bool

    @property
    def place(self) -> tuple[bool, date, str]:
        return not self.put_off, self.due, self.child


def all_due(watch: Watch, policy: Policy, today: date) -> list[Waiting]:
    """Every child the panel must see, in the order of the procedure: put off first, then the longest overdue."""
    put_off = times_put_off(watch.look())
    kept = {row.ref: row for row in watch.rows(select(tables.children))}
    waiting = []
    for journey in _journeys(watch, kept):
        duties = timeline(policy, journey, today).obligations
        days = [one.due or date.max for one in duties if one.what == "panel" and one.is_open]
        if days:
            label = f"{journey.child} ({kept[journey.child].initials})"
            waiting.append(Waiting(journey.child, label, journey.team or "", min(days), journey.child in put_off))
    return sorted(waiting, key=lambda one: one.place)


def _journeys(watch: Watch, kept: dict[str, Row[Any]]) -> list[Journey]:
    told: dict[str, list[Event]] = defaultdict(list)
    events = tables.events
    for row in watch.rows(select(events).where(events.c.withdrawn_at.is_(None)).order_by(events.c.on, events.c.id)):
        told[row.child_ref].append(Event(row.on, row.type, row.fields))
    return [
        Journey(ref, row.date_of_birth, team=row.team, events=tuple(told[ref])) for ref, row in sorted(kept.items())
    ]


def times_put_off(rows: Rows, until: date | None = None) -> dict[str, int]:
    """How many sittings running each child was on and not heard, up to the latest."""
    sittings = {one.id: one for one in rows["sittings"] if one.state != "draft" and (not until or one.on <= until)}
    at: dict[str, dict[tuple[date, int], str]] = defaultdict(dict)
    for item in rows["items"]:
        if item.child_ref and item.state != "dropped" and item.sitting_id in sittings:
            at[item.child_ref][sittings[item.sitting_id].on, item.sitting_id] = item.state
    running: dict[str, int] = {}
    for child, states in at.items():
        for _, state in sorted(states.items(), reverse=True):
            if state not in PUT_OFF:
                break
            running[child] = running.get(child, 0) + 1
    return running


def judge_proposal(watch: Watch, policy: Policy, sitting: int, card: Card, today: date) -> list[Waiting]:
    """A fresh draft lists the first in line; everybody else who is due is named or counted. Who is due, for later."""
    rows = watch.look()
    here = next(one for one in rows["sittings"] if one.id == sitting)
    if here.kind == "action_review":
        _judge_action_review(watch, rows, sitting)
        return []
    until = watch.days.following_review(here.on)
    elsewhere = _elsewhere(rows, sitting, today)
    waiting = [one for one in all_due(watch, policy, today) if one.child not in elsewhere]
    pressing = [one for one in waiting if one.put_off or one.due < until or one.due == date.max]
    managed = [one for one in pressing if one.team in MANAGER_OF]
    listed = {one.child_ref for one in rows["items"] if one.sitting_id == sitting and one.state == "listed"}
    wanted = [one.child for one in managed[: watch.days.capacity]]
    odd = [one for one in managed if one.child in listed ^ set(wanted)]
    assert listed == set(wanted), f"on the agenda {sorted(listed)}, first in line {wanted}; {odd}"
    said, rest = read(card), managed[watch.days.capacity :]
    if rest:
        assert f"And {len(rest)} more" in said, f"{len(rest)} wait and are not on the card:\n{said}"
        order = ", ".join(one.label for one in rest[:10])
        assert f"in this order: {order}" in said, f"the reserve is not {order}:\n{said}"
    else:
        assert "On the reserve" not in said
    for one in [one for one in pressing if one.team == NOBODYS][:8]:
        assert f"{one.label}: no team manager known" in said, f"{one.label} is nowhere on the card"
    watch.checked["proposals"] += 1
    return pressing


def judge_next_in_line(watch: Watch, policy: Policy, sitting: int, child: str, today: date) -> None:
    """Who is offered a slot given up is the first in line of those who may have it."""
    rows = watch.look()
    on = next(one.on for one in rows["sittings"] if one.id == sitting)
    states = ("listed", "heard", "released")
    there = {one.child_ref for one in rows["items"] if one.sitting_id == sitting and one.state in states}
    away = {one.manager_oid for one in rows["invitations"] if one.sitting_id == sitting and one.state == "declined"}
    gone = there | _elsewhere(rows, sitting, today)
    line = [
        one.child
        for one in all_due(watch, policy, today)
        if one.child not in gone
        and one.team in MANAGER_OF
        and there_for(rows["absences"], MANAGER_OF[one.team], on) not in away
    ]
    assert line[:1] == [child], f"{child} is offered the slot before {line[:3]}"
    watch.checked["offers"] += 1


def judge_closed(watch: Watch, sitting: int, summary: Card) -> None:
    """Heard is in the journey on the day, nobody else is; who was put off twice running was told to the chair."""
    rows = watch.look()
    here = next(one for one in rows["sittings"] if one.id == sitting)
    assert here.state == "closed"
    its = [one for one in rows["items"] if one.sitting_id == sitting]
    assert not [one for one in its if one.state == "listed"], "closed with somebody not recorded"
    heard = {one.child_ref for one in its if one.state == "heard" and one.child_ref}
    events = tables.events.c
    ours = events.source == f"sitting {sitting}"
    held = watch.rows(select(tables.events).where(ours, events.withdrawn_at.is_(None)))
    assert {one.child_ref for one in held if one.type == "panel_held"} == heard
    assert {one.on for one in held} <= {here.on}
    said = read(summary)
    running = times_put_off(rows, until=here.on)
    twice = {one.child_ref: running.get(one.child_ref, 0) for one in its if one.child_ref and one.state in PUT_OFF}
    judge_told_the_chair(twice, said)
    watch.checked["closed"] += 1


def judge_told_the_chair(twice: dict[str, int], said: str) -> None:
    """Whoever was put off at two sittings running or more is named to the chair with the count."""
    for child, times in twice.items():
        if times > 1:
            assert "Chris Chair" in said, f"{child} was put off {times} times and the chair is not told:\n{said}"
            assert re.search(rf"{child} \(\w+\) at {times} sittings running", said), f"{child}, {times} times:\n{said}"


def judge_nobody_lost(before: list[Waiting], after: list[Waiting], rows: Rows, changed: set[str]) -> None:
    """Whoever was due last week was heard since, or is due still, unless their journey was changed by an extract."""
    due_now = {one.child for one in after}
    state = {one.id: one.state for one in rows["sittings"]}
    heard = {one.child_ref for one in rows["items"] if one.state == "heard" and state[one.sitting_id] == "closed"}
    lost = [one.child for one in before if one.child not in due_now | heard | changed]
    assert not lost, f"due last week, neither heard nor due: {lost}"


def _judge_action_review(watch: Watch, rows: Rows, sitting: int) -> None:
    """Every manager whose children have open actions is on it, up to the slots there are."""
    team = {row.ref: row.team for row in watch.rows(select(tables.children))}
    wanted = {MANAGER_OF.get(team[one.child_ref] or "") for one in rows["actions"] if one.state != "done"} - {None}
    on_it = [one for one in rows["items"] if one.sitting_id == sitting and one.state == "listed"]
    listed = {one.for_oid or one.manager_oid for one in on_it}
    assert listed <= wanted, "somebody without open actions is on the action review"
    assert len(listed) == min(len(wanted), watch.days.capacity)


def _elsewhere(rows: Rows, sitting: int, today: date) -> set[str]:
    open_ = {
        one.id
        for one in rows["sittings"]
        if one.id != sitting and (one.state == "published" or (one.state == "draft" and one.on >= today))
    }
    return {one.child_ref for one in rows["items"] if one.sitting_id in open_ and one.state == "listed"}
