"""A file somebody sent is fetched from where Teams keeps files, and nothing of ours goes anywhere else."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp.abc import ResolveResult

from bot.engine.messages import Attached, NotFetched
from bot.teams.files import NotPublic, PublicOnly, TeamsFiles, permitted
from bot.teams.registration import ClientSecret, TeamsSettings
from tests.loopback.files import FileHost, Names

MOST = 200_000
PUBLIC = TeamsSettings(app_id="app", tenant_ids=("tenant",), credential=ClientSecret("secret"))
LOCAL = TeamsSettings(anonymous=True, allow_loopback_service_urls=True, allow_loopback_files=True)
QUICKLY = aiohttp.ClientTimeout(total=0.3)


@pytest.fixture
async def host() -> AsyncIterator[FileHost]:
    async with FileHost() as started:
        yield started


@pytest.fixture
async def files() -> AsyncIterator[TeamsFiles]:
    opened = TeamsFiles(LOCAL)
    yield opened
    await opened.close()


async def refused(files: TeamsFiles, *addresses: str, most: int = MOST) -> str:
    with pytest.raises(NotFetched) as no:
        await files.fetch([Attached("caseload.xlsx", address) for address in addresses], most)
    return no.value.sentence


async def test_a_file_is_fetched_whole_and_nothing_of_ours_goes_along(host: FileHost, files: TeamsFiles) -> None:
    data = bytes(range(256)) * 700
    first, second = host.keep("a.xlsx", data), host.keep("b.csv", b"CHILD\n")
    given = [Attached("a.xlsx", first), Attached("b.csv", second)]
    assert await files.fetch(given, MOST) == (data, b"CHILD\n")
    for _, headers in host.asked:
        assert {name.lower() for name in headers} <= {"host", "accept", "accept-encoding", "user-agent"}
        assert headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://council-my.sharepoint.com/a.xlsx",
        "ftp://council-my.sharepoint.com/a.xlsx",
        "https://council-my.sharepoint.com:8443/a.xlsx",
        "https://user@council-my.sharepoint.com/a.xlsx",
        "https://council-my.sharepoint.com@attacker.example/a.xlsx",
        "https://attacker.example/council-my.sharepoint.com/a.xlsx",
        "https://evilsharepoint.com/a.xlsx",
        "https://council-my.sharepoint.com.attacker.example/a.xlsx",
        "https://council-my.sharepoint.com\\@attacker.example/a.xlsx",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/a.xlsx",
        "https://127.0.0.1/a.xlsx",
        "http://127.0.0.1:80/a.xlsx",
        "https://localhost/a.xlsx",
        "https://council\u2024sharepoint.com/a.xlsx",
        "https://council.sharepoint.com/a\r\nHost: attacker.example",
        "https://council.sharepoint.com/" + "a" * 8000,
        "file:///etc/passwd",
    ],
)
def test_no_other_place_is_asked(address: str) -> None:
    assert not permitted(address, PUBLIC)


@pytest.mark.parametrize(
    ("address", "hosts", "may"),
    [
        (
            "https://council-my.sharepoint.com/personal/x/_layouts/15/download.aspx?id=1",
            (".sharepoint.com",),
            True,
        ),
        ("https://COUNCIL-MY.SharePoint.com/a.xlsx", (".sharepoint.com",), True),
        ("https://council-my.sharepoint.com/a.xlsx", ("council-my.sharepoint.com",), True),
        ("https://other-my.sharepoint.com/a.xlsx", ("council-my.sharepoint.com",), False),
        ("https://a.council-my.sharepoint.com/a.xlsx", ("council-my.sharepoint.com",), False),
    ],
)
def test_a_council_may_name_its_own_host_alone(address: str, hosts: tuple[str, ...], may: bool) -> None:
    settings = TeamsSettings(app_id="app", tenant_ids=("t",), credential=ClientSecret("s"), file_hosts=hosts)
    assert permitted(address, settings) is may


def test_this_machine_is_asked_only_when_that_was_chosen() -> None:
    assert permitted("http://127.0.0.1:5000/a.xlsx", LOCAL)
    assert not permitted("http://127.0.0.1:5000/a.xlsx", PUBLIC)
    assert not permitted("http://127.0.0.1.attacker.example/a.xlsx", LOCAL)
    assert not permitted("http://10.0.0.1:5000/a.xlsx", LOCAL)


@pytest.mark.parametrize(
    "inside",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1"),
        *("::1", "fd00::1", "fe80::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::127.0.0.1"),
        *("64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::1", "2001:0:1::1"),
    ],
)
async def test_a_name_that_points_inside_is_not_asked(inside: str) -> None:
    with pytest.raises(NotPublic):
        await PublicOnly(Names(council=inside)).resolve("council.sharepoint.com", 443)
    async with FileHost() as host:
        files = TeamsFiles(PUBLIC, resolver=Names(port=host.port, council=inside))
        try:
            assert "could not be fetched" in await refused(files, "https://council.sharepoint.com/a.xlsx")
        finally:
            await files.close()
        assert host.asked == []


@pytest.mark.parametrize("host", ["council..sharepoint.com", f"{'c' * 64}.sharepoint.com"])
async def test_a_host_that_can_be_no_name_is_one_sentence(host: str) -> None:
    files = TeamsFiles(PUBLIC)
    try:
        assert "could not be fetched" in await refused(files, f"https://{host}/a.xlsx")
    finally:
        await files.close()


async def test_one_address_inside_among_others_is_enough() -> None:
    class Both(Names):
        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
        ) -> list[ResolveResult]:
            names = Names(first="13.107.136.10", second="10.0.0.1")
            return [*await names.resolve("first", port), *await names.resolve("second", port)]

    with pytest.raises(NotPublic):
        await PublicOnly(Both()).resolve("council.sharepoint.com", 443)


@pytest.mark.parametrize("address", ["13.107.136.10", "2620:1ec:8f8::10", "64:ff9b::d6b:880a"])
async def test_where_files_are_is_public(address: str) -> None:
    [found] = await PublicOnly(Names(council=address)).resolve("council.sharepoint.com", 443)
    assert found["host"] == address


async def test_over_tls_the_name_must_be_the_hosts_own() -> None:
    async with FileHost("council.sharepoint.com") as host:
        names = Names(port=host.port, council="127.0.0.1", other="127.0.0.1")
        given = TeamsSettings(app_id="app", tenant_ids=("t",), credential=ClientSecret("s"), allow_loopback_files=True)
        files = TeamsFiles(given, resolver=names, tls=host.trusted)
        untrusting = TeamsFiles(given, resolver=names)
        try:
            address = host.keep("a.xlsx", b"content")
            assert await files.fetch([Attached("a.xlsx", address)], MOST) == (b"content",)
            assert "could not be fetched" in await refused(files, address.replace("council", "other", 1))
            assert "could not be fetched" in await refused(untrusting, address)
        finally:
            await files.close()
            await untrusting.close()
        assert len(host.asked) == 1


@pytest.mark.parametrize(
    "where",
    [
        "http://169.254.169.254/latest/meta-data/iam",
        "https://attacker.example/a.xlsx",
        "http://localhost:1/a.xlsx",
        "//attacker.example/a.xlsx",
        "file:///etc/passwd",
        "",
        "http://[",
    ],
)
async def test_a_host_cannot_send_us_on_to_another(host: FileHost, files: TeamsFiles, where: str) -> None:
    told = await refused(files, f"{host.address}/to?where={quote(where, safe='')}")
    assert "asks for signing in" in told or "could not be fetched" in told
    assert all(path.startswith("/to") for path, _ in host.asked)


async def test_a_host_may_send_us_on_within_itself_but_not_for_ever(host: FileHost, files: TeamsFiles) -> None:
    host.keep("a.xlsx", b"content")
    once = f"{host.address}/to?where=/file/a.xlsx"
    assert await files.fetch([Attached("a.xlsx", once)], MOST) == (b"content",)
    round_and_round = f"{host.address}/to?where=/to%3Fwhere%3D/to%253Fwhere%253D/to"
    assert "could not be fetched" in await refused(files, round_and_round)


async def test_too_much_is_not_read_whatever_the_host_says_of_its_size(host: FileHost, files: TeamsFiles) -> None:
    big = host.keep("big.xlsx", b"x" * (MOST + 1))
    assert "more than" in await refused(files, big)
    assert "more than" in await refused(files, f"{host.address}/endless")
    half = host.keep("half.xlsx", b"x" * (MOST // 2 + 1))
    assert "more than" in await refused(files, half, half)


async def test_a_host_that_does_not_answer_is_not_waited_for(host: FileHost) -> None:
    files = TeamsFiles(LOCAL, timeout=QUICKLY)
    try:
        assert "took too long" in await refused(files, f"{host.address}/slow")
    finally:
        await files.close()


@pytest.mark.parametrize("code", [401, 403, 404, 410])
async def test_a_link_that_has_run_out_asks_for_the_file_again(host: FileHost, files: TeamsFiles, code: int) -> None:
    assert "attach the file again" in await refused(files, f"{host.address}/status/{code}")


@pytest.mark.parametrize("code", [204, 206, 304, 400, 429, 500, 503])
async def test_any_other_answer_is_no_file(host: FileHost, files: TeamsFiles, code: int) -> None:
    assert "could not be fetched" in await refused(files, f"{host.address}/status/{code}")


async def test_a_host_that_is_not_there_is_said(files: TeamsFiles) -> None:
    assert "could not be fetched" in await refused(files, "http://127.0.0.1:1/a.xlsx")
