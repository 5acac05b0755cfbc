"""The Teams edge put together: a route to serve, a messenger to send with, one session for both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from bot.teams.adapter import TOAST, OnTurn, TeamsAdapter, TeamsHandler
from bot.teams.alone import Alone, Aside
from bot.teams.connector import Connector
from bot.teams.credentials import BotToken, login
from bot.teams.files import TeamsFiles
from bot.teams.keys import SigningKeys
from bot.teams.messenger import TeamsMessenger
from bot.teams.registration import TeamsSettings
from bot.teams.routes import PATH, Endpoint
from bot.teams.verifier import Verifier

CONNECTIONS_PER_HOST = 16


@dataclass(frozen=True, slots=True)
class Teams:
    """What the composition root plugs in."""

    routes: tuple[web.RouteDef, ...]
    messenger: TeamsMessenger
    files: TeamsFiles
    token: BotToken | None

    async def sign_in(self) -> None:
        """See that the bot can sign in, whether or not there is anything to post; NoToken when it cannot."""
        if self.token is not None:
            await self.token.current()


@asynccontextmanager
async def open_teams(settings: TeamsSettings, on_turn: OnTurn, aside: Aside | None = None) -> AsyncIterator[Teams]:
    """Open the edge for as long as the server runs; `on_turn` is the bot's dispatch and never raises.

    `aside` is given the answers that could not be posted where they were asked for.

    The caller binds the server, and asks `check_bind` first.
    """
    links = aiohttp.TCPConnector(limit_per_host=CONNECTIONS_PER_HOST)
    async with aiohttp.ClientSession(connector=links, trust_env=False, cookie_jar=aiohttp.DummyCookieJar()) as session:
        token = None if settings.anonymous else BotToken(login(settings))
        keys = None if settings.anonymous else SigningKeys(session, settings.openid_metadata_url)
        connector = Connector(settings, session, token)
        verifier = None if keys is None else Verifier(settings, keys)
        files = TeamsFiles(settings)
        alone = None if settings.anonymous else Alone(connector, aside, TOAST)
        endpoint = Endpoint(settings, verifier, TeamsAdapter(connector), TeamsHandler(on_turn, aside, alone))
        try:
            yield Teams((web.post(PATH, endpoint.post),), TeamsMessenger(connector), files, token)
        finally:
            await endpoint.close()
            await files.close()
            if keys is not None:
                await keys.close()
            if token is not None:
                await token.close()
