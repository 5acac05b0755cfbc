"""Who presents for a manager on a day and who may do for a team, walked along the absences as they are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any


def away_on(absences: Sequence[Any], day: date) -> dict[str, str]:
    """Who is away on a day, and the deputy each named."""
    return {
        one.person_oid: one.deputy_oid
        for one in absences
        if one.starts <= day <= one.until and (one.ended_on is None or day < one.ended_on)
    }


def there_for(absences: Sequence[Any], oid: str, day: date) -> str:
    """Who is there for somebody on a day: along the deputies to the first who is not away; else themselves."""
    away, at, seen = away_on(absences, day), oid, set()
    while at in away and at not in seen:
        seen.add(at)
        at = away[at]
    return oid if at in seen else at


def judge_absences(absences: Sequence[Any], people: frozenset[str]) -> None:
    """Nobody is away twice at once, nor stands in for themselves."""
    for one in absences:
        assert {one.person_oid, one.deputy_oid} <= people, f"absence {one.id} is of nobody known"
        assert one.person_oid != one.deputy_oid, f"{one.person_oid} stands in for themselves"
        assert one.starts <= one.until
    for day in {one.starts for one in absences}:
        lasting = [x for x in absences if x.starts <= day <= x.until and (x.ended_on is None or day < x.ended_on)]
        twice = [oid for oid, count in Counter(one.person_oid for one in lasting).items() if count > 1]
        assert not twice, f"{twice} are away twice on {day}"


def judge_presenters(rows: dict[str, list[Any]], now: datetime) -> int:
    """Whoever presents at a sitting to come is there that day; how many deputies do."""
    sittings, absences = {one.id: one for one in rows["sittings"]}, rows["absences"]
    deputies = 0
    for item in rows["items"]:
        sitting = sittings[item.sitting_id]
        if item.state != "listed" or sitting.state not in ("draft", "published") or sitting.starts_at <= now:
            continue
        own = item.for_oid or item.manager_oid
        there = there_for(absences, own, sitting.on)
        assert item.manager_oid == there, f"item {item.id}: {item.manager_oid} presents on {sitting.on}, not {there}"
        assert (item.for_oid is None) == (there == own), f"item {item.id} of {own} is presented for {item.for_oid}"
        assert there not in away_on(absences, sitting.on) or there == own
        deputies += there != own
    return deputies


def changed_hands(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> list[Any]:
    """Items of published sittings that somebody else presents now."""
    had = {one.id: one.manager_oid for one in before.get("items", [])}
    open_ = {one.id for one in after["sittings"] if one.state == "published"}
    return [
        one
        for one in after["items"]
        if one.sitting_id in open_ and one.state == "listed" and had.get(one.id, one.manager_oid) != one.manager_oid
    ]
