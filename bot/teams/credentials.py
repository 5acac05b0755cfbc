"""The bot's own token: fetched off the loop, once for its whole life, renewed before it runs out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import jwt
import requests
import structlog
from msal.application import ConfidentialClientApplication
from msal.managed_identity import ManagedIdentityClient, UserAssignedManagedIdentity

from bot.teams.registration import Certificate, ClientSecret, ManagedIdentity, TeamsSettings

log = structlog.get_logger(__name__)

LOGIN_TIMEOUT = 10.0
RENEW_AT = 0.8  # of the token's life
RENEW_PAUSE = 30.0  # seconds after a failed renewal, while the old token still serves
SOON = timedelta(days=30)  # before a certificate ends somebody is told
# The errors of OAuth; nothing else of an answer is kept, since it may quote what was sent.
ERRORS = (
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_resource",
    "invalid_scope",
    "server_error",
    "temporarily_unavailable",
    "unauthorized_client",
    "unsupported_grant_type",
)
REFUSED = "Teams refused the token"
EXCHANGE = "api://AzureADTokenExchange"  # what a federated credential of an app registration listens for
TOO_LATE = 30.0  # seconds before the end in which a token is not begun with


class NoToken(Exception):
    """The login service gave no token; the text is its error code, never a secret."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A token and how many seconds it lives."""

    token: str
    expires_in: float


class BotToken:
    """Gives the current token; one fetch at a time, in a thread."""

    def __init__(self, fetch: Callable[[], Bearer], clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._bearer: Bearer | None = None
        self._renew_at = 0.0
        self._dead_at = 0.0
        self._running: asyncio.Task[None] | None = None
        self.trouble = ""  # why there is no token, or that Teams refused it; empty while it serves

    async def current(self) -> str:
        now = self._clock()
        if self._bearer is not None and now < self._dead_at:
            if now >= self._renew_at:
                self._renew()
            return self._bearer.token
        await asyncio.shield(self._renew())
        if self._bearer is None:
            raise NoToken("no token")
        return self._bearer.token

    def forget(self, token: str) -> None:
        """The other side refused this token: the next call fetches another."""
        if self._bearer is not None and self._bearer.token == token:
            self._bearer = None
        self.trouble = REFUSED

    def accepted(self) -> None:
        """The other side took a token."""
        self.trouble = ""

    async def close(self) -> None:
        if self._running is not None:
            await asyncio.gather(self._running, return_exceptions=True)

    def _renew(self) -> asyncio.Task[None]:
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._fetch_once())
            self._running.add_done_callback(_note_failure)
        return self._running

    async def _fetch_once(self) -> None:
        begun = self._clock()
        try:
            bearer = await asyncio.to_thread(self._fetch)
        except NoToken as error:
            self._renew_at = self._clock() + RENEW_PAUSE
            self.trouble = str(error)
            raise
        if self.trouble != REFUSED:  # that is over when Teams takes one
            self.trouble = ""
        self._bearer = bearer
        self._renew_at = begun + bearer.expires_in * RENEW_AT
        self._dead_at = begun + bearer.expires_in - min(TOO_LATE, bearer.expires_in / 10)


def _note_failure(task: asyncio.Task[None]) -> None:
    """A renewal in the background has nobody waiting for it, so its failure is told here."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.warning("bot_token_not_fetched", reason=str(error))


class LoginSession(requests.Session):
    """What MSAL speaks through: never without a time limit, with our trusted roots before the environment's.

    A secret is for the host it was sent to: nothing is sent on to where an answer points.
    """

    def __init__(self, ca_file: str | None) -> None:
        super().__init__()
        self._ca_file = ca_file

    def request(self, *arguments: Any, **options: Any) -> requests.Response:
        options.setdefault("timeout", LOGIN_TIMEOUT)
        options["allow_redirects"] = False
        if self._ca_file:
            options["verify"] = self._ca_file
        return super().request(*arguments, **options)


def login(settings: TeamsSettings) -> Callable[[], Bearer]:
    """A blocking function that fetches a new token by whichever credential the registration has."""

    def fetch() -> Bearer:
        try:
            answer = _ask(settings)
        except (requests.RequestException, jwt.PyJWTError, ValueError, OSError) as error:
            raise NoToken(type(error).__name__) from error
        if "access_token" not in answer:
            told = str(answer.get("error"))
            raise NoToken(told if told in ERRORS else "no access_token")
        return Bearer(str(answer["access_token"]), float(answer.get("expires_in", 0)))

    return fetch


def _ask(settings: TeamsSettings) -> dict[str, Any]:
    """A new client each time, an hour apart: a rotated secret or certificate is picked up without a restart."""
    with LoginSession(settings.ca_file) as session:
        if isinstance(settings.credential, ManagedIdentity):
            return _by_identity(settings, session, settings.token_scope.removesuffix("/.default"))
        application = ConfidentialClientApplication(  # type: ignore[no-untyped-call]
            settings.app_id,
            client_credential=client_credential(settings, session),
            authority=settings.login_url,
            instance_discovery=False,
            http_client=session,
        )
        return dict(application.acquire_token_for_client(scopes=[settings.token_scope]))  # type: ignore[no-untyped-call]


def _by_identity(settings: TeamsSettings, session: LoginSession, resource: str) -> dict[str, Any]:
    identity = UserAssignedManagedIdentity(client_id=settings.app_id)  # type: ignore[no-untyped-call]
    client = ManagedIdentityClient(identity, http_client=session)
    return dict(client.acquire_token_for_client(resource=resource))


def _assertion(settings: TeamsSettings, session: LoginSession) -> str:
    answer = _by_identity(settings, session, EXCHANGE)
    if "access_token" not in answer:
        raise NoToken("the managed identity gives no token")
    return str(answer["access_token"])


def client_credential(settings: TeamsSettings, session: LoginSession) -> object:
    """What MSAL takes as the credential of an app registration. A managed identity vouches for one that trusts it."""
    match settings.credential:
        case ClientSecret() as secret:
            return secret.read()
        case Certificate(private_key, certificate):
            return {
                "private_key": private_key.read_text(encoding="ascii"),
                "public_certificate": certificate.read_text(encoding="ascii"),
            }
        case ManagedIdentity():
            return {"client_assertion": lambda: _assertion(settings, session)}
        case None:
            raise NoToken("no credential")


def credential_trouble(settings: TeamsSettings, token: BotToken | None, now: datetime) -> str:
    """What is wrong with how the bot signs in, or soon will be, in one sentence; empty while nothing is."""
    if token is None:
        return ""
    if token.trouble:
        return f"The bot cannot sign in to Teams ({token.trouble}); see the credential of its app registration."
    ends = _runs_out(settings.credential)
    if ends is not None and ends - now < SOON:
        said = "has run out" if ends <= now else "runs out"
        return (
            f"The certificate the bot signs in with {said} on {ends:%d %B %Y}; register a new one and put it in place."
        )
    return ""


def _runs_out(credential: object) -> datetime | None:
    """When a certificate ends; of a secret only the app registration knows."""
    if not isinstance(credential, Certificate):
        return None
    from cryptography import x509  # only here: nothing else of ours needs it

    try:
        return x509.load_pem_x509_certificate(credential.certificate.read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        return None  # that it cannot be read is said when a token is fetched with it
