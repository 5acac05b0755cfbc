"""The token goes to Teams and nowhere else: every odd way to write an address is refused."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given, strategies as st
from yarl import URL

from bot.teams.registration import ClientSecret, TeamsSettings
from bot.teams.service_urls import permitted

HOST = "smba.trafficmanager.net"
TEAMS = TeamsSettings(app_id="a", tenant_ids=("t",), credential=ClientSecret("s"))
LOCAL = TeamsSettings(anonymous=True, allow_loopback_service_urls=True)


@pytest.mark.parametrize("path", ["", "/", "/uk/", "/uk", "/emea/0f0f0f0f-1111-4222-8333-444455556666/"])
def test_teams_own_addresses_are_permitted(path):
    assert permitted(f"https://{HOST}{path}", TEAMS)


@pytest.mark.parametrize(
    "url",
    [
        f"http://{HOST}/uk/",
        f"https://{HOST}:443/uk/",
        f"https://{HOST}:8443/uk/",
        f"https://user@{HOST}/uk/",
        f"https://{HOST}@evil.example/uk/",
        f"https://{HOST}.evil.example/uk/",
        f"https://evil.example/{HOST}/",
        f"https://evil.example\\@{HOST}/",
        f"https://{HOST}\\.evil.example/",
        f"https://{HOST}/../x",
        f"https://{HOST}/uk/?a=b",
        f"https://{HOST}/uk/#a",
        f"https://{HOST}/%2e%2e/",
        f"https://{HOST}//evil.example/",
        f"https://{HOST}\n/uk/",
        f" https://{HOST}/uk/",
        f"https://{HOST}/uk/\n",
        f"https://{HOST}./uk/",
        "https://smba。trafficmanager.net/",
        "https://ѕmba.trafficmanager.net/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://2130706433/",
        "https://169.254.169.254/metadata/",
        "http://localhost:3978/",
        f"ftp://{HOST}/",
        f"//{HOST}/",
        HOST,
        "",
        None,
        7,
        f"https://{HOST}/" + "a" * 400,
    ],
)
def test_anything_else_is_refused(url):
    assert not permitted(url, TEAMS)


@pytest.mark.parametrize("url", ["http://localhost:56150/_connector", "http://127.0.0.1:9000/uk/"])
def test_this_machine_is_permitted_only_where_that_was_chosen(url):
    assert permitted(url, LOCAL)
    assert not permitted(url, TEAMS)


@pytest.mark.parametrize("url", [f"https://{HOST}/uk/", "http://10.0.0.4:9000/", "http://127.0.0.1.evil.example:80/"])
def test_an_anonymous_bot_speaks_to_this_machine_only(url):
    assert not permitted(url, LOCAL)


pieces = st.sampled_from(
    ["https://", "http://", HOST, "evil.example", "@", "\\", "/", ":", "443", "%2f", "#", "?", ".", "..", "\t", "[::1]"]
)
urls = st.lists(pieces | st.text(max_size=3), max_size=8).map("".join)


@given(urls | st.text().map(lambda tail: f"https://{HOST}{tail}"))
def test_whatever_is_permitted_is_read_as_teams_by_every_parser(url):
    if permitted(url, TEAMS):
        for host in (urlsplit(url).hostname, URL(url).host, URL(url, encoded=True).host):
            assert host == HOST
        assert urlsplit(url).port is None
        assert URL(url).port == 443
        assert URL(url).user is None
