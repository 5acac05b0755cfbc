"""The pages of the web in the order of the navigation: the one place where a page is put in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from tab.page import Page
from tab.pages import actions, child, configure, overview, sitting, sittings, tracker
from tab.sign_in.way import Way
from tab.site.site import Site
from usecases.house import House
from usecases.opaque_ids import opaque_ids

PAGES: tuple[Page, ...] = (
    tracker.PAGE,
    actions.PAGE,
    overview.PAGE,
    sittings.PAGE,
    child.PAGE,
    sitting.PAGE,
    configure.PAGE,
)  # fmt: skip


async def open_site(house: House, now: Callable[[], datetime], ways: Sequence[Way], *, local: bool = False) -> Site:
    """The pages on a house, with these ways to sign in."""
    return Site(house, now, PAGES, ways, await opaque_ids(house), local=local)
