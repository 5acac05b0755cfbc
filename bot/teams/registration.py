"""How this bot is registered with Microsoft and whom it listens to, checked before anything starts."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from pathlib import Path

from permanence.refusals import Expected

_HOST_NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII)


class RegistrationError(Expected, ValueError):
    """The bot's registration is incomplete or unsafe."""


@dataclass(frozen=True, slots=True)
class ClientSecret:
    """A client secret of the app registration; with `path`, read anew for every token so it can be rotated."""

    value: str = field(default="", repr=False)
    path: Path | None = None

    def read(self) -> str:
        return self.path.read_text(encoding="utf-8").strip() if self.path else self.value


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of the app registration as two PEM files, read anew for every token."""

    private_key: Path
    certificate: Path


@dataclass(frozen=True, slots=True)
class ManagedIdentity:
    """The user-assigned managed identity whose client id is the app id: no secret anywhere."""


Credential = ClientSecret | Certificate | ManagedIdentity


@dataclass(frozen=True, slots=True)
class TeamsSettings:
    """Everything the Teams edge must know; the defaults are the public cloud's."""

    app_id: str = ""
    tenant_ids: tuple[str, ...] = ()
    credential: Credential | None = None
    anonymous: bool = False  # local use with the Playground only: no token is asked for or sent
    authority: str = "https://login.microsoftonline.com"
    authority_tenant: str = ""  # the first of tenant_ids when empty; "botframework.com" for a multi-tenant bot
    token_scope: str = "https://api.botframework.com/.default"
    token_issuer: str = "https://api.botframework.com"
    openid_metadata_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    service_url_hosts: tuple[str, ...] = ("smba.trafficmanager.net",)
    ca_file: str | None = None  # extra trusted roots for the login authority, where a proxy inspects TLS
    allow_loopback_service_urls: bool = False  # a connector on this very machine: the Playground and tests
    file_hosts: tuple[str, ...] = (".sharepoint.com",)  # where files people send are; with a dot first, all below it
    allow_loopback_files: bool = False  # files on this very machine: local use with the Playground only
    sign_in_app_id: str = ""  # the registration people sign in with at the page, where it is not the bot's

    def __post_init__(self) -> None:
        problem = _problem(self)
        if problem:
            raise RegistrationError(problem)

    @property
    def login_url(self) -> str:
        """The authority with its tenant, as MSAL wants it."""
        return f"{self.authority.rstrip('/')}/{self.authority_tenant or self.tenant_ids[0]}"

    @property
    def people_app_id(self) -> str:
        """The app registration people sign in with; empty where there is none: a managed identity is none."""
        return self.sign_in_app_id or ("" if isinstance(self.credential, ManagedIdentity) else self.app_id)


def _problem(settings: TeamsSettings) -> str | None:
    if settings.anonymous:
        if settings.app_id or settings.credential:
            return "An anonymous bot has no app id and no credential: choose one or the other."
        if not settings.allow_loopback_service_urls:
            return "An anonymous bot speaks only to this machine: set allow_loopback_service_urls."
        return None
    if not settings.app_id:
        return "The app id of the bot registration is missing, so nobody's messages can be trusted."
    if not settings.tenant_ids or not all(settings.tenant_ids):
        return "At least one tenant id is needed: the bot answers only people of tenants it knows."
    if settings.credential is None:
        return "A credential is missing: a client secret, a certificate or a managed identity."
    for host in settings.service_url_hosts:
        if not _HOST_NAME.fullmatch(host) or _is_address(host):
            return f"The service URL host {host!r} is not a host name in lower case."
    for host in settings.file_hosts:
        if not _HOST_NAME.fullmatch(host.removeprefix(".")) or _is_address(host):
            return f"The file host {host!r} is not a host name in lower case, with or without a dot before it."
    if not settings.authority.startswith("https://"):
        return "The login authority must be an https address."
    if not settings.openid_metadata_url.startswith("https://") and not settings.allow_loopback_service_urls:
        return "The signing keys must come from an https address."
    return None


def check_bind(host: str, settings: TeamsSettings) -> None:
    """An anonymous bot may be reached from this machine only; raises with the sentence to print."""
    if settings.anonymous and not is_loopback(host):
        raise RegistrationError(
            f"Without an app id the bot trusts whoever reaches it, so it may listen on 127.0.0.1 only, not on {host!r}."
        )


def is_loopback(host: str) -> bool:
    """Whether this host is, by its very name, this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
