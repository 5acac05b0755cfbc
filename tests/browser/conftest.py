"""One Chromium for all browser tests of a worker; where there is none they fail, they are never skipped."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tools import drawing


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with drawing.browser() as started:
        yield started


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They share one browser, so they share one worker and one event loop."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
