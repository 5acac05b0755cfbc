"""Who was told what of a child: every reminder said and every card posted, as lines of a page, in order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from cards.parts import day, moment
from permanence.panel.sitting import Item
from permanence.people.person import BUSINESS_SUPPORT
from permanence.policy import Policy
from permanence.reminders import rank
from records.documents.journey_page import ToldLine
from storage import actions, meetings, people, referrals, told
from storage.outbox import CHANNEL
from storage.panel import invitations
from storage.store import Work
from storage.told import ToldReminder
from usecases.reminders.duties_as_matters import SUFFIX

CARDS = {
    "action": "the card of action {subject}",
    "sitting": "the sitting's card, with the child on its agenda",
    "summary": "the summary of the sitting",
    "invitation": "the invitation to present",
    "declined": "that the invitation was declined",
    "meeting": "the card of the child's planning meeting",
    "referral": "the card of the child's referral to the panel",
}
STATES = {
    "waiting": "planned, not said yet",
    "sending": "being said",
    "cancelled": "not said",
    "failed": "could not be said",
    "unknown": "sent, and not known to have arrived",
}


async def messages_about_child(work: Work, policy: Policy, child_ref: str, its: list[Item]) -> list[ToldLine]:
    """The oldest first."""
    names = await people.names(work)
    found = [(_when(one), _reminder(policy, one, names)) for one in await told.reminders_of(work, child_ref)]
    for card in await told.cards_of(work, await _subjects(work, child_ref, its)):
        words = CARDS[card.kind].format(subject=card.subject_id)
        found.append((card.at, ToldLine(moment(card.at), _whom(card.recipient, names), words)))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


async def _subjects(work: Work, child_ref: str, its: list[Item]) -> dict[str, list[int]]:
    """What there are cards of that tell of this child."""
    held = list(dict.fromkeys(item.sitting_id for item in its))
    managers = {(item.sitting_id, oid) for item in its for oid in (item.manager, item.own_manager)}
    asked = [
        one.id for number in held for one in await invitations.of(work, number) if (number, one.manager) in managers
    ]
    return {
        "action": [action.id for action in await actions.of_child(work, child_ref)],
        "sitting": held,
        "summary": held,
        "invitation": asked,
        "declined": asked,
        "referral": [referral.id for referral in await referrals.of_child(work, child_ref)],
        "meeting": [meeting.id for meeting in await meetings.of_child(work, child_ref)],
    }


def _when(one: ToldReminder) -> datetime:
    return one.at or one.planned_at


def _reminder(policy: Policy, one: ToldReminder, names: Mapping[str, str]) -> ToldLine:
    what, _, due = one.occasion.rpartition(":")
    kind, _, subject = what.partition(":")
    named = f"action {subject}" if kind == "action" else _kind(policy, kind.removesuffix(SUFFIX))
    by = "required since" if kind.endswith(SUFFIX) else "due"
    words = f"{named}, {by} {day(date.fromisoformat(due))}: reminder {_step(one.step)}"
    if one.state != "sent":
        words += f"; {STATES.get(one.state, 'planned')}{f' ({one.note})' if one.note else ''}"
    return ToldLine(moment(_when(one)), _whom(one.recipient, names), words)


def _kind(policy: Policy, kind: str) -> str:
    try:
        return policy.what_words(kind)
    except KeyError:  # a kind of an earlier procedure, or none of the procedure's
        return kind.replace("_", " ")


def _step(step: str) -> str:
    days, again = rank(step)
    count = f"{abs(days)} working day{'' if abs(days) == 1 else 's'}"
    words = f"{count} before" if days < 0 else f"{count} after" if days else "on the day"
    return f"{words}, said again after a snooze" if again else words


def _whom(recipient: str, names: Mapping[str, str]) -> str:
    if recipient == CHANNEL:
        return "the permanence channel"
    if recipient == BUSINESS_SUPPORT:
        return "business support"
    return names.get(recipient, "somebody in their own chat")
