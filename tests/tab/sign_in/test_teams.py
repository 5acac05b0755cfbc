"""Signing in inside Teams: the token Teams gives our page, and the window where it gives none."""

from __future__ import annotations

import base64
import re
import time
from hashlib import sha256
from typing import Any

import pytest
from aiohttp import ClientResponse

from tab.sign_in.tokens import TEAMS
from tests.cast import EAST
from tests.conftest import Clock
from tests.loopback.entra import CLIENT, TENANT
from tests.tab.sign_in.conftest import SESSION, Browser
from tests.tab.sign_in.test_entra import by_another_key, by_public_key, unsigned

pytestmark = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
FRAME = {"Sec-Fetch-Dest": "iframe"}
OTHER = "99999999-1234-4abc-9def-0123456789ab"
SECRET = "s" * 43
WINDOW = base64.urlsafe_b64encode(sha256(SECRET.encode()).digest()).decode().rstrip("=")


def teams_token(browser: Browser, **changes: Any) -> str:
    """As Entra gives it to Teams for our page."""
    claims = {"aud": f"api://127.0.0.1/{CLIENT}", "scp": "access_as_user", "azp": TEAMS[1]}
    return browser.entra.token(**{**claims, **changes})


async def send(browser: Browser, **form: str) -> ClientResponse:
    headers = {"Origin": browser.house.public_url}
    form = {"to": "/tracker", **form}
    return await browser.client.post("/sign-in/teams", data=form, headers=headers, allow_redirects=False)


async def test_inside_teams_a_page_signs_in_by_itself_and_keeps_its_cookie_in_the_frame(browser: Browser) -> None:
    asked = await browser.client.get("/tracker?sort=-due", headers=FRAME, allow_redirects=False)
    assert asked.status == 401
    text = await asked.text()
    assert 'action="/sign-in/teams"' in text
    assert 'name="to" value="/tracker?sort=-due"' in text
    assert "teams-sign-in.js" in text
    answer = await send(browser, token=teams_token(browser), to="/tracker?sort=-due")
    assert (answer.status, answer.headers["Location"]) == (303, "/tracker?sort=-due")
    assert "SameSite=None; Partitioned" in answer.headers["Set-Cookie"]
    page = await browser.client.get("/tracker", headers=FRAME)
    assert EAST.name in await page.text()


async def test_on_a_phone_there_is_no_frame_and_teams_is_asked_all_the_same(browser: Browser) -> None:
    asked = await browser.client.get(
        "/tracker", headers={"User-Agent": "Mozilla/5.0 TeamsMobile-iOS"}, allow_redirects=False
    )
    assert asked.status == 401
    assert "teams-sign-in.js" in await asked.text()


async def test_the_tab_leads_on_whoever_is_signed_in_and_shows_others_how(browser: Browser) -> None:
    shown = await browser.get("/sign-in/teams?to=/overview")
    assert shown.status == 200
    assert 'name="to" value="/overview"' in await shown.text()
    await send(browser, token=teams_token(browser))
    led = await browser.get("/sign-in/teams?to=/overview")
    assert (led.status, led.headers["Location"]) == (303, "/overview")
    assert (await browser.get("/sign-in/teams?to=https://evil.example")).headers["Location"] == "/"


GOOD: dict[str, dict[str, Any]] = {
    "audience is the app id": {"aud": CLIENT},
    "first version": {"iss": f"https://sts.windows.net/{TENANT}/", "ver": "1.0", "azp": None, "appid": TEAMS[0]},
    "several scopes": {"scp": "openid access_as_user"},
}


@pytest.mark.parametrize("claims", GOOD.values(), ids=GOOD.keys())
async def test_each_form_of_teams_token_is_taken(browser: Browser, claims: dict[str, Any]) -> None:
    assert (await send(browser, token=teams_token(browser, **claims))).status == 303


HOUR = 3600
BAD: dict[str, dict[str, Any]] = {
    "another tenant": {"tid": OTHER},
    "another tenant's first version": {"iss": f"https://sts.windows.net/{OTHER}/"},
    "another audience": {"aud": f"api://127.0.0.1/{OTHER}"},
    "another host's audience": {"aud": f"api://evil.example/{CLIENT}"},
    "expired": {"exp": -HOUR},
    "not yet valid": {"nbf": +HOUR},
    "another scope": {"scp": "access_as_users"},
    "no scope": {"scp": None, "roles": ["access_as_user"]},
    "another application": {"azp": OTHER},
    "no application": {"azp": None},
    "nobody": {"oid": ""},
}


@pytest.mark.parametrize("claims", BAD.values(), ids=BAD.keys())
async def test_a_token_that_is_not_teams_for_us_now_lets_nobody_in(browser: Browser, claims: dict[str, Any]) -> None:
    now = int(time.time())
    claims = {name: now + value if name in ("exp", "nbf") else value for name, value in claims.items()}
    answer = await send(browser, token=teams_token(browser, **claims))
    assert answer.status == 401
    assert "in a window" in await answer.text()
    assert SESSION not in browser.kept()
    assert (await send(browser, token=teams_token(browser))).status == 303


@pytest.mark.parametrize("sign", [unsigned, by_public_key, by_another_key])
async def test_a_token_entra_did_not_sign_lets_nobody_in(browser: Browser, sign: Any) -> None:
    browser.entra.sign = sign
    assert (await send(browser, token=teams_token(browser))).status == 401


@pytest.mark.parametrize("token", ["", "a", "a.b.c", "é.é.é", "x" * 20_000, "e30.e30.e30"])
async def test_what_is_no_token_is_refused_and_no_fault(browser: Browser, token: str) -> None:
    assert (await send(browser, token=token)).status == 401


async def test_what_is_too_long_is_refused_before_it_is_read(browser: Browser) -> None:
    assert (await send(browser, token="x" * 70_000)).status == 413


async def test_an_id_token_of_the_browsers_way_is_none_of_teams(browser: Browser) -> None:
    assert (await send(browser, token=browser.entra.token(nonce="n"))).status == 401


async def test_a_rolled_key_is_looked_up(browser: Browser) -> None:
    assert (await send(browser, token=teams_token(browser))).status == 303
    browser.entra.roll()
    assert (await send(browser, token=teams_token(browser))).status == 303
    assert browser.entra.key_fetches == 2


async def test_a_form_from_elsewhere_signs_nobody_in(browser: Browser) -> None:
    for origin in ("https://evil.example", "https://teams.microsoft.com", "null"):
        form = {"token": teams_token(browser), "to": "/tracker"}
        answer = await browser.client.post("/sign-in/teams", data=form, headers={"Origin": origin})
        assert answer.status == 403


async def test_who_is_not_in_the_people_file_sees_nothing(browser: Browser) -> None:
    browser.entra.oid = OTHER
    answer = await send(browser, token=teams_token(browser))
    assert answer.status == 403
    assert "not in the people file" in await answer.text()


async def ticket(browser: Browser) -> str:
    """What the window of the sign-in hands to the page that opened it."""
    started = await browser.get(f"/sign-in/entra?window={WINDOW}")
    assert started.headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
    answer = await browser.abroad.get(started.headers["Location"], allow_redirects=False)
    back = await browser.get(answer.headers["Location"].removeprefix(browser.house.public_url))
    assert back.status == 200
    assert back.headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
    assert browser.kept() == {}, "the window itself is not signed in"
    found = re.search(r'data-ticket="([^"]+)"', await back.text())
    assert found
    return found[1]


async def test_where_teams_gives_no_token_a_window_asks_entra(browser: Browser) -> None:
    answer = await send(browser, ticket=await ticket(browser), secret=SECRET)
    assert answer.status == 303
    assert "SameSite=None; Partitioned" in answer.headers["Set-Cookie"]
    assert (await browser.get("/tracker")).status == 200


async def test_a_ticket_serves_once_its_own_page_and_for_a_minute(browser: Browser, clock: Clock) -> None:
    given = await ticket(browser)
    assert (await send(browser, ticket=given, secret=SECRET)).status == 303
    browser.jar.clear()
    assert (await send(browser, ticket=given, secret=SECRET)).status == 401
    assert (await send(browser, ticket=await ticket(browser), secret="t" * 43)).status == 401
    late = await ticket(browser)
    clock.move(minutes=2)
    assert (await send(browser, ticket=late, secret=SECRET)).status == 401
    assert (await send(browser, ticket="e30=.00", secret=SECRET)).status == 401
