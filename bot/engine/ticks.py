"""What is done again and again while the bot runs; the scheduler only says when."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

import structlog

from bot.engine.context import Bot
from usecases.imports.prune_previews import prune_previews
from usecases.procedure.procedure_in_force import renewed
from usecases.reminders.audit_reminders import audit_morning, audit_reminders
from usecases.reminders.plan_reminders import plan_reminders
from usecases.reminders.redraw_morning import redraw_morning
from usecases.setup.keep_answer import prune_answers
from usecases.setup.prune_presses import prune_presses
from usecases.setup.tell_unsaid import tell_unsaid

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Tick:
    """Something done every so many seconds. Doing it twice at once, or not for a week, harms nothing."""

    name: str
    seconds: int
    run: Callable[[], Awaitable[None]]


def ticks(bot: Bot, beat: Callable[[str], None], report: Callable[[tuple[str, ...]], None]) -> tuple[Tick, ...]:
    """The ticks of a bot. `beat` tells that one went well, `report` what the audit found wrong."""
    audited: set[date] = set()

    async def deliver() -> None:
        bot.mail.set()
        beat("deliver")

    async def morning() -> None:
        # Another process may have been where an administrator put another procedure into force.
        bot.house = await renewed(bot.house)
        planned = await plan_reminders(bot.house, bot.now())
        if planned.digests:
            log.info("reminders_planned", count=planned.digests, rows=planned.lines)
            bot.mail.set()
        elif await redraw_morning(bot.house, bot.now()):
            bot.mail.set()
        beat("morning")

    async def audit() -> None:
        found = await audit_reminders(bot.house, bot.now())
        if bot.today() not in audited:
            of_the_morning = await audit_morning(bot.house, bot.now())
            if of_the_morning is not None:
                found += of_the_morning
                audited.clear()
                audited.add(bot.today())
        report(tuple(found))
        if found:
            log.error("audit_found", count=len(found), reason=" ".join(found))
        beat("audit")

    async def voice() -> None:
        if await tell_unsaid(bot.house, bot.now()):
            log.error("unsaid", reason="what should have been said has not been; see /health")
            bot.mail.set()
        beat("voice")

    return (
        Tick("deliver", 2, deliver),
        Tick("morning", 60, morning),
        Tick("audit", 60, audit),
        Tick("voice", 60, voice),
        *_housekeeping(bot, beat),
    )


def _housekeeping(bot: Bot, beat: Callable[[str], None]) -> tuple[Tick, ...]:
    async def prune() -> None:
        await prune_presses(bot.house, bot.now())
        beat("prune")

    async def forget() -> None:
        await prune_previews(bot.house, bot.now())
        await prune_answers(bot.house, bot.now())
        beat("forget")

    return Tick("prune", 6 * 3600, prune), Tick("forget", 300, forget)
