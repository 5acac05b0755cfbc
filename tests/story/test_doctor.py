"""`doctor` looks at an installation as it is: every line is well, or says what to mend, one fault at a time."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from bot.teams.registration import Certificate, ManagedIdentity, TeamsSettings
from doctor import examine
from tests.loopback.faults import Fault
from tests.story.conftest import Council
from tools.saying import ROOT

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


async def lines(council: Council, how: TeamsSettings | None = None, url: str = "https://p.example") -> dict[str, str]:
    """What is said of each thing."""
    house = replace(council.house, public_url=url)
    found = [str(one) async for one in examine(house, how or council.world.settings(), NOW)]
    return {line[6:].partition(":")[0]: line for line in found}


async def chosen(council: Council) -> None:
    """The channel is the permanence channel."""
    alex = council.person("Alex Morgan")
    await council.world.install(by=alex)
    await council.settled()
    await alex.presses(council.world.shown()[0], "make_permanence_channel")


async def test_where_all_is_set_right_every_line_is_well(council: Council) -> None:
    await chosen(council)
    found = await lines(council)
    assert list(found) == [
        *("database", "procedure", "people", "credential", "sign-in", "signing keys", "page"),
        *("permanence channel", "team"),
    ]
    assert [line for line in found.values() if not line.startswith("well  ")] == []
    assert "members" in found["team"]
    assert "118 children" in found["database"]


async def test_before_a_channel_is_chosen_it_says_how_to_choose_one(council: Council) -> None:
    found = await lines(council)
    assert found["permanence channel"].startswith("mend  permanence channel: none is chosen; add the app to the team")
    assert "team" not in found


async def test_a_credential_that_is_refused_is_named_and_no_secret_is_printed(council: Council) -> None:
    council.world.login.broken = True
    found = await lines(council)
    assert found["sign-in"].startswith("mend  sign-in:")
    assert "that the credential has not ended" in found["sign-in"]
    assert council.world.login.secret not in "".join(found.values())


async def test_what_is_missing_for_people_to_sign_in_to_the_page_is_named(council: Council) -> None:
    for url in ("", "http://p.example"):
        assert (await lines(council, url=url))["page"].endswith("; set PERMANENCE_PUBLIC_URL.")
    identity = replace(council.world.settings(), credential=ManagedIdentity())
    assert "set PERMANENCE_SIGN_IN_APP_ID" in (await lines(council, identity))["page"]
    registered = replace(identity, sign_in_app_id="c11e0000-1234-4abc-9def-0123456789ab")
    assert (await lines(council, registered))["page"].startswith("well  page: https://p.example, to sign in with c11e")


async def test_signing_keys_that_do_not_come_are_named_with_their_address(council: Council) -> None:
    how = replace(council.world.settings(), openid_metadata_url="http://127.0.0.1:1/keys")
    found = await lines(council, how)
    assert found["signing keys"].startswith("mend  signing keys: none came from http://127.0.0.1:1/keys;")


async def test_a_team_that_does_not_know_the_app_any_more_is_said(council: Council) -> None:
    await chosen(council)
    council.world.connector.fail(Fault(403, "BotNotInConversationRoster"), times=None)
    found = await lines(council)
    assert found["team"].startswith("mend  team: Teams does not say who is in it")


async def test_a_certificate_that_ends_soon_is_said_with_its_day(council: Council, tmp_path: Path) -> None:
    for days, word in ((400, "well"), (20, "mend"), (-1, "mend")):
        certificate = a_certificate(tmp_path, NOW + timedelta(days=days))
        how = replace(council.world.settings(), credential=certificate)
        said = (await lines(council, how))["credential"]
        assert said.startswith(f"{word}  credential: a certificate that ends on ")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"PERMANENCE_PORT": "70000"}, "mend  settings: The setting PERMANENCE_PORT cannot be used"),
        ({"PERMANENCE_POLICY": "nowhere.toml"}, "mend  database and procedure: The setting PERMANENCE_POLICY"),
        ({}, "mend  settings: The app id of the bot registration is missing"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_exit_code_2(
    environment: dict[str, str], said: str, tmp_path: Path
) -> None:
    local = [] if not environment else ["--local"]
    asked = [sys.executable, str(ROOT / "app.py"), "doctor", *local]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment)
    assert done.returncode == 2
    assert said in done.stdout
    assert done.stderr == "1 thing is to be mended; the first comes first.\n"


def a_certificate(folder: Path, ends: datetime) -> Certificate:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Permanence")])
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(ends - timedelta(days=700))
        .not_valid_after(ends)
        .sign(key, hashes.SHA256())
    )
    private, public = folder / "key.pem", folder / "certificate.pem"
    plain = serialization.NoEncryption()
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain)
    )
    public.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    return Certificate(private, public)
