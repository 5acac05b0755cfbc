"""Settings come from the environment; one that cannot be used is named in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.teams.registration import Certificate, ClientSecret, ManagedIdentity
from settings import SettingsError, read_settings, registration


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment without any of ours."""
    import os

    for name in [name for name in os.environ if name.startswith("PERMANENCE_")]:
        monkeypatch.delenv(name)
    return monkeypatch


def test_without_settings_everything_runs_on_this_machine() -> None:
    settings = read_settings()
    assert (settings.database_url, settings.policy, settings.host) == (
        "sqlite:///.local/permanence.db",
        "bcp-2023",
        "127.0.0.1",
    )
    assert registration(settings, local=True).anonymous


def test_lists_are_written_with_commas(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("PERMANENCE_ADMINISTRATORS", " one, two ,")
    environment.setenv("PERMANENCE_TENANT_IDS", "")
    assert (read_settings().administrators, read_settings().tenant_ids) == (("one", "two"), ())


WRONG = {
    "PERMANENCE_PORT": "70000",
    "PERMANENCE_DATABASE_URL": "mysql://db",
    "PERMANENCE_PUBLIC_URL": "permanence.example",
    "PERMANENCE_PANEL_EMAIL": "Panel <panel@council.example>",
    "PERMANENCE_CA_FILE": "/nowhere.pem",
    "PERMANENCE_CLIENT_SECRET_FILE": "/nowhere",
    "PERMANENCE_MANAGED_IDENTITY": "perhaps",
}


@pytest.mark.parametrize(("name", "value"), WRONG.items())
def test_a_setting_that_cannot_be_used_is_named(environment: pytest.MonkeyPatch, name: str, value: str) -> None:
    environment.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as refused:
        read_settings()
    assert str(refused.value).endswith(".")


def test_each_kind_of_credential_reaches_the_registration(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.setenv("PERMANENCE_APP_ID", "app")
    environment.setenv("PERMANENCE_TENANT_IDS", "tenant")
    with pytest.raises(SettingsError, match="credential"):
        registration(read_settings(), local=False)
    environment.setenv("PERMANENCE_CLIENT_SECRET", "s3cret")
    found = registration(read_settings(), local=False)
    assert (found.app_id, found.tenant_ids, found.credential) == ("app", ("tenant",), ClientSecret("s3cret"))
    assert "s3cret" not in repr(read_settings())

    environment.setenv("PERMANENCE_MANAGED_IDENTITY", "true")
    with pytest.raises(SettingsError, match="One credential"):
        registration(read_settings(), local=False)
    environment.delenv("PERMANENCE_CLIENT_SECRET")
    assert registration(read_settings(), local=False).credential == ManagedIdentity()

    environment.delenv("PERMANENCE_MANAGED_IDENTITY")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    key.touch()
    certificate.touch()
    environment.setenv("PERMANENCE_CERTIFICATE_KEY_FILE", str(key))
    with pytest.raises(SettingsError, match="needs both"):
        registration(read_settings(), local=False)
    environment.setenv("PERMANENCE_CERTIFICATE_FILE", str(certificate))
    assert registration(read_settings(), local=False).credential == Certificate(key, certificate)


def test_a_sovereign_cloud_names_its_own_addresses(environment: pytest.MonkeyPatch) -> None:
    for name, value in {
        "APP_ID": "app",
        "TENANT_IDS": "tenant",
        "CLIENT_SECRET": "secret",
        "AUTHORITY": "https://login.example.gov",
        "SERVICE_URL_HOSTS": "smba.example.gov",
    }.items():
        environment.setenv(f"PERMANENCE_{name}", value)
    found = registration(read_settings(), local=False)
    assert (found.authority, found.service_url_hosts) == ("https://login.example.gov", ("smba.example.gov",))
    assert found.token_scope == "https://api.botframework.com/.default"


def test_what_is_pasted_from_a_portal_or_a_registry_means_what_it_says(environment: pytest.MonkeyPatch) -> None:
    one, two = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0", "11111111-2222-3333-4444-55556666aaaa"
    for name, value in {
        "APP_ID": f" {{{one.upper()}}} ",
        "TENANT_IDS": f"{two.upper()}, {two}",
        "ADMINISTRATORS": f'"{one}", ({two})',
        "CLIENT_SECRET": "secret",
        "AUTHORITY": "https://login.example.gov/",
        "SERVICE_URL_HOSTS": "https://SMBA.example.gov/",
        "FILE_HOSTS": ".SharePoint.com",
    }.items():
        environment.setenv(f"PERMANENCE_{name}", value)
    found = registration(read_settings(), local=False)
    assert (found.app_id, found.tenant_ids, found.authority) == (one, (two,), "https://login.example.gov")
    assert (found.service_url_hosts, found.file_hosts) == (("smba.example.gov",), (".sharepoint.com",))
    assert read_settings().administrators == (one, two)
