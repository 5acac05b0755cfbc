"""The settings: the only reader of the environment. Every variable begins with PERMANENCE_."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from bot.teams.registration import (
    Certificate,
    ClientSecret,
    Credential,
    ManagedIdentity,
    RegistrationError,
    TeamsSettings,
)
from permanence.refusals import Expected

PREFIX = "PERMANENCE_"
CLOUD = (
    *("authority", "authority_tenant", "token_scope", "token_issuer"),
    *("openid_metadata_url", "service_url_hosts", "file_hosts"),
)
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
Words = tuple[str, ...]  # written in the environment with commas between


class SettingsError(Expected, ValueError):
    """A setting that cannot be used; the message is one sentence that names the variable."""


class Settings(BaseModel):
    """What a council sets. The defaults run on this machine alone."""

    model_config = ConfigDict(frozen=True)

    database_url: str = "sqlite:///.local/permanence.db"
    policy: str = "bcp-2023"
    administrators: Words = ()
    public_url: str = ""
    panel_email: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=3978, ge=0, le=65535)

    app_id: str = ""
    sign_in_app_id: str = ""
    tenant_ids: Words = ()
    client_secret: str = Field(default="", repr=False)
    client_secret_file: Path | None = None
    certificate_file: Path | None = None
    certificate_key_file: Path | None = None
    managed_identity: bool = False
    # The public cloud's when not given; a sovereign cloud has its own.
    authority: str | None = None
    authority_tenant: str | None = None
    token_scope: str | None = None
    token_issuer: str | None = None
    openid_metadata_url: str | None = None
    service_url_hosts: Words = ()
    file_hosts: Words = ()
    ca_file: Path | None = None

    @field_validator("administrators", "tenant_ids", "service_url_hosts", "file_hosts", mode="before")
    @classmethod
    def _with_commas(cls, value: Any) -> Any:
        parts = value.split(",") if isinstance(value, str) else value
        return tuple(part.strip() for part in parts if part.strip())

    @field_validator("app_id", "sign_in_app_id", "administrators", "tenant_ids")
    @classmethod
    def _ids_as_entra_has_them(cls, value: str | Words) -> str | Words:
        return _as_id(value) if isinstance(value, str) else tuple(dict.fromkeys(_as_id(one) for one in value))

    @field_validator("service_url_hosts", "file_hosts")
    @classmethod
    def _hosts_alone(cls, value: Words) -> Words:
        return tuple(re.sub(r"^https?://", "", one.lower()).rstrip("/") for one in value)

    @field_validator("authority", "public_url", mode="before")
    @classmethod
    def _without_the_last_slash(cls, value: Any) -> Any:
        return value.strip().rstrip("/") if isinstance(value, str) else value

    @field_validator("database_url")
    @classmethod
    def _a_known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return value

    @field_validator("public_url")
    @classmethod
    def _a_web_address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must begin with https://")
        return value.rstrip("/")

    @field_validator("panel_email")
    @classmethod
    def _an_email_address(cls, value: str) -> str:
        if value and not EMAIL.fullmatch(value):
            raise ValueError("must be an e-mail address, as panel@council.example is")
        return value

    @field_validator("client_secret_file", "certificate_file", "certificate_key_file", "ca_file")
    @classmethod
    def _a_file_there(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError("must name a file that is there")
        return value


def read_settings() -> Settings:
    """The settings of this process; SettingsError names the first variable that cannot be used."""
    try:
        return Settings.model_validate(_given())
    except ValidationError as trouble:
        first = trouble.errors(include_url=False, include_input=False)[0]
        name = PREFIX + str(first["loc"][0]).upper()
        what = first["msg"].removeprefix("Value error, ").removeprefix("Input should be ")
        raise SettingsError(f"The setting {name} cannot be used: it {_must(what)}.") from trouble


def _given() -> dict[str, str]:
    """What the environment says of our settings; an empty variable is one that is not set."""
    environment = {name.upper(): value for name, value in os.environ.items() if value}
    names = {name: f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    return {name: environment[key] for name, key in names.items() if key in environment}


def registration(settings: Settings, *, local: bool) -> TeamsSettings:
    """How the bot is registered; `local` is anonymous and speaks to the Playground on this machine only."""
    if local:
        return TeamsSettings(anonymous=True, allow_loopback_service_urls=True, allow_loopback_files=True)
    cloud = {name: value for name in CLOUD if (value := getattr(settings, name))}
    try:
        return TeamsSettings(
            app_id=settings.app_id,
            sign_in_app_id=settings.sign_in_app_id,
            tenant_ids=settings.tenant_ids,
            credential=_credential(settings),
            ca_file=str(settings.ca_file) if settings.ca_file else None,
            **cloud,
        )
    except RegistrationError as trouble:
        hint = "set PERMANENCE_APP_ID, PERMANENCE_TENANT_IDS and a credential, or start with --local"
        raise SettingsError(f"{str(trouble).rstrip('.')}; {hint}.") from trouble


def _credential(settings: Settings) -> Credential | None:
    if (settings.certificate_file is None) != (settings.certificate_key_file is None):
        raise SettingsError("A certificate needs both PERMANENCE_CERTIFICATE_FILE and PERMANENCE_CERTIFICATE_KEY_FILE.")
    given: list[Credential] = []
    if settings.client_secret or settings.client_secret_file:
        given.append(ClientSecret(settings.client_secret, settings.client_secret_file))
    if settings.certificate_file and settings.certificate_key_file:
        given.append(Certificate(settings.certificate_key_file, settings.certificate_file))
    if settings.managed_identity:
        given.append(ManagedIdentity())
    if len(given) > 1:
        raise SettingsError("One credential is enough: choose a client secret, a certificate or a managed identity.")
    return given[0] if given else None


def _as_id(given: str) -> str:
    """An id as portals, scripts and registries write it, in capitals, braces or quotes; anything else as it is."""
    bare = given.strip(" \t\r\n{}()\"'").lower()
    return bare if ID.fullmatch(bare) else given.strip()


def _must(what: str) -> str:
    return what if what.startswith("must") else f"must be {what}"
