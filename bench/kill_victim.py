"""The product in a process that ends itself with kill -9 at a chosen commit; started many times by forking.

Reads one JSON object a line on standard input; for each it forks the product, which says `ready PID ADDRESS`.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from sqlalchemy import text

from bot.teams.registration import TeamsSettings
from cli.logs import configure
from permanence import policy
from serving import running
from storage.store import Press, Store, Work
from usecases.house import House
from usecases.reminders.plan_reminders import plan_reminders

POLICY = "bcp-2023"
WROTE = {
    "sqlite": "SELECT total_changes()",
    "postgresql": "SELECT CASE WHEN pg_current_xact_id_if_assigned() IS NULL THEN 0 ELSE 1 END",
}


@dataclass(slots=True)
class Fuse:
    """Counts the moments just before and just after each commit that wrote something; ends the process at one."""

    burns_at: int  # 0: never
    passed: Path
    armed: bool = False
    count: int = 0

    def reach(self, moment: str) -> None:
        if not self.armed:
            return
        self.count += 1
        with self.passed.open("a", encoding="utf-8") as lines:
            lines.write(f"{moment}\n")
        if self.count == self.burns_at:
            os.kill(os.getpid(), signal.SIGKILL)


class DeadlyStore(Store):
    """The product's store; the only difference is the fuse."""

    def __init__(self, url: str, fuse: Fuse) -> None:
        super().__init__(url)
        self.fuse = fuse

    @asynccontextmanager
    async def change(self, press: Press | None = None) -> AsyncIterator[Work]:
        async with super().change(press) as work:
            before = await self._written(work)
            yield work
            wrote = work.repeated or await self._written(work) != (before if self.is_sqlite else 0)
            if wrote:
                self.fuse.reach("before commit")
        if wrote:
            self.fuse.reach("after commit")

    async def _written(self, work: Work) -> int:
        found = await work.conn.execute(text(WROTE[work.conn.dialect.name]))
        return int(found.scalar_one())


def clock_from(start: str) -> Callable[[], datetime]:
    """A clock that said this when it was made and goes on at the real pace."""
    begun, origin = time.monotonic(), datetime.fromisoformat(start)
    return lambda: origin + timedelta(seconds=time.monotonic() - begun)


async def live(asked: dict[str, Any]) -> None:
    """Serve until killed; when asked, let the morning come."""
    fuse = Fuse(asked["burns_at"], Path(asked["passed"]))
    house = House(DeadlyStore(asked["database"], fuse), policy.load(POLICY))
    how = TeamsSettings(anonymous=True, allow_loopback_service_urls=True)
    clock = clock_from(asked["clock"])
    async with running(house, how, clock, local=False) as product:
        runner = web.AppRunner(product.app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        fuse.armed = True
        say(f"ready {os.getpid()} http://127.0.0.1:{runner.addresses[0][1]}")
        if asked["morning"]:
            await plan_reminders(house, clock())
            product.bot.mail.set()
        await asyncio.Event().wait()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Fork once a line. What takes long, imports and the procedure, is done before and shared."""
    configure()
    policy.load(POLICY).calendar.is_working_day(datetime.now().toordinal())  # noqa: DTZ005
    for url in ("sqlite:///unused.db", "postgresql://unused"):
        Store(url)  # nothing is opened: only its driver is imported before the first fork
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    say("forking")
    for line in sys.stdin:
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            asyncio.run(live(json.loads(line)))
            os._exit(0)


if __name__ == "__main__":
    main()
