"""How people sign in to the page with the app registration: MSAL's authorization code flow, and the tenants' keys."""

from __future__ import annotations

import asyncio
import ssl
import warnings
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import requests
import structlog
from jwt.exceptions import PyJWTError
from msal.application import ConfidentialClientApplication

from bot.teams.credentials import LoginSession, NoToken, client_credential
from bot.teams.keys import SigningKeys
from bot.teams.registration import TeamsSettings

log = structlog.get_logger(__name__)

# An answer posted by another site would come without the cookie that says whose it is. PKCE and one use guard the code.
warnings.filterwarnings("ignore", "response_mode='form_post' is recommended", UserWarning)

Flow = dict[str, Any]


class CodeFlow:
    """Leads to Entra with state, nonce and PKCE, and changes the code that comes back for an id token, off the loop."""

    def __init__(self, settings: TeamsSettings) -> None:
        self._settings = settings

    async def begin(self, redirect_uri: str) -> Flow | None:
        """Where to go (`auth_uri`) and what to keep until the answer; None while Entra cannot be reached."""
        return await self._asked(lambda client: dict(client.initiate_auth_code_flow([], redirect_uri=redirect_uri)))

    async def finish(self, flow: Flow, answer: Mapping[str, str]) -> str | None:
        """The id token for the code of the answer; None when Entra gives none. Nobody has checked it yet."""
        found = await self._asked(lambda client: dict(client.acquire_token_by_auth_code_flow(flow, dict(answer))))
        token = (found or {}).get("id_token")
        return token if isinstance(token, str) else None

    async def _asked(self, ask: Any) -> dict[str, Any] | None:
        try:
            return await asyncio.to_thread(self._ask, ask)
        except (requests.RequestException, PyJWTError, NoToken, ValueError, RuntimeError, KeyError, OSError) as error:
            log.warning("sign_in_not_done", reason=type(error).__name__)
            return None

    def _ask(self, ask: Any) -> dict[str, Any]:
        """A new client each time: a rotated secret or certificate is picked up without a restart."""
        how = self._settings
        tenant = how.tenant_ids[0] if len(how.tenant_ids) == 1 else "organizations"
        with LoginSession(how.ca_file) as session:
            client = ConfidentialClientApplication(  # type: ignore[no-untyped-call]
                how.people_app_id,
                client_credential=client_credential(how, session),
                authority=f"{how.authority.rstrip('/')}/{tenant}",
                instance_discovery=False,
                http_client=session,
            )
            found: dict[str, Any] = ask(client)
            return found


@dataclass(frozen=True, slots=True)
class PeopleSignIn:
    """What the page needs of the app registration. `keys` are each tenant's own."""

    client_id: str
    authority: str
    flow: CodeFlow
    keys: Mapping[str, SigningKeys]


@asynccontextmanager
async def open_sign_in(settings: TeamsSettings) -> AsyncIterator[PeopleSignIn | None]:
    """For as long as the server runs; None where there is no registration people could sign in with."""
    if not settings.people_app_id:
        yield None
        return
    authority = settings.authority.rstrip("/")
    trusted = ssl.create_default_context(cafile=settings.ca_file) if settings.ca_file else True
    links = aiohttp.TCPConnector(ssl=trusted)
    async with aiohttp.ClientSession(connector=links, trust_env=False, cookie_jar=aiohttp.DummyCookieJar()) as session:
        keys = {
            tenant: SigningKeys(session, f"{authority}/{tenant}/v2.0/.well-known/openid-configuration")
            for tenant in settings.tenant_ids
        }
        try:
            yield PeopleSignIn(settings.people_app_id, authority, CodeFlow(settings), keys)
        finally:
            for one in keys.values():
                await one.close()
