"""What was last done to a sitting or an invitation, as one sentence: who, what, when."""

from __future__ import annotations

from cards.parts import moment, plain
from storage import history
from storage.history import Entry
from storage.store import Work

DID = {
    "propose_agenda": "asked for this agenda",
    "change_agenda": "changed this agenda",
    "replan_agenda": "had this agenda planned anew, as a sitting before it was moved or stood down,",
    "publish_agenda": "published this agenda",
    "offer_released_slot": "offered {times} to {label}",
    "accept_invitation": "accepted the invitation",
    "decline_invitation": "declined the invitation",
    "take_slot": "took {times} for {label}",
    "ask_swap": "asked {with_name} to exchange {times} for {with_times}",
    "agree_swap": "agreed to the exchange",
    "refuse_swap": "refused the exchange",
    "exchange_slot": "exchanged {times} for {with_times}, {label}",
    "move_sitting": "moved the sitting",
    "stand_down_sitting": "stood the sitting down",
    "mark_preparation": "marked what is ready for {label}",
    "release_item": "withdrew {label}",
    "pass_on_invitation": "passed the invitation on to {to_name}",
    "record_attendance": "recorded who attended",
    "close_sitting": "closed the sitting",
    "reopen_sitting": "opened the sitting again",
}


async def last_word(work: Work, subject: str, subject_id: int, *, verb: str = "", by: str = "", label: str = "") -> str:
    """The last thing done, or the last of that verb, by that person, about that child; empty when there is none."""
    for entry in reversed(await history.of(work, subject, subject_id)):
        wanted = entry.verb == verb if verb else entry.verb in DID
        if wanted and by in ("", entry.by_oid) and label in ("", entry.details.get("label")):
            return sentence(entry)
    return ""


def sentence(entry: Entry) -> str:
    """Sam Support accepted the invitation for Erin East on Mon 9 March 2026, 10:05."""
    known = {name: plain(str(value)) for name, value in entry.details.items()}
    done = DID[entry.verb].format_map({"times": "a slot", "label": "a child", **known})
    stood_in = f" for {known['for_name']}" if known.get("for_name") else ""
    return f"{plain(entry.by_name)} {done}{stood_in} on {moment(entry.at)}."


def meanwhile(last: str) -> str:
    """The line for somebody who acted on what was no longer so."""
    return f"This changed while you were looking at it: {last or 'here is how it stands now.'}"
