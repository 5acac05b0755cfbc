"""Referrals by plain counting: in time or too late, for which sitting, and that whoever was in time had their place."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import select

from permanence.policy import Policy
from storage import tables
from tests.quarter.council import NOBODYS
from tests.quarter.days import DAY, Days
from tests.quarter.fairness import all_due
from tests.quarter.invariants import Watch

VIEWS = {"child_views_captured", "iro_views_captured", "supervising_social_worker_views_captured"}
OVER = ("left_care", "permanence_achieved")
AT_SITTING = ("heard", "deferred", "released", "dropped")


def last_day(days: Days, sits: date) -> date:
    """Three working days before."""
    return days.rung_day(sits, -3)


def first_open(watch: Watch, made: date, *, as_kept: bool = True) -> date:
    """The first sitting whose last day to refer has not passed: as moved or stood down by hand, or by the calendar."""
    days = watch.days
    kept = {one.planned_on or one.on: one for one in watch.last["sittings"] if as_kept and one.state != "draft"}
    for planned in (made + (number - 3) * DAY for number in range(90)):
        sitting = kept.get(planned)
        if not days.sits_on(planned) or (sitting and sitting.state == "stood_down"):
            continue
        sits: date = sitting.on if sitting else planned
        if last_day(days, sits) >= made:
            return sits
    raise AssertionError(f"no sitting is open to a referral of {made}")


def judge_answer(watch: Watch, said: str, today: date) -> bool:
    """What is answered to a referral made today: for which sitting it is, and for which it is too late."""
    if "Referred on" not in said:
        return False
    sits = first_open(watch, today)
    assert f"Referred on {_words(today)}. It" in said, said
    assert f" is for {_words(sits)}." in said, said
    late = "It was too late for " in said
    assert late or sits - today < 8 * DAY or not watch.days.sits_on(sits - 7 * DAY), said
    return late


def waiting(watch: Watch, *, as_kept: bool = True) -> dict[str, date]:
    """Who was referred and not heard since, each with the sitting the referral is for."""
    told: dict[str, dict[str, date]] = defaultdict(dict)
    for row in _events(watch):
        if row.type in (*OVER, "panel_held", "panel_referral_made"):
            before = told[row.child_ref].get(row.type, date.min)
            told[row.child_ref][row.type] = max(before, row.on)
    return {
        child: first_open(watch, its["panel_referral_made"], as_kept=as_kept)
        for child, its in told.items()
        if "panel_referral_made" in its
        and its.get("panel_held", date.min) < its["panel_referral_made"]
        and not any(over in its for over in OVER)
    }


def judge_referrals(watch: Watch, policy: Policy, today: date) -> None:
    """One referral for each final plan, an event only for one that was made, and the engine counts as we do."""
    events, rows = _events(watch), watch.rows(select(tables.referrals))
    by_source = defaultdict(list)
    for event in events:
        by_source[event.source].append(event)
    for row in rows:
        its = by_source[f"referral {row.id}"]
        if row.state == "made":
            assert {view for view, text in row.views.items() if text} >= VIEWS, f"referral {row.id} lacks a view"
            assert sorted(one.type for one in its) == ["milestone"] * 3 + ["panel_referral_made"]
            assert {one.on for one in its} == {row.made_on}
            assert {one.fields["name"] for one in its if one.type == "milestone"} == VIEWS
        else:
            assert not its, f"referral {row.id} is {row.state} and in the journey"
    had = {row.child_ref for row in rows}
    final = {e.child_ref for e in events if e.source.startswith("meeting ") and e.fields.get("final") is True}
    assert final <= had, f"{final - had} have a final plan and no referral"
    open_ = [row.child_ref for row in rows if row.state == "raised"]
    assert len(open_) == len(set(open_)), "a child has two open referrals"
    due = {one.child: one.due for one in all_due(watch, policy, today)}
    ours = waiting(watch, as_kept=False)
    assert due == ours, f"due {due.items() ^ ours.items()}"
    watch.checked["made"] = sum(row.state == "made" for row in rows)


def judge_sitting(watch: Watch, sitting: int, line: set[str]) -> None:
    """Who was referred in time was on it, or waits on the reserve of a full one; nobody else came but by hand."""
    rows, here = watch.look(), watch.sitting(sitting)
    if here.state == "stood_down":
        return
    assert here.state in ("closed", "reopened")
    day = here.planned_on or here.on
    its = [one for one in rows["items"] if one.sitting_id == sitting]
    states = {one.child_ref: one for one in its if one.state in AT_SITTING}
    full = sum(one.item_id is not None for one in rows["slots"] if one.sitting_id == sitting) >= watch.days.capacity
    team = {row.ref: row.team for row in watch.rows(select(tables.children.c.ref, tables.children.c.team))}
    for child, sits in waiting(watch).items():
        if sits > here.on or team[child] in (NOBODYS, None) or child in states:
            continue
        assert full or child in line, f"{child} was in time for {day}, is not on it, nor on the reserve"
        watch.checked["on the reserve"] += 1
    by_hand, last = _by_hand(watch, sitting), max(last_day(watch.days, one) for one in (day, here.on))
    made: dict[str, list[date]] = defaultdict(list)
    for event in _events(watch):
        if event.type == "panel_referral_made":
            made[event.child_ref].append(event.on)
    for item in its:
        if item.state not in ("heard", "deferred", "released") or item.child_ref in by_hand:
            continue
        in_time = [on for on in made[item.child_ref] if on <= last]
        assert in_time, f"{item.child_ref} is on the sitting of {day}, referred on {made[item.child_ref]}"
        watch.checked["heard in time"] += item.state == "heard"


def _by_hand(watch: Watch, sitting: int) -> set[str]:
    """Whom business support offered a slot or added to the agenda."""
    kept = tables.history.c
    done = select(kept.verb, kept.child_ref, kept.details).where(
        kept.subject == "sitting",
        kept.subject_id == str(sitting),
        kept.verb.in_(("offer_released_slot", "change_agenda")),
    )
    found: set[str] = set()
    for row in watch.rows(done):
        found |= {row.child_ref} if row.verb == "offer_released_slot" else set()
        found |= {label.split(" ")[0] for label in row.details.get("added", [])}
    return found


def _events(watch: Watch) -> list[Any]:
    return watch.rows(select(tables.events).where(tables.events.c.withdrawn_at.is_(None)))


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
