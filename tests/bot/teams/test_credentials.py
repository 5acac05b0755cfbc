"""The bot's own token: one fetch for its life, off the loop, renewed before it runs out."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from aiohttp import web

from bot.engine.messages import DeliveryError
from bot.teams.credentials import RENEW_PAUSE, Bearer, BotToken, NoToken, credential_trouble, login
from bot.teams.registration import Certificate, ClientSecret, ManagedIdentity, TeamsSettings
from tests.bot.teams.conftest import card
from tests.loopback.cast import TENANT
from tests.loopback.serving import Served

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@dataclass
class Login:
    """A login service in this process: counts, waits for a gate, fails on demand."""

    now: float = 0.0
    fetches: int = 0
    fails: bool = False
    threads: set[int] = field(default_factory=set)
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def fetch(self) -> Bearer:
        self.gate.wait(10)
        self.fetches += 1
        self.threads.add(threading.get_ident())
        if self.fails:
            raise NoToken("invalid_client")
        return Bearer(f"token-{self.fetches}", 3600)


@pytest.fixture
def source():
    return Login()


@pytest.fixture
async def token(source):
    token = BotToken(source.fetch, clock=lambda: source.now)
    yield token
    source.gate.set()
    await token.close()


async def test_a_token_serves_its_whole_life_from_one_fetch(token, source):
    for _ in range(50):
        assert await token.current() == "token-1"
        source.now += 50
    assert source.fetches == 1


async def test_fifty_at_once_wait_for_one_fetch(token, source):
    source.gate.clear()
    waiting = [asyncio.create_task(token.current()) for _ in range(50)]
    await asyncio.sleep(0)
    source.gate.set()
    assert set(await asyncio.gather(*waiting)) == {"token-1"}
    assert source.fetches == 1


async def test_the_loop_goes_on_while_a_token_is_fetched(token, source):
    source.gate.clear()
    waiting = asyncio.create_task(token.current())
    ticks = 0
    for _ in range(100):
        await asyncio.sleep(0)
        ticks += 1
    assert ticks == 100
    assert not waiting.done()
    source.gate.set()
    assert await waiting == "token-1"
    assert threading.get_ident() not in source.threads


async def test_it_is_renewed_before_it_runs_out_and_nobody_waits_for_that(token, source):
    await token.current()
    source.now += 3000
    source.gate.clear()
    assert await token.current() == "token-1"
    source.gate.set()
    await token.close()
    assert await token.current() == "token-2"
    assert source.fetches == 2


async def test_a_token_that_ran_out_is_not_used(token, source):
    await token.current()
    source.now += 3600
    assert await token.current() == "token-2"


async def test_a_failed_renewal_keeps_the_token_and_is_not_repeated_at_every_send(token, source):
    await token.current()
    source.now += 3000
    source.fails = True
    for _ in range(10):
        assert await token.current() == "token-1"
        await asyncio.gather(token.close())
    assert source.fetches == 2
    source.now += RENEW_PAUSE
    source.fails = False
    await token.current()
    await token.close()
    assert await token.current() == "token-3"


async def test_no_token_at_all_is_said_and_tried_again_next_time(token, source):
    source.fails = True
    with pytest.raises(NoToken, match="invalid_client"):
        await token.current()
    source.fails = False
    assert await token.current() == "token-2"


async def test_fifty_turns_and_their_cards_cost_one_token(stage):
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    for number in range(50):
        assert (await priya.says(f"line {number}")).card
    assert stage.world.login.fetches == 1
    assert len(stage.world.connector.connections) == 1


async def test_a_token_the_connector_refuses_is_replaced_and_the_card_still_arrives(stage):
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    stage.world.login.revoke()
    assert (await priya.says("due")).card
    assert stage.world.login.fetches == 2


async def test_a_wrong_secret_is_a_delivery_to_try_again_later(staging):
    stage = await staging(credential=ClientSecret("wrong"))
    priya = stage.world.person("Priya Shah")
    await stage.world.install(by=priya)
    place = stage.bot.turns[0].place
    with pytest.raises(DeliveryError) as failed:
        await stage.messenger.post(place, card("x"), "x")
    assert failed.value.kind == "retry"
    assert "invalid_client" in failed.value.detail
    assert "wrong" not in failed.value.detail


async def test_a_slow_login_holds_up_nobody_who_only_presses(stage):
    priya = stage.world.person("Priya Shah")
    stage.world.team.installed = True
    stage.world.login.hold = asyncio.Event()
    saying = asyncio.create_task(priya.says("due"))
    await stage.world.login.asked.wait()
    press = stage.world.activity("invoke", priya.person, stage.world.channel)
    press["name"] = "adaptiveCard/action"
    press["value"] = {"action": {"type": "Action.Execute", "verb": "accept", "data": {}}}
    for number in range(5):
        assert (await stage.world.deliver({**press, "id": f"press-{number}"}))[0] == 200
    assert not saying.done()
    stage.world.login.hold.set()
    assert (await saying).card


async def test_a_certificate_gets_a_token_without_any_secret(stage, tmp_path):
    issued = trustme.CA(key_type=trustme.KeyType.RSA).issue_cert("bot.example.org", key_type=trustme.KeyType.RSA)
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    issued.private_key_pem.write_to_path(key)
    issued.cert_chain_pems[0].write_to_path(certificate)
    settings: TeamsSettings = stage.world.settings(credential=Certificate(key, certificate))
    bearer = await asyncio.to_thread(login(settings))
    assert stage.world.login.valid(bearer.token)
    assert stage.world.login.assertions == 1
    assert settings.login_url.endswith(TENANT)


async def test_a_managed_identity_gets_a_token_with_no_secret_at_all(stage, monkeypatch):
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append((request.query["resource"], request.query["client_id"], request.headers["X-IDENTITY-HEADER"]))
        later = str(int(time.time()) + 86_400)
        return web.json_response({"access_token": "from the platform", "expires_on": later, "token_type": "Bearer"})

    app = web.Application()
    app.add_routes([web.get("/msi/token", answer)])
    platform = await Served.start(app)
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{platform.address}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "a header")
    settings: TeamsSettings = stage.world.settings(credential=ManagedIdentity())
    bearer = await asyncio.to_thread(login(settings))
    await platform.stop()
    assert bearer.token == "from the platform"
    assert bearer.expires_in > 80_000
    assert asked == [("https://api.botframework.com", settings.app_id, "a header")]


async def test_a_platform_that_refuses_the_identity_is_no_token(stage, monkeypatch):
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{stage.world.keys.metadata_url}/nothing/here")
    monkeypatch.setenv("IDENTITY_HEADER", "a header")
    with pytest.raises(NoToken):
        await asyncio.to_thread(login(stage.world.settings(credential=ManagedIdentity())))


async def test_an_unreadable_secret_file_is_no_token_rather_than_a_crash(stage, tmp_path):
    settings = stage.world.settings(credential=ClientSecret(path=tmp_path / "nowhere"))
    with pytest.raises(NoToken, match="FileNotFoundError"):
        await asyncio.to_thread(login(settings))


async def test_a_credential_that_is_refused_is_said_until_it_serves(token, source, tmp_path):
    settings = TeamsSettings(app_id="a", tenant_ids=("t",), credential=ClientSecret("s"))
    assert credential_trouble(settings, token, NOW) == ""
    source.fails = True
    with pytest.raises(NoToken):
        await token.current()
    assert "cannot sign in to Teams (invalid_client)" in credential_trouble(settings, token, NOW)
    source.fails = False
    assert await token.current()
    assert credential_trouble(settings, token, NOW) == ""
    token.forget(await token.current())
    await token.current()
    assert "Teams refused the token" in credential_trouble(settings, token, NOW)
    token.accepted()
    assert credential_trouble(settings, token, NOW) == ""


async def test_a_certificate_that_ends_within_a_month_is_said(token, tmp_path):
    authority = trustme.CA()
    issued = authority.issue_cert("bot.example", not_after=NOW + timedelta(days=40))
    certificate = tmp_path / "certificate.pem"
    issued.cert_chain_pems[0].write_to_path(certificate)
    settings = TeamsSettings(app_id="a", tenant_ids=("t",), credential=Certificate(tmp_path / "key.pem", certificate))
    assert credential_trouble(settings, token, NOW) == ""
    assert "runs out on" in credential_trouble(settings, token, NOW + timedelta(days=11))
    assert "has run out on" in credential_trouble(settings, token, NOW + timedelta(days=41))
