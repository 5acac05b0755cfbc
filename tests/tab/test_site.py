"""What holds of every page: sign-in, rights, forms nobody forged, headers, and trouble in one sentence."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from permanence.people.person import Person
from permanence.people.rights import SEE_CHILDREN
from permanence.refusals import Incomplete
from tab.contents import PAGES
from tab.page import Page, Route, Visit
from tab.sign_in.desk import safe
from tab.site import cookies
from tab.site.site import Site
from tests.cast import EAST, VIEWER, staff
from tests.conftest import Clock
from tests.tab.visiting import Client, Visitor, hidden, served, visiting
from usecases.house import House
from usecases.opaque_ids import opaque_ids
from usecases.sessions.keep_session import OpenSession, open_session

ROOT = Path(__file__).parents[2]
SIGNED = [route for page in PAGES for route in page.routes]
PUBLIC = {"/health", "/health/live", "/health/ready", "/metrics", "/", "/sign-out", "/signed-out", "/sign-in/local"}
PUBLIC |= {"/calendar/feed/{key}.ics", "/calendar/{key}.ics", "/static/{name}"}


async def test_every_address_is_public_by_name_or_goes_through_sign_in(house: House, clock: Clock) -> None:
    async with served(house, clock) as client:
        assert client.app is not None
        known = {route.resource.canonical for route in client.app.router.routes() if route.resource is not None}
    assert known == PUBLIC | {re.sub(r":[^{}]+}", "}", route.path) for route in SIGNED}


@pytest.mark.parametrize("route", SIGNED, ids=lambda route: f"{route.method} {route.path}")
async def test_no_page_answers_anybody_who_is_not_signed_in(house: House, clock: Clock, route: Route) -> None:
    async with served(replace(house, public_url="https://permanence.example"), clock, local=False) as client:
        sent = {"headers": {"Origin": "https://permanence.example"}}
        answer = await client.request(route.method, re.sub(r"{[^{}]+}", "a" * 16, route.path), **sent)
        assert answer.status == 401
        assert "not set up" in await answer.text()


def test_every_page_has_a_module_of_its_name_its_test_and_its_title_once() -> None:
    modules = {path.stem for path in (ROOT / "tab" / "pages").glob("*.py")} - {"__init__"}
    assert {page.name for page in PAGES} == modules, "put it into PAGES of tab/contents.py"
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / "tab" / "pages").glob("test_*.py")}
    assert modules - tests == set(), "each page has its test in tests/tab/pages"
    titles = [page.title for page in PAGES if page.title]
    assert len(titles) == len(set(titles))


async def test_every_page_says_how_it_may_be_used_and_is_kept_nowhere(house: House, clock: Clock) -> None:
    await staff(house)
    async with visiting(house, clock, VIEWER) as visitor:
        answer = await visitor.client.get("/tracker")
    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert {policy[part] for part in ("script-src", "style-src", "connect-src", "form-action")} == {"'self'"}
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    framed_by = policy["frame-ancestors"].split()
    assert framed_by
    assert all("//teams." in one or "//*.teams." in one for one in framed_by)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Server" not in answer.headers


@pytest.mark.parametrize("template", sorted((ROOT / "tab" / "templates").glob("*.html")), ids=lambda path: path.name)
def test_no_template_holds_a_script_or_a_style_or_takes_words_for_html(template: Path) -> None:
    text = template.read_text()
    assert "<style" not in text
    assert " style=" not in text
    assert text.count("<script") == text.count("<script src=")
    assert not [word for word in ("onclick", "onchange", "onload", "hx-on", "|safe", "autoescape") if word in text]


async def test_static_files_are_ours_packed_and_kept_as_long_as_they_are_the_same(house: House, clock: Clock) -> None:
    async with served(house, clock) as client:
        page = await (await client.get("/sign-in/local")).text()
        address = page.partition('href="/static/page.css')[2].partition('"')[0]
        answer = await client.get(f"/static/page.css{address}")
        assert (answer.status, answer.content_type) == (200, "text/css")
        assert "immutable" in answer.headers["Cache-Control"]
        assert (await client.get("/static/page.css?v=old")).headers["Cache-Control"] == "no-cache"
        for path in ("/static/nothing.css", "/static/../contents.py", "/static/%2e%2e/contents.py"):
            assert (await client.get(path)).status == 404


async def test_the_cookie_is_the_browsers_alone(house: House, clock: Clock) -> None:
    await staff(house)
    for framed in (False, True):
        signed = await open_session(house, OpenSession(EAST.oid, "teams", clock(), framed))
        assert signed is not None
        answer = web.Response()
        cookies.give(answer, signed, local=False)
        name, *said = answer.headers["Set-Cookie"].split("; ")
        assert name == f"__Host-permanence={signed.key}"
        assert {"Path=/", "HttpOnly", "Secure"} <= set(said)
        assert "Domain" not in answer.headers["Set-Cookie"]
        assert ({"SameSite=None", "Partitioned"} if framed else {"SameSite=Lax"}) <= set(said)


async def test_a_form_from_elsewhere_or_without_its_token_changes_nothing(house: House, clock: Clock) -> None:
    await staff(house)
    async with visiting(house, clock, EAST) as visitor:
        await visitor.open("/tracker")
        right, ours = {"csrf": hidden(visitor.text, "csrf")}, visitor.origin
        wrong = {"csrf": right["csrf"][:-1] + ("0" if right["csrf"][-1] != "0" else "1")}
        for form, origin in ((right, "https://evil.example"), (right, "null"), (right, ""), (wrong, ours), ({}, ours)):
            headers = {"Origin": origin} if origin else {}
            answer = await visitor.client.post("/tracker", data=form, headers=headers)
            assert answer.status == 403
            assert "was not sent from this page" in await answer.text()
        answer = await visitor.client.post("/tracker", data=right, headers={"Origin": ours})
        assert answer.status == 200


async def test_a_token_of_one_session_is_none_of_another(house: House, clock: Clock) -> None:
    await staff(house)
    async with visiting(house, clock, EAST) as one, visiting(house, clock, VIEWER) as other:
        theirs = hidden(await one.open("/tracker"), "csrf")
        answer = await other.client.post("/tracker", data={"csrf": theirs}, headers={"Origin": other.origin})
        assert answer.status == 403


async def test_a_local_page_answers_no_name_from_outside_that_leads_here(house: House, clock: Clock) -> None:
    await staff(house)
    async with served(house, clock) as client:
        answer = await client.get("/tracker", headers={"Host": "evil.example"})
        assert answer.status == 421


async def test_whoever_signs_out_is_out_wherever_the_old_cookie_is_kept(house: House, clock: Clock) -> None:
    await staff(house)
    async with visiting(house, clock, EAST) as visitor:
        kept = visitor.client.session.cookie_jar.filter_cookies(visitor.client.make_url("/"))[cookies.LOCAL_NAME].value
        assert "You are signed out" in await visitor.send("/sign-out", {})
        headers = {"Cookie": f"{cookies.LOCAL_NAME}={kept}"}
        answer = await visitor.client.get("/tracker", headers=headers, allow_redirects=False)
        assert answer.status == 303, "the local way signs in anew"


@pytest.mark.parametrize(
    "back", ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "", "/a\nb", "/a b"]
)
def test_after_sign_in_one_goes_to_our_own_addresses_only(back: str) -> None:
    assert safe(back) == "/"
    assert safe("/tracker?team=East&sort=-due") == "/tracker?team=East&sort=-due"


async def fail(visit: Visit) -> web.StreamResponse:
    raise RuntimeError("C-1001 is in the message of a bug")


async def refuse(visit: Visit) -> web.StreamResponse:
    raise Incomplete('Choose a day first, not "<script>".')


@pytest.fixture
async def troubled(house: House, clock: Clock) -> AsyncIterator[Client]:
    """A site of one page whose addresses fail."""
    await staff(house)
    page = Page(
        "trouble", "Trouble", (Route("GET", "/fail", fail, SEE_CHILDREN), Route("GET", "/no", refuse, SEE_CHILDREN))
    )
    from tab.sign_in.local import Local

    app = web.Application()
    app.add_routes(Site(house, clock, (page,), (Local(),), await opaque_ids(house), local=True).routes())
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_a_bug_is_a_reference_and_says_nothing_else(troubled: Client) -> None:
    answer = await troubled.get("/fail")
    text = await answer.text()
    assert answer.status == 500
    assert "tell your administrator the reference" in text
    assert "C-1001" not in text
    assert answer.headers["Cache-Control"] == "no-store"


async def test_a_refusal_is_its_sentence_taken_as_words(troubled: Client) -> None:
    answer = await troubled.get("/no")
    text = await answer.text()
    assert answer.status == 422
    assert "not &#34;&lt;script&gt;&#34;." in text


async def test_a_person_without_the_right_is_refused_and_does_not_find_the_page_in_the_navigation(
    house: House, clock: Clock
) -> None:
    nobody = Person("oid-none", "Nora None", frozenset())
    await staff(house, nobody, EAST)
    async with visiting(house, clock, nobody) as visitor:
        text = await visitor.open("/tracker", 403)
    assert 'href="/tracker"' not in text
    assert "can see how children stand" in text
    assert isinstance(visitor, Visitor)
