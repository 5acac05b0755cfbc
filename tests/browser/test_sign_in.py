"""Signing in inside Teams in a real browser: our page in a frame of Teams' own name, which speaks teams-js."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest_asyncio
from playwright.async_api import Browser as Chromium, Page, Route

from permanence import policy
from storage.store import Store
from tests.browser.test_tracker_page import RULES
from tests.cast import ADMIN, EAST
from tests.conftest import Clock
from tests.databases import Stores
from tests.tab.sign_in.conftest import Browser, browsing
from tests.tab.sign_in.test_teams import teams_token
from tools.parts import PARTS
from usecases.house import House

HOST = "https://teams.microsoft.com/tab"
# What Teams answers a tab. `told` keeps what the tab asked for; a token that is null is a refusal.
TEAMS_PAGE = """<!doctype html><title>Teams</title><iframe id="tab" width="1200" height="800"></iframe><script>
const token = TOKEN, told = [];
let asked = null;
const answers = {
  initialize: () => ["FRAME", "web", JSON.stringify({ apiVersion: 4, hostVersionsInfo: {}, isLegacyTeams: false,
    supports: { pages: { config: {} }, appInstallDialog: {} } }), "2.0.0"],
  getContext: () => [{ theme: "default", locale: "en-gb", hostName: "Teams", hostClientType: "web", sessionId: "s",
    frameContext: "FRAME", entityId: "tracker" }],
  "authentication.getAuthToken": () => (token ? [true, token] : [false, "consent_required"]),
  "pages.config.setConfig": () => [true, null],
  "settings.setSettings": () => [true, null],
};
window.addEventListener("message", (event) => {
  const { id, uuid, uuidAsString, func, args } = event.data;
  if (!func) return;
  told.push([func, args]);
  const answer = answers[func];
  if (answer) event.source.postMessage({ id, uuid, uuidAsString, args: answer() }, event.origin);
});
const save = () => document.getElementById("tab").contentWindow.postMessage({ func: "settings.save", args: [{}] }, "*");
document.getElementById("tab").src = ADDRESS;
</script>"""


@dataclass(slots=True)
class Tab:
    """A window of Teams with our page in it, and what went wrong in either."""

    page: Page
    troubles: list[str]


@pytest_asyncio.fixture(loop_scope="session")
async def store(files: Stores) -> AsyncIterator[Store]:
    async with files.lent() as lent:
        yield lent


@pytest_asyncio.fixture(loop_scope="session")
async def council(store: Store, clock: Clock) -> AsyncIterator[Browser]:
    async with browsing(House(store, policy.load("bcp-2023"), frozenset({ADMIN.oid})), clock) as its:
        yield its


async def in_teams(chromium: Chromium, council: Browser, path: str, token: str | None) -> Tab:
    # Teams' name is a public one and the page is on this machine, which a browser asks about.
    page = await (await chromium.new_context(permissions=["local-network-access"])).new_page()
    tab = Tab(page, [])
    page.on("pageerror", lambda trouble: tab.troubles.append(str(trouble)))
    address = json.dumps(f"{council.house.public_url}{path}")
    frame = "settings" if path.endswith("/tab/configure") else "content"
    body = TEAMS_PAGE.replace("FRAME", frame).replace("TOKEN", json.dumps(token), 1).replace("ADDRESS", address)

    async def teams(route: Route) -> None:
        await route.fulfill(body=body, content_type="text/html")

    await page.route("https://teams.microsoft.com/**", teams)
    await page.goto(HOST)
    return tab


async def test_a_tab_signs_in_by_itself_and_stays_signed_in(chromium: Chromium, council: Browser) -> None:
    tab = await in_teams(chromium, council, "/sign-in/teams?to=/tracker", teams_token(council))
    frame = tab.page.frame_locator("#tab")
    await frame.locator(".who", has_text=EAST.name).wait_for()
    assert await frame.locator("h1").inner_text() == "Tracker"
    await frame.get_by_role("link", name="Overview").click()
    await frame.locator("h1", has_text="Overview").wait_for()
    assert tab.troubles == []
    await tab.page.context.close()


async def test_where_teams_has_no_token_the_page_offers_a_window(chromium: Chromium, council: Browser) -> None:
    tab = await in_teams(chromium, council, "/tracker", None)
    frame = tab.page.frame_locator("#tab")
    await frame.get_by_role("button", name="Sign in in a window").wait_for()
    assert "could not say who you are" in await frame.locator("#state").inner_text()
    await tab.page.context.close()


async def test_a_tab_of_a_channel_is_the_page_or_the_view_that_was_chosen(chromium: Chromium, council: Browser) -> None:
    tab = await in_teams(chromium, council, "/sign-in/teams?to=/tab/configure", teams_token(council))
    frame = tab.page.frame_locator("#tab")
    box = frame.get_by_label("Or a view")
    await box.fill("https://evil.example/tracker")
    await frame.get_by_text("This is not an address of this page.").wait_for()
    await box.fill(f"{council.house.public_url}/tracker?team=East&sort=-due")
    await frame.get_by_text("This is not an address of this page.").wait_for(state="detached")
    await tab.page.evaluate("save()")
    await tab.page.wait_for_function("told.some(([name]) => /setConfig|setSettings/.test(name))")
    told = await tab.page.evaluate("told.find(([name]) => /setConfig|setSettings/.test(name))[1][0]")
    assert told["contentUrl"] == f"{council.house.public_url}/sign-in/teams?to=%2Ftracker%3Fteam%3DEast%26sort%3D-due"
    assert told["websiteUrl"] == f"{council.house.public_url}/tracker?team=East&sort=-due"
    assert told["suggestedDisplayName"] == "Tracker"
    await tab.page.context.close()


async def test_a_frame_that_keeps_no_cookie_is_told_so_and_does_not_go_round(
    chromium: Chromium, council: Browser
) -> None:
    signing_in = f"/tracker#signing-in-{int(time.time() * 1000)}"
    tab = await in_teams(chromium, council, signing_in, teams_token(council))
    frame = tab.page.frame_locator("#tab")
    await frame.get_by_text("this window keeps no cookie").wait_for()
    for theme in ("light", "dark", "contrast"):
        (inside,) = [one for one in tab.page.frames if one.url.startswith(council.house.public_url)]
        await inside.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
        await inside.evaluate((PARTS / "axe-core" / "axe.min.js").read_text())
        found = await inside.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    await tab.page.context.close()
