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
MOST_ATTEMPTS = 8
PATIENCE = timedelta(days=3)  # a way that is closed longer than this is a matter for a person
GONE_FOR_GOOD = timedelta(days=14)

DEALT_WITH = Counter("permanence_deliveries", "Outbox rows dealt with, by what became of them", ["kind", "outcome"])

Verdict = Snooze | Cancel | tuple[str, str | None]  # a pair: the row's last state, and why


def after_error(letter: Letter, now: datetime, error: DeliveryError, streak: int, *, updating: bool) -> Verdict:
    """What the messenger's error means. An update may be repeated; a post that may have gone through may not."""
    if error.kind == "ambiguous" and not updating:
        return "unknown", f"it may or may not have been posted ({error.detail})"
    if error.kind == "refused":
        return "failed", error.detail
    if letter.attempts >= MOST_ATTEMPTS and now - letter.created_at > PATIENCE:
        return "failed", f"{error.detail}, for {PATIENCE.days} days"
    backoff = _backoff(max(letter.attempts, streak))
    return Snooze(now + timedelta(seconds=error.retry_after or 0) + backoff, error.detail, failed=True)


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
        case Snooze(until, why, failed):
            held = await outbox.postpone(work, letter, until, why, failed=failed)
            outcome = "retried" if failed else "postponed"
        case Cancel(why):
            held = await outbox.finish(work, letter, "cancelled", now, why)
            outcome = "cancelled"
        case (outcome, note):
            held = await outbox.finish(work, letter, outcome, now, note)
            if held and outcome in ("failed", "unknown"):
                await report_failure(house, work, letter, now)
    DEALT_WITH.labels(letter.kind, outcome if held else "lease_lost").inc()


def _backoff(attempts: int) -> timedelta:
    """Full jitter: any time up to a limit that doubles with every attempt."""
    limit = min(FIRST_WAIT * 2.0 ** min(attempts - 1, 20), LONGEST_WAIT)
    return limit * random.uniform(0.05, 1.0)
