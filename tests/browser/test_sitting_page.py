"""A sitting's page in a real browser: a draft, one published, one held; three themes, narrow, by keyboard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

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
from tests.afternoon import press
from tests.browser.test_overview_page import RULES
from tests.cast import ADMIN, SUPPORT, take_into_care
from tests.conftest import Clock
from tests.databases import Stores
from tests.loopback.serving import Served
from tests.usecases.documents.test_make_minutes import close, recorded
from tools.parts import PARTS
from usecases.house import House
from usecases.sittings.propose_agenda import ProposeAgenda, propose_agenda
from usecases.sittings.publish_agenda import PublishAgenda, publish_agenda

HELD, PUBLISHED, DRAFT = 1, 2, 3


@pytest_asyncio.fixture(loop_scope="session")
async def store(files: Stores) -> AsyncIterator[Store]:
    async with files.lent() as lent:
        yield lent


@pytest_asyncio.fixture(loop_scope="session")
async def address(store: Store, clock: Clock) -> AsyncIterator[str]:
    """Three sittings: one held, one published with a free slot, one in draft with a reserve."""
    house = House(store, policy.load("bcp-2023"), frozenset({ADMIN.oid}))
    assert (await recorded(house)).sitting == HELD
    await close(house)
    for sitting, numbers in ((PUBLISHED, range(8)), (DRAFT, range(8, 30))):
        for number in numbers:
            await take_into_care(house, f"C-{1000 + number}", "East" if number % 3 else "West", date(2025, 11, 3))
        draft = await propose_agenda(house, ProposeAgenda(press(SUPPORT, f"propose {sitting}", clock())))
        assert draft.sitting == sitting
        if sitting == PUBLISHED:
            await publish_agenda(house, PublishAgenda(sitting, 1, press(SUPPORT, "publish", clock())))
    app = web.Application()
    app.add_routes(routes(house, Pulse(clock), site=await open_site(house, clock, (Local(),), local=True)))
    served = await Served.start(app)
    yield served.address
    await served.stop()


async def signed_in(context: BrowserContext, address: str) -> Page:
    """Business support's page."""
    page = await context.new_page()
    await page.goto(f"{address}/sign-in/local")
    await page.get_by_role("button", name=SUPPORT.name).click()
    await page.wait_for_url("**/tracker")
    return page


@pytest.mark.parametrize(
    ("path", "there"),
    [
        (f"{HELD}", "#record"),
        (f"{PUBLISHED}", "#invited"),
        (f"{DRAFT}", "#reserve"),
        (f"{PUBLISHED}/move", "textarea"),
        (f"{PUBLISHED}/offer", "select"),
    ],
)
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
async def test_nobody_is_shut_out_and_nothing_is_wider_than_the_window(
    chromium: Browser, address: str, tmp_path: Path, theme: str, width: int, path: str, there: str
) -> None:
    context = await chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
    await context.add_init_script(f"sessionStorage.setItem('theme', '{theme}')")
    page = await signed_in(context, address)
    await page.goto(f"{address}/sittings/{path}")
    assert await page.locator(there).is_visible()
    await page.screenshot(path=tmp_path / "page.png", full_page=True)
    await page.add_script_tag(path=PARTS / "axe-core" / "axe.min.js")
    faults = await page.evaluate(
        f"axe.run(document, {{runOnly: {RULES}}}).then((found) => found.violations.map((fault) => fault.id))"
    )
    assert faults == []
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    await context.close()


async def test_a_manager_is_reminded_by_keyboard_and_it_is_said(chromium: Browser, address: str) -> None:
    troubles: list[str] = []
    context = await chromium.new_context()
    page = await signed_in(context, address)
    page.on("console", lambda said: troubles.append(said.text))
    await page.goto(f"{address}/sittings/{PUBLISHED}")
    await page.get_by_role("button", name="Remind Erin East").press("Enter")
    await page.wait_for_selector(".outcome")
    assert "Sam Support reminded Erin East" in await page.locator("#live").inner_text()
    assert "Reminded on" in await page.locator("tr", has_text="Erin East").last.inner_text()
    assert troubles == []
    await context.close()
