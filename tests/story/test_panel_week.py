"""A panel week as its people live it: eight steps over real HTTP, each judged by what somebody sees."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from storage import children, history
from tests.loopback import Shown, Visitor
from tests.loopback.shown import _actions
from tests.story.conftest import EVERYONE, Council

SITTING_DAY = datetime(2026, 3, 5, 14, 0, tzinfo=UTC)


async def test_a_panel_week_from_the_greeting_to_the_reminders(council: Council) -> None:
    await the_bot_is_set_up(council)
    await who_is_due_and_why(council)
    await the_agenda_is_proposed_changed_and_published(council)
    await invitations_are_answered(council)
    await the_sitting_is_recorded(council)
    await actions_are_updated_in_chat(council)
    await reminders_come_by_themselves(council)


async def the_bot_is_set_up(council: Council) -> None:
    alex, priya = council.person("Alex Morgan"), council.person("Priya Nair")
    await council.world.install(by=alex)
    await council.world.install(by=alex)
    await council.settled()
    [greeting] = council.world.shown()
    assert "Next: an administrator makes one channel the permanence channel." in greeting.words

    refused = await priya.presses(greeting, "make_permanence_channel")
    assert "Only an administrator can choose the permanence channel" in refused.card.words

    done = await alex.presses(greeting, "make_permanence_channel")
    assert "This is now the permanence channel; Alex Morgan chose it." in done.card.words
    await council.settled()
    assert "Permanence panel (this one)" in council.world.now(greeting).words


async def who_is_due_and_why(council: Council) -> None:
    priya = council.person("Priya Nair")
    due = (await priya.says("due", priya.chat)).card
    assert "BCP-3.2" in due.words
    child = re.findall(r"C-\d+", due.words)[0]  # in a button the reference is enciphered
    assert "Children in Care East" in (await priya.says(f"child {child}", priya.chat)).card.words
    why = (await priya.says(f"why {child}", priya.chat)).card
    assert "6 weeks after" in why.words
    assert "until the child's permanent placement is secured" in why.words


async def the_agenda_is_proposed_changed_and_published(council: Council) -> None:
    joanne, priya = council.person("Joanne Pike"), council.person("Priya Nair")
    assert "Only business support" in (await priya.says("agenda")).card.words
    draft = (await joanne.says("agenda")).card
    assert "Thu 5 March 2026, 13:30 to 16:30" in draft.words
    assert "9 of 9 used" in draft.words
    form = (await joanne.presses(draft, "show_agenda_form")).card
    last = [entry["id"] for entry in inputs(form) if entry["id"].startswith("place_")][-1]
    changed = (await joanne.presses(form, "change_agenda", {last: "out"})).card
    assert "8 of 9 used" in changed.words
    published = (await joanne.presses(changed, "publish_agenda")).card
    assert "Joanne Pike published this agenda" in published.words
    await council.settled()
    assert len(invitations(council)) >= 2
    assert council.world.now(sitting(council)).words.count("Not answered yet") == len(invitations(council))


async def invitations_are_answered(council: Council) -> None:
    first_invited, second_invited = invitations(council)[:2]
    manager, other = manager_of(council, first_invited), manager_of(council, second_invited)
    for expected in ("care plan, with dates", "contingency plan, with dates", "BCP-3.3", "Answer by"):
        assert expected in first_invited.words

    refused = await other.presses(first_invited, "accept_invitation")
    assert manager.name in refused.card.words
    assert "Not answered yet" in council.world.now(first_invited).words

    answers = await manager.presses(first_invited, "accept_invitation", deliveries=3, each="new id")
    assert len({answer.card.words for answer in answers}) == 1
    assert f"{manager.name} accepted" in answers[0].card.words

    form = (await other.presses(second_invited, "show_decline_form")).card
    declined = await other.presses(form, "decline_invitation", {"reason": "On leave that week"})
    assert "On leave that week" in declined.card.words
    await council.settled()
    assert "accepted" in council.world.now(first_invited).words
    assert "declined" in council.world.now(second_invited).words

    told = council.world.latest()
    assert "A slot was given up" in told.words
    answer = await council.person("Joanne Pike").presses(told, "offer_released_slot")
    assert "Joanne Pike" in answer.card.words
    await council.settled()

    slots = (await manager.presses(council.world.now(first_invited), "show_slot_form")).card
    chosen = inputs(slots)[0]
    free = chosen["choices"][-1]
    moved = await manager.presses(slots, "take_slot", {chosen["id"]: free["value"]})
    assert manager.name in moved.card.words
    await council.settled()
    assert free["title"] in council.world.now(first_invited).words


async def the_sitting_is_recorded(council: Council) -> None:
    ruth, priya = council.person("Ruth Bennett"), manager_of(council, invitations(council)[0])
    council.clock.now = SITTING_DAY
    assert "Only" in (await priya.says("record")).card.words
    record = (await ruth.says("record")).card
    form = (await ruth.presses(record, "open_attendance")).card
    attended = f"service_manager_permanence,{priya.oid}"
    record = (await ruth.presses(form, "record_attendance", {"attended": attended})).card
    assert priya.name in record.words.split("Attended: ")[1].split("\n")[0]

    refused = (await ruth.presses(record, "close_sitting")).card
    assert "items are not recorded yet; record each, or say why it was not heard." in refused.words

    item = (await ruth.presses(refused, "open_item", data={"id": first(refused, "open_item")["id"]})).card
    form = (await ruth.presses(item, "open_recommendation")).card
    said = {"text": "Bring the long-term match to the fostering panel", "reason": "Settled for two years"}
    item = (await ruth.presses(form, "record_recommendation", said)).card
    assert "Bring the long-term match" in item.words
    form = (await ruth.presses(item, "open_agree_action")).card
    typed = {"text": "Complete the match report", "owner": priya.oid, "due": "2026-03-20"}
    item, *again = await ruth.presses(form, "agree_action", typed, deliveries=3)
    assert {answer.card.words for answer in again} == {item.card.words}
    await council.settled()
    assert actions(council) == [], "its card is posted when the sitting is closed"

    await everybody_else_is_not_heard(council)
    record = (await ruth.says("record")).card
    closed = (await ruth.presses(record, "close_sitting")).card
    assert "closed" in closed.words
    await council.settled()
    assert len(actions(council)) == 1
    assert "Due Fri 20 March 2026" in actions(council)[0].words
    summary = next(card for card in reversed(council.world.shown()) if "Summary of the panel" in card.words)
    assert "Complete the match report" in summary.words
    assert "Tue 10 March 2026" in summary.words  # 3 working days after the sitting, BCP-4.4
    assert "decision" not in " ".join(card.words.lower() for card in council.world.shown())


async def everybody_else_is_not_heard(council: Council) -> None:
    ruth = council.person("Ruth Bennett")
    record = (await ruth.says("record")).card
    for data in buttons(record, "open_item"):
        item = (await ruth.presses(record, "open_item", data={"id": data["id"]})).card
        if "Not recorded yet" in item.words:
            form = (await ruth.presses(item, "open_defer_item")).card
            await ruth.presses(form, "defer_item", {"reason": "The panel ran out of time"})


async def actions_are_updated_in_chat(council: Council) -> None:
    priya, ruth = manager_of(council, invitations(council)[0]), council.person("Ruth Bennett")
    mine = (await priya.says("my actions", priya.chat)).card
    assert "Complete the match report" in mine.words
    [posted] = actions(council)

    form = (await priya.presses(posted, "open_progress_action")).card
    noted = await priya.presses(form, "progress_action", {"text": "Report drafted"})
    assert "Report drafted" in noted.card.words
    await council.settled()
    form = (await priya.presses(council.world.now(posted), "open_ask_later_date")).card
    await priya.presses(form, "ask_later_date", {"due": "2026-03-27", "text": "Waiting for the GP"})
    await council.settled()
    asked = next(card for card in reversed(council.world.shown()) if "agree_later_date" in card.verbs)
    assert "Only" in (await priya.presses(asked, "agree_later_date")).card.words
    await ruth.presses(asked, "agree_later_date")
    await council.settled()
    assert "Due Fri 27 March 2026" in council.world.now(posted).words

    done = await priya.presses(council.world.now(posted), "complete_action")
    assert priya.name in done.card.words
    await council.settled()
    shown = council.world.now(posted)
    assert "Done" in shown.words
    async with council.house.store.read() as work:
        entries = await history.of(work, "action", first(posted, "complete_action")["id"])
    assert [entry.by_name for entry in entries].count(priya.name) == 3


async def reminders_come_by_themselves(council: Council) -> None:
    before = len(council.world.shown())
    council.clock.now = datetime(2026, 3, 9, 8, 5, tzinfo=UTC)
    await council.morning()
    await council.settled()
    digests = council.world.shown()[before:]
    assert digests
    east = next(card for card in digests if "Priya Nair" in card.words)
    assert "This morning, Mon 9 March 2026" in east.words
    assert "Complete the match report" not in " ".join(card.words for card in digests)

    await council.morning()
    council.clock.now += timedelta(hours=1)
    await council.morning()
    await council.settled()
    assert len(council.world.shown()) == before + len(digests)
    async with council.house.store.read() as work:
        assert await children.how_many(work)


def invitations(council: Council) -> list[Shown]:
    return [card for card in council.world.shown() if "Invitation to the panel" in card.words]


def manager_of(council: Council, invited: Shown) -> Visitor:
    """The manager an invitation is for."""
    return council.person(next(name for name in EVERYONE if name in invited.words.split("Answer")[0]))


def sitting(council: Council) -> Shown:
    return next(card for card in council.world.shown() if "open_record" in card.verbs)


def actions(council: Council) -> list[Shown]:
    known = {"complete_action", "open_reopen_action"}
    return [card for card in council.world.shown() if known & set(card.verbs)]


def buttons(card: Shown, verb: str) -> list[dict[str, Any]]:
    """The data of every button with this verb, in reading order."""
    return [action["data"] for action, _ in _actions(card.card, ()) if action.get("verb") == verb]


def inputs(card: Shown) -> list[dict[str, Any]]:
    """What can be typed or chosen on a card, in reading order."""
    return next(list(found) for _, found in _actions(card.card, ()))


def first(card: Shown, verb: str) -> dict[str, Any]:
    return buttons(card, verb)[0]
