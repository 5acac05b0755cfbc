"""How a sitting's invitations are answered: accepted, declined, other slots taken or exchanged, papers made ready."""

from __future__ import annotations

from bot.engine.messages import Card
from permanence.people.person import Person
from tests.cards.strictness import buttons
from tests.play import read
from tests.quarter.council import BY_OID, SUPPORT, TEAM_MANAGERS, VIEWER
from tests.quarter.fairness import judge_next_in_line
from tests.quarter.stage import Stage, choices, has, names

REASONS = ("In court all day.", "On leave that week", "Two *urgent* visits", "Ill")


async def give(stage: Stage, sitting: int) -> None:
    """Tuesday: each manager answers, or does not."""
    asked = [one for one in stage.watch.last["invitations"] if one.sitting_id == sitting]
    for invitation in stage.chance.sample(asked, len(asked)):
        card = stage.card("invitation", invitation.id)
        if card is None or not has(card, "Decline"):
            continue
        who = BY_OID[invitation.manager_oid]
        if stage.odds(12):
            other = stage.chance.choice([one for one in TEAM_MANAGERS if one != who])
            await stage.refused(stage.chance.choice((other, VIEWER)), card, "Accept")
        await _answer(stage, who, card)
        if stage.odds(30):
            await stage.post()
    await stage.post()
    await offer(stage, sitting)


async def _answer(stage: Stage, who: Person, card: Card) -> None:
    by = SUPPORT[0] if stage.odds(15) else who
    match stage.chance.randrange(20):
        case 0 | 1 | 2:
            form = await stage.press(by, card, "Decline")
            if stage.odds(30):
                form = await stage.press(by, form, "Decline", {"reason": "  "})
            if has(form, "Decline"):
                await stage.press(by, form, "Decline", {"reason": stage.chance.choice(REASONS)})
        case 3 | 4:
            await _take(stage, by, card)
        case 5 | 6 | 7:
            await _exchange(stage, by, card)
        case 8 | 9 if has(card, "Withdraw"):
            form = await stage.press(by, card, "Withdraw one child")
            children = choices(form, "item")
            if children:
                typed = {"item": stage.chance.choice(children)[0], "reason": stage.chance.choice(REASONS)}
                await stage.press(by, form, "Withdraw", typed)
        case 10 | 11:
            pass
        case _:
            answer = await stage.press(by, card, "Accept") if has(card, "Accept") else card
            if has(answer, "Mark what is ready") and stage.odds(60):
                await _prepare(stage, by, answer)


async def _take(stage: Stage, by: Person, card: Card) -> None:
    form = await stage.press(by, card, "Ask for another slot")
    rows = names(form, "slot_")
    if rows:
        wanted = stage.chance.choice(choices(form, rows[0]))[0]
        typed = dict.fromkeys(rows[: stage.chance.randint(1, 2)], wanted)
        await stage.press(by, form, "Take these slots", typed)


async def _exchange(stage: Stage, by: Person, card: Card) -> None:
    form = await stage.press(by, card, "Ask for another slot")
    if has(form, "Exchange"):
        form = await stage.press(by, form, "Exchange with another")
    mine, theirs = choices(form, "mine"), choices(form, "theirs")
    if mine and theirs:
        typed = {"mine": stage.chance.choice(mine)[0], "theirs": stage.chance.choice(theirs)[0]}
        await stage.press(by, form, "Ask to exchange", typed)
        if stage.odds(20):
            await stage.press(by, form, "Ask to exchange", typed)


async def _prepare(stage: Stage, by: Person, card: Card) -> None:
    form = await stage.press(by, card, "Mark what is ready")
    for _ in range(3):
        rows = names(form, "ready_")
        if not rows:
            return
        typed = {}
        for row in rows:
            lines = [value for value, _ in choices(form, row)]
            typed[row] = ",".join(stage.chance.sample(lines, stage.chance.randint(0, len(lines))))
        form = await stage.press(by, form, "Save", typed)


async def offer(stage: Stage, sitting: int) -> None:
    """Business support gives the slots that were given up to the next in line, or to whom they choose."""
    for _ in range(4):
        given_up = [one for one in stage.watch.last["invitations"] if one.sitting_id == sitting]
        cards = [card for one in given_up if (card := stage.card("declined", one.id)) and has(card, "Offer")]
        if not cards or stage.odds(25):
            return
        card = stage.chance.choice(cards)
        if stage.odds(15):
            await stage.refused(stage.chance.choice(TEAM_MANAGERS), card, "Offer the slot to")
        if stage.odds(70):
            child = next(one["data"]["child"] for one in buttons(card) if one["title"].startswith("Offer the slot to"))
            judge_next_in_line(stage.watch, stage.play.bot.house.policy, sitting, child, stage.today)
            await stage.press(SUPPORT[1], card, "Offer the slot to")
        else:
            form = await stage.press(SUPPORT[1], card, "Offer it to another child")
            line = choices(form, "child")
            if line:
                await stage.press(SUPPORT[1], form, "Offer the slot", {"child": line[-1][0]})
        await stage.post()


async def settle(stage: Stage, sitting: int) -> None:
    """Wednesday: exchanges are agreed or refused, some managers answer late."""
    for swap in [one for one in stage.watch.last["swaps"] if one.sitting_id == sitting and one.state == "asked"]:
        card = stage.card("swap", swap.id)
        if not has(card, "Agree") or stage.odds(20):
            continue
        assert card is not None
        other = next(one for one in stage.watch.last["items"] if one.id == swap.with_item_id)
        await stage.refused(VIEWER, card, "Agree")
        answer = await stage.press(BY_OID[other.manager_oid], card, stage.chance.choice(("Agree", "Agree", "Refuse")))
        assert "Exchange of slots" in read(answer), read(answer)
    asked = [one for one in stage.watch.last["invitations"] if one.sitting_id == sitting and one.state == "invited"]
    for invitation in asked:
        card = stage.card("invitation", invitation.id)
        if card is not None and has(card, "Accept") and stage.odds(70):
            await stage.press(BY_OID[invitation.manager_oid], card, "Accept")
    await stage.post()
    await offer(stage, sitting)
