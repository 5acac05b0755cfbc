"""Who was told what of a child: every reminder said and every card posted, as lines of a page, in order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from cards import house_words
from cards.documents import journey_words
from cards.parts import moment
from permanence.panel.sitting import Item
from permanence.people.clearing import SUFFIX
from permanence.people.person import BUSINESS_SUPPORT
from permanence.policy import Policy
from permanence.reminders import rank
from records.documents.journey_page import ToldLine
from storage import actions, meetings, people, referrals, told
from storage.outbox import CHANNEL
from storage.panel import invitations
from storage.store import Work
from storage.told import ToldReminder

CARDS = {
    "sitting": journey_words.SITTING_CARD,
    "summary": journey_words.SUMMARY_CARD,
    "invitation": journey_words.INVITATION_CARD,
    "declined": journey_words.DECLINED_CARD,
    "meeting": journey_words.MEETING_CARD,
    "referral": journey_words.REFERRAL_CARD,
}
STATES = {
    "waiting": journey_words.NOT_SAID_YET,
    "sending": journey_words.BEING_SAID,
    "cancelled": journey_words.NOT_SAID,
    "failed": journey_words.COULD_NOT_BE_SAID,
    "unknown": journey_words.NOT_KNOWN_TO_HAVE_ARRIVED,
}


async def messages_about_child(work: Work, policy: Policy, child_ref: str, its: list[Item]) -> list[ToldLine]:
    """The oldest first."""
    names = await people.names(work)
    found = [(_when(one), _reminder(policy, one, names)) for one in await told.reminders_of(work, child_ref)]
    for card in await told.cards_of(work, await _subjects(work, child_ref, its)):
        words = journey_words.action_card(card.subject_id) if card.kind == "action" else CARDS[card.kind]
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
    named = journey_words.action(subject) if kind == "action" else _kind(policy, kind.removesuffix(SUFFIX))
    days, again = rank(one.step)
    step = journey_words.reminder_step(days, again=bool(again))
    words = journey_words.reminded(named, date.fromisoformat(due), step, dated=not kind.endswith(SUFFIX))
    if one.state != "sent":
        words = journey_words.with_state(words, STATES.get(one.state, journey_words.PLANNED), one.note)
    return ToldLine(moment(_when(one)), _whom(one.recipient, names), words)


def _kind(policy: Policy, kind: str) -> str:
    try:
        return policy.what_words(kind)
    except KeyError:  # a kind of an earlier procedure, or none of the procedure's
        return journey_words.earlier_kind(kind)


def _whom(recipient: str, names: Mapping[str, str]) -> str:
    if recipient == CHANNEL:
        return house_words.THE_PERMANENCE_CHANNEL
    if recipient == BUSINESS_SUPPORT:
        return journey_words.BUSINESS_SUPPORT
    return names.get(recipient, journey_words.IN_THEIR_OWN_CHAT)
