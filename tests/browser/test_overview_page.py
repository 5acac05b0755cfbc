"""The overview and a child's page in a real browser: three themes, narrow, charts drawn, from a number to a child."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, BrowserContext, Page

from permanence import policy
from permanence.journey import Event
from storage import children
from storage.store import Press, Store
from tab.contents import open_site
from tab.pulse import Pulse
from tab.routes import routes
from tab.sign_in.local import Local
from tests.cast import ADMIN, SUPPORT, staff, take_into_care
from tests.conftest import Clock
from tests.databases import Stores
from tests.loopback.serving import Served
from tools.parts import PARTS
from usecases.house import House

RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
PRESS = Press("made up", SUPPORT.oid, SUPPORT.name, datetime(2026, 1, 2, 9, tzinfo=UTC))


@pytest_asyncio.fixture(loop_scope="session")
async def store(files: Stores) -> AsyncIterator[Store]:
    async with files.lent() as lent:
        yield lent


@pytest_asyncio.fixture(loop_scope="session")
async def address(store: Store, clock: Clock) -> AsyncIterator[str]:
    """A council of forty children in two teams, half of them with a plan, served on this machine."""
    house = House(store, policy.load("bcp-2023"), frozenset({ADMIN.oid}))
    await staff(house)
    for number in range(40):
        ref = f"C-{1000 + number}"
        await take_into_care(house, ref, "East" if number % 3 else "West", date(2025, 6, 2))
        if number % 2:
            plan = Event(date(2025, 7, 2 + number % 20), "plan_agreed", {"plan": "sgo", "final": True})
            async with house.store.change(PRESS) as work:
                await children.record_event(work, PRESS, ref, plan, "import 1")
    app = web.Application()
    app.add_routes(routes(house, Pulse(clock), site=await open_site(house, clock, (Local(),), local=True)))
    served = await Served.start(app)
    yield served.address
    await served.stop()


async def opened(context: BrowserContext, address: str, troubles: list[str]) -> Page:
    page = await context.new_page()
    page.on("console", lambda said: troubles.append(said.text))
    page.on("pageerror", lambda trouble: troubles.append(str(trouble)))
    await page.goto(f"{address}/overview")
    return page


@pytest.mark.parametrize("address_of", ["overview", "overview/children?of=overdue", "actions", "child", "sittings"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
async def test_nobody_is_shut_out_and_nothing_is_wider_than_the_window(
    chromium: Browser, address: str, theme: str, width: int, address_of: str
) -> None:
    context = await chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
    await context.add_init_script(f"sessionStorage.setItem('theme', '{theme}')")
    page = await opened(context, address, [])
    if address_of == "child":
        await page.goto(f"{address}/tracker")
        await page.locator("tbody th a").first.click()
        await page.wait_for_selector("svg.drawn")
    else:
        await page.goto(f"{address}/{address_of}")
    if address_of == "overview":
        await page.wait_for_selector(".chart.on svg")
    await page.add_script_tag(path=PARTS / "axe-core" / "axe.min.js")
    faults = await page.evaluate(
        f"axe.run(document, {{runOnly: {RULES}}}).then((found) => found.violations.map((fault) => fault.id))"
    )
    assert faults == []
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    await context.close()


async def test_charts_are_drawn_under_the_strict_policy_and_a_number_opens_its_children(
    chromium: Browser, address: str
) -> None:
    troubles: list[str] = []
    context = await chromium.new_context()
    page = await opened(context, address, troubles)
    await page.wait_for_selector(".chart.on svg text")
    number = page.locator("tr", has_text="Children in care").first.locator("a")
    assert await number.inner_text() == "40"
    await number.press("Enter")
    await page.wait_for_url("**/overview/children?of=in_care")
    assert await page.locator("tbody tr").count() == 40
    assert troubles == []
    await context.close()


async def test_without_scripts_the_tables_say_it_all(chromium: Browser, address: str) -> None:
    context = await chromium.new_context(java_script_enabled=False)
    page = await opened(context, address, [])
    assert await page.locator("table").count() >= 9
    assert not await page.locator(".chart").first.is_visible()
    await context.close()
