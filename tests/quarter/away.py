"""Managers who are away: entered, over a sitting's day or not, ended early; what a deputy may, and for how long."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from permanence.people.person import Person
from storage import tables
from tests.play import read
from tests.quarter.council import BY_OID, SUPPORT, TEAM_MANAGERS
from tests.quarter.fairness import MANAGER_OF
from tests.quarter.stage import Stage, choices, has
from tests.quarter.standing import there_for

DAY = timedelta(days=1)


async def somebody(stage: Stage, monday: date, times: int = 1) -> None:
    """Absences are entered: of managers who are to present, most of them over the panel's day."""
    for _ in range(times):
        open_ = {one.id for one in stage.watch.last["sittings"] if one.state in ("draft", "published")}
        presents = [
            one.for_oid or one.manager_oid
            for one in stage.watch.last["items"]
            if one.sitting_id in open_ and one.state == "listed"
        ]
        known = [BY_OID[oid] for oid in dict.fromkeys(presents)]
        who = stage.chance.choice(known if known and stage.odds(80) else TEAM_MANAGERS)
        sits = monday + stage.watch.days.weekday * DAY
        starts = stage.chance.choice((stage.today, sits, sits - DAY, sits + DAY, sits + 7 * DAY))
        await enter(stage, who, starts, starts + stage.chance.choice((0, 1, 4, 11)) * DAY)
    await stage.post()


async def enter(stage: Stage, who: Person, starts: date, until: date) -> None:
    """By themselves or by business support, with any manager as the deputy, sometimes one who is away as well."""
    by = SUPPORT[0] if stage.odds(40) else who
    card = await stage.say(by, "away")
    form = await stage.press(by, card, "Enter an absence" if by is SUPPORT[0] else "I am going")
    if by is SUPPORT[0]:
        form = await stage.press(by, form, "Next", {"person": who.oid})
    offered = {value for value, _ in choices(form, "deputy")}
    deputy = stage.chance.choice([one for one in TEAM_MANAGERS if one is not who and one.oid in offered])
    typed = {"starts": starts.isoformat(), "until": until.isoformat(), "deputy": deputy.oid}
    if stage.odds(15):
        form = await stage.press(by, form, "Save", {**typed, "until": (starts - DAY).isoformat()})
        assert "before the first" in read(form), read(form)
    said = read(await stage.press(by, form, "Save", typed))
    refused = "choose another deputy" in said or "already" in said or "has passed" in said
    assert f"{who.name} is entered as away" in said or refused, said
    stage.watch.checked["absences"] += f"; {deputy.name} stands in." in said


async def back_early(stage: Stage, in_a_hundred: int) -> None:
    """Some are there again before they said they would be; nobody else may say so."""
    lasting = [one for one in stage.watch.last["absences"] if one.until >= stage.today and one.ended_on is None]
    for absence in lasting:
        if not stage.odds(in_a_hundred):
            continue
        who = BY_OID[absence.person_oid]
        by = SUPPORT[1] if stage.odds(40) else who
        card = await stage.say(by, f"away {who.name}" if by is not who else "away")
        title = "I'm back: end my absence" if by is who else f"End {who.name}'s absence"
        if has(card, title):
            await stage.refused(BY_OID[absence.deputy_oid], card, title, says="the one who is away")
            assert "is there again from today" in read(await stage.press(by, card, title))
            stage.watch.checked["ended early"] += 1
    await stage.post()


async def rights(stage: Stage) -> None:
    """Who stands in for a team's manager today may do for the team; who did, or will, may not."""
    absences, teams = stage.watch.last["absences"], _teams(stage)
    for action in [one for one in stage.watch.last["actions"] if one.state != "done"]:
        own = MANAGER_OF.get(teams[action.child_ref] or "")
        named = {one.deputy_oid for one in absences if one.person_oid == own} - {own, action.owner_oid}
        card = stage.card("action", action.id) if named else None
        if own is None or card is None or not stage.odds(40):
            continue
        there = there_for(absences, own, stage.today)
        for oid in sorted(named, key=lambda oid: oid == there):
            if oid != there:
                await stage.refused(BY_OID[oid], card, "Done")
                stage.watch.checked["deputies no longer"] += 1
                continue
            form = await stage.press(BY_OID[oid], card, "Add a note")
            answer = read(await stage.press(BY_OID[oid], form, "Save the note", {"text": "Seen while they are away"}))
            assert "Seen while they are away" in answer, answer
            stage.watch.checked["deputies"] += 1
            await stage.post()
            break
        return


def _teams(stage: Stage) -> dict[str, str | None]:
    return {row.ref: row.team for row in stage.watch.rows(select(tables.children.c.ref, tables.children.c.team))}
