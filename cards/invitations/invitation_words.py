"""Sentences of an invitation, of its slots and of an exchange: why something cannot be, and what is to be chosen."""

from __future__ import annotations

from datetime import date, datetime

from cards.parts import day, moment, span

NOT_KNOWN = 'This invitation is not known any more; say "sitting" for the sitting as it stands.'
SWAP_NOT_KNOWN = 'This exchange is not known any more; say "sitting" for the sitting as it stands.'
SWAP_VOID = "This exchange is not possible any more: one of the two no longer has the slot."
SWAP_ASKED_ALREADY = "This exchange is asked for already; it waits for an answer in the channel."
SLOT_TAKEN_MEANWHILE = "One of the two slots was taken meanwhile; open the sitting to see how it stands."
CHOOSE_YOUR_SLOT = "Choose your slot."
CHOOSE_THE_OTHER_SLOT = "Choose the other manager's slot."
CHOOSE_ANOTHER_SLOT = "Choose another slot for at least one of them."
CHOSEN_TWICE = "The same slot was chosen twice; choose a different one for each."
NO_SLOT = "no slot"
NO_SLOT_FREE = "No slot is free any more."
NOT_OPEN = "This sitting is not open, so no slot of it can be offered."
HEARS_NO_CHILD = "An action review hears team managers' open actions, so no child can be offered a slot there."
CHOOSE_A_CHILD = "Choose a child or type a reference."
CHOOSE_THE_CHILD = "Choose the child."
THE_ONLY_CHILD = "This is the only child on the invitation; decline the invitation instead."
EVERYBODY_ANSWERED = "Everybody invited has answered, so there is nobody to remind."
NOT_TO_BE_REMINDED = "This sitting is not to come any more, so nobody is reminded of it."
JUST_BEING_POSTED = "This invitation is just being posted; try again in a minute."
REMINDER = "An answer is asked for"
SENT_AGAIN = "This invitation was sent again"
SHOW_INVITATION = "Show the invitation"
SHOW_SITTING = "Show the sitting"
NO_CHECKLIST = "The procedure has no checklist for these children, so there is nothing to mark."

# What somebody may not do, or is too late to: the ends of such sentences.
TO_ACCEPT = "accept the invitation"
TO_DECLINE = "decline the invitation"
TO_ASK_FOR_A_SLOT = "ask for another slot"
TO_EXCHANGE = "exchange slots"
TO_AGREE_TO_EXCHANGE = "agree to an exchange of slots"
TO_REFUSE_EXCHANGE = "refuse an exchange of slots"
TO_WITHDRAW_A_CHILD = "withdraw a child"
TO_SAY_WHAT_IS_READY = "say what is ready"


def of_sitting(panel: str, when: str) -> str:
    """Which sitting it is of."""
    return f"{panel}: {when}"


def has_answered(name: str) -> str:
    """Nobody who has answered is reminded."""
    return f"{name} has answered, so there is nothing to remind them of."


def reminded_already(name: str, at: datetime, by: str, again: date) -> str:
    """Nobody is reminded twice on a working day."""
    return f"{name} was reminded on {moment(at)} by {by}; the next reminder can go on {day(again)}."


def reminds(by: str, at: datetime) -> str:
    """Who asks for the answer, and when they did."""
    return f"{by} asks for your answer to the invitation, on {moment(at)}."


def reminder_lines(panel: str, when: str, answer_by: date | None) -> tuple[str, ...]:
    """Which sitting, and by when the answer is due."""
    due = (f"Answers are due by {day(answer_by)}.",) if answer_by else ()
    return (of_sitting(panel, when), *due)


def sent_again(by: str, at: datetime) -> str:
    """Who sent it again, so that it is answered where it stands now."""
    return f"{by} sent it again on {moment(at)}; answer it there."


def passed_on(reason: str) -> str:
    """Somebody else presents by now."""
    return f"{reason} Nothing is asked here any more."


def stood_down(to: str) -> str:
    """Too late to answer: the sitting was stood down."""
    return f"This sitting was stood down, so it is too late to {to}."


def been_held(to: str) -> str:
    """Too late to answer: the sitting has been held."""
    return f"This sitting has been held, so it is too late to {to}."


def answered_by_others(manager: str, to: str) -> str:
    """The refusal to whoever may not answer for this manager."""
    return f"Only {manager}, a team manager standing in for the team, or business support can {to} here."


def manager_declined(label: str, manager: str) -> str:
    """The child whose slot it would be has nobody to present it."""
    return f"{label} cannot be presented: {manager} has declined this sitting."


def slot_has_begun(starts: datetime, ends: datetime) -> str:
    """The slot chosen is over or under way."""
    return f"{span(starts, ends)} has begun; choose a later one."


def slot_is_free(starts: datetime, ends: datetime) -> str:
    """A press that is told again finds the slot free, and does not take it unasked."""
    return f"{span(starts, ends)} is free now; choose it again to take it."


def slot_taken(starts: datetime, ends: datetime, holder: str, since: datetime | None) -> str:
    """Who has the slot, and since when."""
    at = f" since {moment(since)}" if since else ""
    return f"{span(starts, ends)} is taken: {holder} has had it{at}."


def with_slot(label: str, slot: str) -> str:
    """A child to choose, with its slot."""
    return f"{label}, {slot}"


def slot_of(times: str, label: str) -> str:
    """A slot to choose, with the child heard in it where there is one."""
    return f"{times}, {label}" if label else times


def slot_presented_by(slot: str, manager: str) -> str:
    """Another manager's slot to choose."""
    return f"{slot}, {manager}"
