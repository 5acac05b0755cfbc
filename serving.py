"""The composition root: settings to house to bot to web server, and serving until asked to end."""

from __future__ import annotations

import argparse
import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.engine.bounds import Bounds
from bot.engine.clock import local_clock, real_now
from bot.engine.context import Bot
from bot.engine.dispatch import dispatch
from bot.engine.messages import Reply, Turn
from bot.engine.posting import keep_posting
from bot.engine.roster import Roster
from bot.engine.seal import Seal, SealedMessenger, sealed
from bot.engine.ticks import Tick, ticks
from bot.routes import CONTENTS
from bot.setup.aside import HouseAside
from bot.teams.app import Teams, open_teams
from bot.teams.credentials import credential_trouble
from bot.teams.registration import TeamsSettings, check_bind
from bot.teams.sign_in import PeopleSignIn, open_sign_in
from cli.clock import now
from cli.house import open_house
from cli.logs import configure
from cli.words import Trouble
from scheduler.clock import start
from settings import read_settings, registration
from tab.contents import open_site
from tab.door import Door, listening
from tab.health import DELIVERY
from tab.pulse import Pulse
from tab.routes import routes
from tab.sign_in.local import Local
from tab.sign_in.tokens import Tokens
from tab.sign_in.way import Way
from tab.sign_in.ways import entra_ways
from tab.site.headers import plain
from tab.site.site import Site
from usecases.house import House
from usecases.opaque_ids import opaque_ids
from usecases.setup.seal_key import seal_key

log = structlog.get_logger()
GRACE = 10.0  # seconds a row being sent has to be finished in when the server ends


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--local", action="store_true", help="for the Playground on this machine: nobody signs in")
    parser.add_argument("--host", help="the address to listen on")
    parser.add_argument("--port", type=int, help="the port to listen on")


@dataclass(frozen=True, slots=True)
class Running:
    """The product put together: the web application to serve, the bot behind it and its pulse; no clock yet."""

    app: web.Application
    bot: Bot
    pulse: Pulse
    teams: Teams
    site: Site

    def ticks(self) -> tuple[Tick, ...]:
        """What is done again and again while it serves; from now on each is expected to go well in its time."""

        async def sign_in() -> None:
            await self.teams.sign_in()
            self.pulse.beat("sign-in")

        async def caseload() -> None:
            await self.site.caseload.now(self.bot.today())  # worked out before the day's first visitor asks
            self.pulse.beat("caseload")

        ours = (Tick("sign-in", 300, sign_in), Tick("caseload", 300, caseload))
        all_of_them = (*ticks(self.bot, self.pulse.beat, self.pulse.report), *ours)
        for tick in all_of_them:
            self.pulse.expect(tick.name, tick.seconds)
        return all_of_them


@asynccontextmanager
async def running(
    house: House, how: TeamsSettings, clock: Callable[[], datetime], *, local: bool, bounds: Bounds | None = None
) -> AsyncIterator[Running]:
    """Compose bot, messenger, delivery and routes on a house; a row being sent is finished before it ends."""
    bot, stop, pulse = Bot(house, clock, CONTENTS, local=local), asyncio.Event(), Pulse(clock)
    bounds = bounds or Bounds()

    async def answer(turn: Turn) -> Reply:
        return await bounds.held(turn, lambda held: dispatch(bot, roster, held))

    seal = Seal(await seal_key(house))
    async with open_teams(how, sealed(answer, seal), HouseAside(bot)) as teams, open_sign_in(how) as people:
        bot.files = teams.files
        messenger = SealedMessenger(teams.messenger, seal)
        roster = Roster(messenger)
        app = web.Application()
        app.on_response_prepare.append(plain)
        ways = (Local(),) if local else await ways_of(house, people)
        site = await open_site(house, clock, ways, local=local)
        trouble = partial(_credential_trouble, how, teams)
        app.add_routes([*teams.routes, *routes(house, pulse, trouble, site)])
        pulse.expect(DELIVERY, 10)
        posting = asyncio.create_task(keep_posting(bot, messenger, stop, lambda: pulse.beat(DELIVERY)))
        try:
            yield Running(app, bot, pulse, teams, site)
        finally:
            await _finish(posting, bot, stop)


async def ways_of(house: House, people: PeopleSignIn | None) -> tuple[Way, ...]:
    """How one signs in to the page; without an address that Entra could lead back to there is no way."""
    if people is None or not house.public_url:
        return ()
    key = (await opaque_ids(house)).key
    host = urlsplit(house.public_url).hostname or ""
    return entra_ways(Tokens(people.client_id, people.authority, people.keys, host), people.flow, key)


def _credential_trouble(how: TeamsSettings, teams: Teams) -> str:
    return credential_trouble(how, teams.token, real_now())


async def run(args: argparse.Namespace) -> None:
    """Serve until asked to end."""
    configure()
    settings = read_settings()
    host, port = args.host or settings.host, settings.port if args.port is None else args.port
    how = registration(settings, local=args.local)
    check_bind(host, how)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as opened:
        house = await opened.enter_async_context(open_house(settings))
        clock = await local_clock(house) if args.local else now
        product = await opened.enter_async_context(running(house, how, clock, local=args.local))
        ticking = start(product.ticks())
        opened.callback(ticking.stop)
        door = Door()
        product.app.middlewares.append(door.middleware)
        runner = web.AppRunner(product.app, access_log=None, shutdown_timeout=GRACE, auto_decompress=False)
        try:
            await runner.setup()
            await opened.enter_async_context(_listening(runner, door, host, port))
            log.info("serving", host=host, port=port, local=args.local, policy=house.policy.name)
            await stop.wait()
            log.info("ending")
        finally:
            await runner.cleanup()


@asynccontextmanager
async def _listening(runner: web.AppRunner, door: Door, host: str, port: int) -> AsyncIterator[None]:
    try:
        async with listening(runner, door, host, port):
            yield
    except OSError as trouble:
        raise Trouble(
            f"{host}:{port} cannot be listened on, it may be in use; choose another with --port or PERMANENCE_PORT."
        ) from trouble


async def _finish(posting: asyncio.Task[None], bot: Bot, stop: asyncio.Event) -> None:
    stop.set()
    bot.mail.set()
    with suppress(TimeoutError):
        await asyncio.wait_for(posting, GRACE)
