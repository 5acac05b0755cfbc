"""A child's timeline in a real browser: nobody is shut out, nothing is fetched, and it fits a narrow screen."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Request

from records.documents.journey_page import journey_page
from tests.records.test_journey_page import EMPTY, PAGE
from tools.parts import PARTS


@pytest.mark.parametrize("page", [PAGE, EMPTY], ids=["full", "empty"])
@pytest.mark.parametrize("width", [360, 1200])
async def test_the_page_is_accessible_fetches_nothing_and_fits(chromium: Browser, page: object, width: int) -> None:
    context = await chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
    shown = await context.new_page()
    asked: list[Request] = []
    shown.on("request", lambda request: asked.append(request))
    await shown.set_content(journey_page(page))  # type: ignore[arg-type]
    assert asked == []
    await shown.add_script_tag(path=PARTS / "axe-core" / "axe.min.js")
    faults = await shown.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
        ".then((result) => result.violations.map((fault) => fault.id))"
    )
    assert faults == []
    assert await shown.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    await context.close()
