"""Signing in with Entra in a browser, over its real protocol: who is let in, and everybody who is not."""

from __future__ import annotations

import base64
import hmac
import json
import time
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from aiohttp import web
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from storage import people
from tests.cast import EAST
from tests.conftest import Clock
from tests.loopback.entra import CLIENT, TENANT
from tests.loopback.serving import Served
from tests.loopback.signing import private_key
from tests.tab.sign_in.conftest import SESSION, Browser, browsing
from usecases.house import House
from usecases.sessions.keep_session import end_every_session

pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)  # sessions are tried on both elsewhere
OTHER = "99999999-1234-4abc-9def-0123456789ab"


async def test_whoever_is_known_signs_in_and_comes_to_where_they_wanted(browser: Browser) -> None:
    answer = await browser.sign_in("/tracker?sort=-due")
    assert (answer.status, answer.headers["Location"]) == (303, "/tracker?sort=-due")
    assert list(browser.kept()) == [SESSION], "what was kept for the answer is gone"
    page = await browser.get("/tracker")
    assert page.status == 200
    assert EAST.name in await page.text()
    assert answer.headers["Cache-Control"] == "no-store"


async def test_entra_is_asked_with_state_nonce_and_a_challenge_that_differ_each_time(browser: Browser) -> None:
    first, second = [parse_qs(urlsplit(await browser.led_to_entra()).query) for _ in range(2)]
    assert first["client_id"] == [CLIENT]
    assert first["redirect_uri"] == [f"{browser.house.public_url}/sign-in/entra/back"]
    assert first["code_challenge_method"] == ["S256"]
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))
    await browser.sign_in()
    (verifier,) = browser.entra.verifiers
    assert len(verifier) >= 43


async def test_what_the_browser_keeps_meanwhile_is_read_by_no_script_and_sent_by_no_other_site(
    browser: Browser,
) -> None:
    answer = await browser.get("/sign-in/entra?to=/tracker")
    name, *said = answer.headers["Set-Cookie"].split("; ")
    assert name.startswith("__Host-permanence-way-")
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=600"} == set(said)


async def test_two_windows_sign_in_at_once(browser: Browser) -> None:
    first, second = await browser.led_back("/tracker"), await browser.led_back("/overview")
    assert (await browser.get(second)).headers["Location"] == "/overview"
    assert (await browser.get(first)).headers["Location"] == "/tracker"


async def refused(browser: Browser, said: str = "Signing in did not work", status: int = 401) -> None:
    answer = await browser.sign_in()
    assert answer.status == status
    assert said in await answer.text()
    assert browser.kept() == {}
    assert (await browser.get("/tracker")).status == 303, "nobody is signed in"


HOUR = 3600
CLAIMS: dict[str, dict[str, Any]] = {
    "another tenant": {"tid": OTHER},
    "no tenant": {"tid": None},
    "a tenant that is no word": {"tid": [TENANT]},
    "another issuer": {"iss": f"https://login.example/{TENANT}/v2.0"},
    "an issuer of the first version": {"iss": f"https://sts.windows.net/{TENANT}/"},
    "another audience": {"aud": OTHER},
    "no audience": {"aud": None},
    "expired": {"exp": -HOUR},
    "no end": {"exp": None},
    "not yet valid": {"nbf": +HOUR},
    "another nonce": {"nonce": "0" * 64},
    "no nonce": {"nonce": None},
    "nobody": {"oid": None},
    "a body that is no word": {"oid": {"a": 1}},
}


@pytest.mark.parametrize("claims", CLAIMS.values(), ids=CLAIMS.keys())
async def test_an_id_token_that_is_not_for_us_now_lets_nobody_in(browser: Browser, claims: dict[str, Any]) -> None:
    now = int(time.time())
    times = ("exp", "nbf")
    browser.entra.claims = {n: now + v if n in times and v is not None else v for n, v in claims.items()}
    await refused(browser)
    browser.entra.claims = {}
    assert (await browser.sign_in()).headers["Location"] == "/tracker"


async def test_a_token_of_another_tenant_in_every_part_lets_nobody_in(browser: Browser) -> None:
    browser.entra.claims = {"tid": OTHER, "iss": f"{browser.entra.authority}/{OTHER}/v2.0"}
    await refused(browser)


def unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, "", "none", headers={"kid": "key-0"})


def by_public_key(claims: dict[str, Any]) -> str:
    """HS256 under the published key, which a careless reader would take."""
    secret = private_key(0).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    parts = [json.dumps(part).encode() for part in ({"alg": "HS256", "typ": "JWT", "kid": "key-0"}, claims)]
    signed = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    mac = base64.urlsafe_b64encode(hmac.digest(secret, signed, "sha256")).rstrip(b"=")
    return (signed + b"." + mac).decode()


def by_another_key(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, private_key(7), "RS256", headers={"kid": "key-0"})


def under_an_unknown_name(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, private_key(0), "RS256", headers={"kid": "nobody"})


def without_a_name(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, private_key(0), "RS256")


def broken(claims: dict[str, Any]) -> str:
    head, body, _ = jwt.encode(claims, private_key(0), "RS256", headers={"kid": "key-0"}).split(".")
    return f"{head}.{body}.AAAA"


@pytest.mark.parametrize(
    "sign", [unsigned, by_public_key, by_another_key, under_an_unknown_name, without_a_name, broken]
)
async def test_a_token_that_entra_did_not_sign_lets_nobody_in(browser: Browser, sign: Any) -> None:
    browser.entra.sign = sign
    await refused(browser)


async def test_a_new_signing_key_is_looked_up_and_the_old_ones_are_not_fetched_each_time(browser: Browser) -> None:
    assert (await browser.sign_in()).headers["Location"] == "/tracker"
    browser.jar.clear()
    assert (await browser.sign_in()).headers["Location"] == "/tracker"
    assert browser.entra.key_fetches == 1
    browser.jar.clear()
    browser.entra.roll()
    assert (await browser.sign_in()).headers["Location"] == "/tracker"
    assert browser.entra.key_fetches == 2


async def test_an_answer_serves_once(browser: Browser) -> None:
    back = await browser.led_back()
    kept = browser.kept()
    assert (await browser.get(back)).headers["Location"] == "/tracker"
    browser.jar.clear()
    for cookies in ({}, kept):  # a thief has the address; and even what the browser kept
        answer = await browser.client.get(back, cookies=cookies, allow_redirects=False)
        assert answer.status == 401
        assert "was used already" in await answer.text()
        assert SESSION not in browser.kept()


async def test_a_code_of_another_window_serves_nobody(browser: Browser) -> None:
    first, second = [parse_qs(urlsplit(await browser.led_back()).query) for _ in range(2)]
    answer = await browser.get(f"/sign-in/entra/back?state={second['state'][0]}&code={first['code'][0]}")
    assert answer.status == 401, "Entra holds the code against its own challenge"
    assert SESSION not in browser.kept()


@pytest.mark.parametrize("query", ["", "?code=abc", "?state=abc", "?code=abc&state=abc", "?error=access_denied"])
async def test_an_answer_nobody_asked_for_lets_nobody_in(browser: Browser, query: str) -> None:
    assert (await browser.get(f"/sign-in/entra/back{query}")).status == 401


async def test_what_is_kept_is_believed_as_we_signed_it_alone_and_not_for_long(browser: Browser, clock: Clock) -> None:
    for change in (lambda kept: kept[:-1] + ("0" if kept[-1] != "0" else "1"), lambda kept: "A" + kept[1:]):
        back = await browser.led_back()
        (name, kept), *_ = browser.kept().items()
        answer = await browser.client.get(back, cookies={name: change(kept)}, allow_redirects=False)
        assert answer.status == 401
        browser.jar.clear()
    back = await browser.led_back()
    clock.now += timedelta(minutes=11)
    assert "too old" in await (await browser.get(back)).text()


async def test_entras_own_refusal_is_a_sentence_of_ours(browser: Browser) -> None:
    browser.entra.refuses = "access_denied"
    await refused(browser)


async def test_the_secret_and_the_code_are_sent_to_no_other_host(browser: Browser) -> None:
    got: list[str] = []

    async def keep(request: web.Request) -> web.Response:
        got.append(await request.text())
        return web.json_response({"id_token": "x"})

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", keep)
    elsewhere = await Served.start(app)
    browser.entra.sends_on = f"{elsewhere.address}/token"
    await refused(browser)
    await elsewhere.stop()
    assert got == []


async def test_while_entra_is_away_the_page_says_so(browser: Browser) -> None:
    await browser.entra.stop()
    answer = await browser.get("/sign-in/entra?to=/tracker")
    assert answer.status == 503
    assert "cannot be reached just now" in await answer.text()


async def test_who_is_not_in_the_people_file_sees_nothing(browser: Browser) -> None:
    browser.entra.oid = OTHER
    await refused(browser, "not in the people file", 403)


async def test_who_leaves_the_file_or_whose_sessions_are_taken_away_is_out_at_once(
    browser: Browser, clock: Clock
) -> None:
    await browser.sign_in()
    assert (await browser.get("/tracker")).status == 200
    await end_every_session(browser.house, EAST.oid, clock())
    assert (await browser.get("/tracker")).headers["Location"].startswith("/sign-in/entra?to=")
    await browser.sign_in()
    async with browser.house.store.change() as work:
        await people.retire(work, EAST.oid)
    assert (await browser.get("/tracker")).status == 303
    assert (await browser.sign_in()).status == 403


async def test_a_session_that_was_not_used_or_lasted_long_is_over(browser: Browser, clock: Clock) -> None:
    await browser.sign_in()
    clock.now += timedelta(minutes=46)
    assert (await browser.get("/tracker")).status == 303


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example"])
async def test_nobody_is_led_away_after_signing_in(browser: Browser, to: str) -> None:
    started = await browser.client.get("/sign-in/entra", params={"to": to}, allow_redirects=False)
    answer = await browser.abroad.get(started.headers["Location"], allow_redirects=False)
    back = await browser.get(answer.headers["Location"].removeprefix(browser.house.public_url))
    assert back.headers["Location"] == "/"


async def test_with_a_managed_identity_the_registration_trusts_its_word_and_there_is_no_secret(
    house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    async def platform(request: web.Request) -> web.Response:
        asked.append((request.query["resource"], request.query["client_id"]))
        later = str(int(time.time()) + 86_400)
        return web.json_response({"access_token": "the identity's word", "expires_on": later, "token_type": "Bearer"})

    app = web.Application()
    app.add_routes([web.get("/msi/token", platform)])
    served = await Served.start(app)
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{served.address}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "a header")
    try:
        async with browsing(house, clock, identity=OTHER) as browser:
            browser.entra.trusts = "the identity's word"
            assert (await browser.sign_in()).headers["Location"] == "/tracker"
            browser.entra.trusts = "another's word"
            browser.jar.clear()
            await refused(browser)
    finally:
        await served.stop()
    assert set(asked) == {("api://AzureADTokenExchange", OTHER)}
