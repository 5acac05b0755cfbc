"""What follows a sitting: uploads confirmed, actions done, noted, blocked, put later, handed over and opened again."""

from __future__ import annotations

from datetime import timedelta

from bot.engine.messages import Card
from permanence.people.person import Person
from tests.play import read
from tests.quarter.council import BY_OID, CHAIR, SUPPORT, TEAM_MANAGERS, VIEWER
from tests.quarter.stage import Stage, choices, has


async def uploads(stage: Stage) -> None:
    """The uploads of the latest sittings are confirmed, most of them."""
    closed = [one for one in stage.watch.last["sittings"] if one.state == "closed"]
    for sitting in closed[-3:]:
        card = stage.card("summary", sitting.id)
        if card is None or not has(card, "Confirm uploads"):
            continue
        form = await stage.press(SUPPORT[0], card, "Confirm uploads")
        waiting = [value for value, _ in choices(form, "children")]
        done = [one for one in waiting if stage.odds(70)]
        if done:
            answer = await stage.press(SUPPORT[0], form, "Confirm", {"children": ",".join(done)})
            assert "confirmed" in read(answer), read(answer)
        await stage.post()


async def some_actions(stage: Stage) -> None:
    """Some of the open actions go on, and one that was done is opened again."""
    live = [one for one in stage.watch.last["actions"] if one.state != "done"]
    for action in stage.chance.sample(live, min(len(live), 3)):
        card = stage.card("action", action.id)
        if card is not None:
            await _go_on(stage, BY_OID[action.owner_oid], action.id, card)
    done = [one for one in stage.watch.last["actions"] if one.state == "done"]
    card = stage.card("action", stage.chance.choice(done).id) if done and stage.odds(10) else None
    if card is not None and has(card, "Reopen"):
        form = await stage.press(SUPPORT[0], card, "Reopen")
        await stage.press(SUPPORT[0], form, "Reopen", {"text": "It was not done after all"})
    await stage.post()


async def _go_on(stage: Stage, owner: Person, action: int, card: Card) -> None:
    match stage.chance.randrange(10):
        case 0 | 1 | 2 | 3:
            await stage.refused(VIEWER, card, "Done")
            await stage.press(owner, card, "Done")
        case 4:
            form = await stage.press(owner, card, "Add a note")
            await stage.press(owner, form, "Save the note", {"text": "Rang; no answer"})
        case 5 if has(card, "Blocked"):
            form = await stage.press(owner, card, "Blocked")
            await stage.press(owner, form, "Mark as blocked", {"text": "The school is closed"})
        case 5 if has(card, "Unblock"):
            await stage.press(owner, card, "Unblock")
        case 6 | 7 if has(card, "Ask for a later date"):
            await _later(stage, owner, action, card)
        case 8:
            form = await stage.press(owner, card, "Hand over")
            to = stage.chance.choice(choices(form, "owner")[:8] or [("", "")])[0]
            if to:
                await stage.press(owner, form, "Hand over", {"owner": to})
        case _:
            pass


async def _later(stage: Stage, owner: Person, action: int, card: Card) -> None:
    form = await stage.press(owner, card, "Ask for a later date")
    later = stage.today + timedelta(days=stage.chance.randint(-3, 60))
    await stage.press(owner, form, "Ask the chair", {"due": later.isoformat(), "text": "The school is closed"})
    await stage.post()
    [now] = [one for one in stage.watch.last["actions"] if one.id == action]
    asked = stage.card("later_date", f"{action}-{now.version}")
    if asked is None or not has(asked, "Agree the later date") or stage.odds(30):
        return
    await stage.refused(stage.chance.choice((VIEWER, TEAM_MANAGERS[0])), asked, "Agree the later date")
    if stage.odds(60):
        await stage.press(CHAIR, asked, "Agree the later date")
    else:
        form = await stage.press(CHAIR, asked, "Keep the date")
        await stage.press(CHAIR, form, "Keep it", {"text": "The hearing is before"})
