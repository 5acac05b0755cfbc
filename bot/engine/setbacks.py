"""Setbacks: what becomes of a row that could not be sent, and how a person hears of what failed for good."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from prometheus_client import Counter

from bot.engine.messages import DeliveryError
from bot.engine.outcomes import Cancel, Snooze
from storage import outbox
from storage.outbox import Letter
from storage.store import Work
from usecases.house import House
from usecases.setup.report_failure import report_failure

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=30)
LONGEST_ASKED = 3600.0  # seconds: nobody's Retry-After is obeyed beyond it
PERHAPS_WAIT = timedelta(seconds=20)  # before what may have been posted is posted once more
MOST_PERHAPS = {"gateway": 6, "ambiguous": 1}  # posts that may have gone through before a person is asked
MOST_ATTEMPTS = 8  # at drawing a card
MOST_ABANDONED = 3  # senders that ended while they drew one
MAKES_SENSE = timedelta(days=14)  # what is older is no reminder any more

DEALT_WITH = Counter("permanence_deliveries", "Outbox rows dealt with, by what became of them", ["kind", "outcome"])

Verdict = Snooze | Cancel | tuple[str, str | None]  # a pair: the row's last state, and why


def after_error(letter: Letter, now: datetime, error: DeliveryError, streak: int, *, updating: bool) -> Verdict:
    """What the messenger's error means: what was certainly not taken is tried for as long as it makes sense.

    An update may be repeated. A post that a gateway answered is repeated with growing pauses, one that broke off once.
    """
    if error.kind == "refused":
        return "failed", error.detail
    if now - letter.created_at > MAKES_SENSE:
        return "failed", f"{error.detail}, for {MAKES_SENSE.days} days"
    asked = timedelta(seconds=min(error.retry_after or 0, LONGEST_ASKED))
    if updating or error.kind == "retry":
        return Snooze(now + asked + _backoff(max(letter.attempts, streak)), error.detail, failed=True)
    if letter.perhaps >= MOST_PERHAPS[error.kind]:
        return "unknown", f"it may or may not have been posted ({error.detail})"
    pause = PERHAPS_WAIT if error.kind == "ambiguous" else _backoff(letter.perhaps + 1, least=0.5)
    return Snooze(now + asked + pause, error.detail, failed=True, perhaps=True)


def after_bug(letter: Letter, stage: str, now: datetime, error: Exception) -> Verdict:
    """What an unforeseen error means: during a post it may have gone through, before it the row alone is to blame."""
    if stage == "posting":
        return "unknown", f"it may or may not have been posted ({type(error).__name__})"
    if letter.attempts >= MOST_ATTEMPTS:
        return "failed", f"it could not be drawn ({type(error).__name__})"
    return Snooze(now + _backoff(letter.attempts), type(error).__name__, failed=True)


async def record_verdict(house: House, work: Work, letter: Letter, verdict: Verdict, now: datetime) -> None:
    """Write what became of a claimed row; of what failed for good, a person is told in the same transaction."""
    match verdict:
        case Snooze(until, why, failed, perhaps):
            held = await outbox.postpone(work, letter, until, why, failed=failed, perhaps=perhaps)
            outcome = "retried" if failed else "postponed"
        case Cancel(why):
            held = await outbox.finish(work, letter, "cancelled", now, why)
            outcome = "cancelled"
        case (outcome, note):
            held = await outbox.finish(work, letter, outcome, now, note)
            if held and outcome in ("failed", "unknown"):
                await report_failure(house, work, letter, now)
    DEALT_WITH.labels(letter.kind, outcome if held else "lease_lost").inc()


def _backoff(attempts: int, least: float = 0.05) -> timedelta:
    """Jitter: any time from a part of a limit that doubles with every attempt up to the whole of it."""
    limit = min(FIRST_WAIT * 2.0 ** min(attempts - 1, 20), LONGEST_WAIT)
    return limit * random.uniform(least, 1.0)
