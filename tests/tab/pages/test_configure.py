"""Choosing what a tab of a channel shows: the pages there are, by their addresses."""

from __future__ import annotations

import re

from tab.contents import PAGES
from tests.cast import EAST, staff
from tests.conftest import Clock
from tests.tab.visiting import visiting
from usecases.house import House


async def test_every_page_of_the_navigation_may_be_a_tab(house: House, clock: Clock) -> None:
    await staff(house)
    async with visiting(house, clock, EAST) as visitor:
        text = await visitor.open("/tab/configure")
        offered = re.findall(r'name="page" value="([^"]+)" data-title="([^"]+)"', text)
        assert offered == [(page.address, page.title) for page in PAGES if page.title]
        assert text.count(" checked") == 1
        assert "teams-configure.js" in text
        assert 'href="/tab/configure"' not in text, "it is no page to go to"
