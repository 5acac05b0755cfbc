"""The tracker in a real browser: three themes, narrow, by keyboard, as one types, and without scripts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, BrowserContext, Page

from permanence import policy
from storage.store import Store
from tab.contents import open_site
from tab.pulse import Pulse
from tab.routes import routes
from tab.sign_in.local import Local
from tests.cast import ADMIN, staff, take_into_care
from tests.conftest import Clock
from tests.databases import Stores
from tests.loopback.serving import Served
from tools.parts import PARTS
from usecases.house import House

RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"


@pytest_asyncio.fixture(loop_scope="session")
async def store(files: Stores) -> AsyncIterator[Store]:
    async with files.lent() as lent:
        yield lent


@pytest_asyncio.fixture(loop_scope="session")
async def address(store: Store, clock: Clock) -> AsyncIterator[str]:
    """A council of sixty children in two teams, served on this machine."""
    house = House(store, policy.load("bcp-2023"), frozenset({ADMIN.oid}))
    await staff(house)
    for number in range(60):
        await take_into_care(house, f"C-{1000 + number}", "East" if number % 3 else "West", date(2025, 6, 2))
    app = web.Application()
    app.add_routes(routes(house, Pulse(clock), site=await open_site(house, clock, (Local(),), local=True)))
    served = await Served.start(app)
    yield served.address
    await served.stop()


@dataclass(slots=True)
class Window:
    """A page with what went wrong in it."""

    page: Page
    troubles: list[str]

    async def count(self) -> str:
        return await self.page.inner_text("#rows .summary")


async def window(context: BrowserContext, address: str) -> Window:
    page = await context.new_page()
    its = Window(page, [])
    page.on("console", lambda said: its.troubles.append(said.text))
    page.on("pageerror", lambda trouble: its.troubles.append(str(trouble)))
    await page.goto(f"{address}/tracker")
    return its


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
async def test_nobody_is_shut_out_and_nothing_is_wider_than_the_window(
    chromium: Browser, address: str, theme: str, width: int
) -> None:
    context = await chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
    await context.add_init_script(f"sessionStorage.setItem('theme', '{theme}')")
    its = await window(context, address)
    assert await its.page.evaluate("document.documentElement.dataset.theme") == theme
    await its.page.add_script_tag(path=PARTS / "axe-core" / "axe.min.js")
    faults = await its.page.evaluate(
        f"axe.run(document, {{runOnly: {RULES}}}).then((found) => found.violations.map((fault) => fault.id))"
    )
    assert faults == []
    assert await its.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    await context.close()


async def test_filters_and_search_answer_as_one_chooses_and_types_and_are_read_aloud(
    chromium: Browser, address: str
) -> None:
    context = await chromium.new_context()
    its = await window(context, address)
    assert await its.count() == "60 children, 60 with something overdue"
    await its.page.locator("select[name=team]").select_option("West")
    await its.page.wait_for_url("**/tracker?team=West")
    assert await its.count() == "20 children of 60, 20 with something overdue"
    assert await its.page.inner_text("#live") == await its.count()
    await its.page.locator("#words").press_sequentially("c-1003")
    await its.page.locator("#rows .summary", has_text="1 child of 60").wait_for()
    assert its.page.url.endswith("/tracker?team=West")
    assert await its.page.evaluate("document.activeElement.id") == "words"
    await its.page.go_back()
    await its.page.locator("#rows .summary", has_text="60 children, ").wait_for()
    assert its.troubles == []
    await context.close()


async def test_the_keyboard_is_enough(chromium: Browser, address: str) -> None:
    context = await chromium.new_context()
    its = await window(context, address)
    await its.page.keyboard.press("Tab")
    assert await its.page.evaluate("document.activeElement.textContent") == "Skip to the page"
    await its.page.keyboard.press("Enter")
    assert await its.page.evaluate("document.activeElement.id") == "main"
    sort = its.page.get_by_role("link", name="Child", exact=True)
    await sort.focus()
    await its.page.keyboard.press("Enter")
    await its.page.wait_for_url("**/tracker?sort=child")
    assert await its.page.locator("th[aria-sort=ascending]").inner_text() == "Child ▲"
    await its.page.locator(".wide").focus()
    assert await its.page.evaluate("document.activeElement.getAttribute('role')") == "region"
    assert its.troubles == []
    await context.close()


async def test_all_of_it_works_without_scripts(chromium: Browser, address: str) -> None:
    context = await chromium.new_context(java_script_enabled=False, accept_downloads=True)
    its = await window(context, address)
    await its.page.locator("select[name=team]").select_option("East")
    await its.page.get_by_role("button", name="Show").click()
    assert await its.count() == "40 children of 60, 40 with something overdue"
    await its.page.locator("#words").fill("C-1001")
    await its.page.get_by_role("button", name="Search").click()
    assert await its.count() == "1 child of 60, 1 with something overdue"
    async with its.page.expect_download() as coming:
        await its.page.get_by_role("button", name="CSV file").click()
    got = await coming.value
    assert got.suggested_filename == "tracker-2026-01-05.csv"
    assert [line[:6] for line in (await got.path()).read_text().splitlines()[1:]] == ["C-1001"]
    await its.page.goto(f"{address}/tracker")
    await its.page.get_by_role("link", name="51 to 60").click()
    assert await its.page.locator("tbody tr").count() == 10
    await its.page.get_by_role("button", name="Sign out").click()
    assert "You are signed out" in await its.page.inner_text("main")
    await context.close()
