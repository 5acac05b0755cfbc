"""The afternoon of a sitting as it is recorded: attendance, recommendations, actions, what was put off; then closed."""

from __future__ import annotations

from datetime import date, timedelta

from bot.engine.messages import Card
from permanence.people.person import Person
from tests.cards.strictness import buttons
from tests.play import read
from tests.quarter.council import CHAIR, SUPPORT, TEAM_MANAGERS
from tests.quarter.fairness import judge_closed
from tests.quarter.stage import Stage, choices, has

PLANS = ("Go on with the plan.", "Assess the grandmother beside the plan", "Bring the match to the fostering panel")
TASKS = ("Book the family network meeting", "Ask the school for a report", "File the viability assessment")


async def record_all(stage: Stage, day: date) -> None:
    """Every sitting whose day has come is recorded and closed."""
    for _ in range(3):
        waiting = [one for one in stage.watch.last["sittings"] if one.state == "published" and one.on <= day]
        if not waiting or day < stage.today:
            return
        stage.at(day, 17, 30)
        await _record(stage, min(waiting, key=lambda one: (one.on, one.id)).id)


async def _record(stage: Stage, sitting: int) -> None:
    by = stage.chance.choice((CHAIR, *SUPPORT))
    record = await stage.say(by, "record")
    await stage.refused(stage.chance.choice(TEAM_MANAGERS), record, "Close the sitting")
    record = await _attendance(stage, by, record)
    if await _next(stage, by, record):
        early = await stage.press(by, record, "Close the sitting")
        assert "not recorded yet" in read(early), read(early)
    while page := await _next(stage, by, record):
        await _item(stage, by, await stage.press(by, page, "Record"))
        record = await stage.say(by, "record")
    closed = await stage.press(by, record, "Close the sitting")
    assert "The sitting is closed" in read(closed), read(closed)
    await stage.post()
    summary = stage.card("summary", sitting)
    if summary is not None:
        judge_closed(stage.watch, sitting, summary)


async def corrected(stage: Stage, in_a_hundred: int) -> None:
    """The last sitting held is opened again: somebody heard was not, or the other way round; and closed again."""
    held = [one for one in stage.watch.last["sittings"] if one.state == "closed" and one.kind == "review"]
    last = max(held, key=lambda one: one.on, default=None)
    summary = stage.card("summary", last.id) if last else None
    if last is None or summary is None or not stage.odds(in_a_hundred):
        return
    by = stage.chance.choice((CHAIR, *SUPPORT))
    await stage.refused(stage.chance.choice(TEAM_MANAGERS), summary, "Correct the record")
    form = await stage.press(by, summary, "Correct the record")
    form = await stage.press(by, form, "Open it again", {"reason": " "})
    record = await stage.press(by, form, "Open it again", {"reason": "The wrong child was marked."})
    assert "opened the sitting again" in read(record), read(record)
    await stage.post()
    if has(record, "Open"):
        item = await stage.press(by, record, "Open")
        if has(item, "Not heard"):
            form = await stage.press(by, item, "Not heard")
            await stage.press(by, form, "Save", {"reason": "It was the sister who was heard."})
        elif has(item, "Record the recommendation"):
            await _heard(stage, by, item)
    await _attendance(stage, by, record)
    record = await stage.press(by, await stage.say(by, "record"), "Close the sitting")
    assert "The sitting is closed" in read(record), read(record)
    await stage.post()
    if (summary := stage.card("summary", last.id)) is not None:
        judge_closed(stage.watch, last.id, summary)
    stage.watch.checked["corrected"] += 1


async def _next(stage: Stage, by: Person, record: Card) -> Card | None:
    """The page of the record with something not recorded yet; nothing when all is."""
    while not has(record, "Record"):
        if not has(record, "Next page"):
            return None
        record = await stage.press(by, record, "Next page")
    return record


async def _attendance(stage: Stage, by: Person, record: Card) -> Card:
    form = await stage.press(by, record, "Attendance")
    people = [value for value, _ in choices(form, "attended")]
    there = [one for one in people if stage.odds(75)] or people[:1]
    away = [one for one in people if one not in there]
    return await stage.press(
        by, form, "Save the attendance", {"attended": ",".join(there), "apologies": ",".join(away)}
    )


async def _item(stage: Stage, by: Person, item: Card) -> None:
    if has(item, "Reviewed"):
        if stage.odds(85):
            await stage.press(by, item, "Reviewed")
            return
    elif stage.odds(78):
        if stage.odds(50):
            await _in_one_form(stage, by, item)
        else:
            await _heard(stage, by, await stage.press(by, item, "Back"))
        return
    form = await stage.press(by, item, "Not heard")
    item = await stage.press(
        by, form, "Save", {"reason": stage.chance.choice(("No time was left.", "The worker is ill"))}
    )
    if has(item, "Record the recommendation") and stage.odds(15):
        await _heard(stage, by, item)  # there was time after all


async def _in_one_form(stage: Stage, by: Person, form: Card) -> None:
    typed = {"text": stage.chance.choice(PLANS), "reason": "It is on time."}
    agreed = stage.chance.choice((0, 0, 1, 1, 2))
    for number in range(1, agreed + 1):
        typed |= {f"action_{number}": stage.chance.choice(TASKS)}
        if stage.odds(30):
            typed |= {f"owner_{number}": stage.chance.choice(choices(form, f"owner_{number}")[:6])[0]}
    if agreed and stage.odds(10):
        form = await stage.press(by, form, "Save", typed)
        assert "Choose by when action 1" in read(form), read(form)
    if agreed:
        typed |= {"due_1": (stage.today + timedelta(days=stage.chance.randint(1, 40))).isoformat()}
    item = await stage.press(by, form, "Save", typed)
    assert "The panel recommends" in read(item), read(item)


async def _heard(stage: Stage, by: Person, item: Card) -> None:
    way = "Record with differing views" if has(item, "Record with") else "Record the recommendation"
    form = await stage.press(by, item, way)
    if stage.odds(20):
        form = await stage.press(by, form, "Save the recommendation", {"text": "Go on", "reason": ""})
    typed = {"text": stage.chance.choice(PLANS), "reason": "It is on time."}
    if stage.odds(20):
        typed |= {"differing_views": "The guardian would wait.", "resolution": "They meet on Monday"}
    item = await stage.press(by, form, "Save the recommendation", typed)
    assert "The panel recommends" in read(item), read(item)
    for _ in range(stage.chance.choice((0, 0, 1, 1, 2))):
        form = await stage.press(by, item, "Agree an action")
        owner = stage.chance.choice(choices(form, "owner")[:6])[0]
        due = stage.today + timedelta(days=stage.chance.randint(1, 40))
        said = {"text": stage.chance.choice(TASKS), "owner": owner, "due": due.isoformat()}
        if stage.odds(10):
            await stage.press(by, form, "Agree the action", {**said, "due": ""})
        item = await stage.press(by, form, "Agree the action", said)
        assert [one for one in buttons(item) if one["title"] == "Open"], read(item)
