"""Draws pages: the templates, escaped always, and what each is given beside its own words."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from permanence.explain import counted, on_day
from permanence.people.rights import may_at_all
from tab.site.headers import guard
from tab.site.static_files import StaticFiles

if TYPE_CHECKING:
    from tab.page import Page, Visit

TEMPLATES = Path(__file__).parent.parent / "templates"
PACKED_FROM = 1024  # bytes


class Layout:
    """The templates of `tab/templates`; every word put into one is taken as words."""

    def __init__(self, files: StaticFiles, pages: Sequence[Page], *, local: bool) -> None:
        self._pages, self._local = pages, local
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.globals["static"] = files.address
        self._templates.filters |= {"day": on_day, "counted": counted}

    async def page(
        self, visit: Visit, template: str, title: str, words: Mapping[str, Any], status: int
    ) -> web.Response:
        """A page for somebody signed in: with the navigation, who they are, and their forms' tokens."""
        shown = [page for page in self._pages if page.title and may_at_all(visit.person, page.routes[0].right)]
        around = {
            "visit": visit,
            "pages": shown,
            "here": visit.request.path,
            "local": self._local,
            "procedure": visit.house.policy.title,
        }
        body = await asyncio.to_thread(self._drawn, template, title, {**around, **words})
        return _answer(visit.request, body, status)

    def bare(self, request: web.Request, template: str, title: str, status: int, **words: Any) -> web.Response:
        """A page for somebody who is not signed in: no navigation, and nothing of the council."""
        around: dict[str, Any] = {"visit": None, "pages": [], "here": "", "local": self._local, "procedure": ""}
        return _answer(request, self._drawn(template, title, {**around, "said": "", "heard": "", **words}), status)

    def _drawn(self, template: str, title: str, words: Mapping[str, Any]) -> str:
        return self._templates.get_template(template).render(title=title, **words)


def _answer(request: web.Request, body: str, status: int) -> web.Response:
    answer = web.Response(text=body, content_type="text/html", status=status)
    if len(body) > PACKED_FROM and "gzip" in request.headers.get("Accept-Encoding", ""):
        answer.enable_compression(web.ContentCoding.gzip)
    guard(answer)
    return answer
