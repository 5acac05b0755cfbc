"""Fetches and sends files: from and to the hosts Teams keeps files on and no other, so much and no longer."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Sequence
from ssl import SSLContext

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.engine.messages import Attached, NotFetched
from bot.teams.reading import TooLarge, read_bounded
from bot.teams.registration import TeamsSettings

TIMEOUT = aiohttp.ClientTimeout(total=8, sock_connect=4)  # seconds; Teams waits 15 for the whole answer
HOPS = 3  # from one address of a host to another of the same
MEGABYTE = 1024 * 1024
MOST_SENT = 20 * MEGABYTE
NOT_TAKEN = "Your OneDrive did not take the file; ask for it again in a minute."
_FILE = re.compile(r"https://(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*)/[!-~]*", re.ASCII)
_LOOPBACK = re.compile(r"http://(127\.0\.0\.1|localhost)(:[0-9]{1,5})?/[!-~]*", re.ASCII)
LONGEST_ADDRESS = 8000
UNICAST = ipaddress.IPv6Network("2000::/3")
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # what a network without IPv4 makes of an IPv4 address


class NotPublic(OSError):
    """The name stands for an address inside a network, where no file of Teams is."""


def is_public(address: str) -> bool:
    """An address of one machine of the public internet; an IPv6 that stands for an IPv4 is judged by that."""
    its = ipaddress.ip_address(address)
    if isinstance(its, ipaddress.IPv6Address):
        if its in TRANSLATED:
            return is_public(str(ipaddress.IPv4Address(int(its) & 0xFFFFFFFF)))
        return its in UNICAST and its.is_global and its.sixtofour is None
    return its.is_global and not its.is_multicast


class PublicOnly(AbstractResolver):
    """A resolver that gives only addresses of the public internet, so that a name cannot point inside."""

    def __init__(self, inner: AbstractResolver) -> None:
        self._inner = inner

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        if not found or not all(is_public(one["host"].partition("%")[0]) for one in found):
            raise NotPublic(host)
        return found

    async def close(self) -> None:
        await self._inner.close()


class TeamsFiles:
    """No cookie, no token and no proxy goes along: the address itself is the key to the file."""

    def __init__(
        self,
        settings: TeamsSettings,
        timeout: aiohttp.ClientTimeout = TIMEOUT,
        resolver: AbstractResolver | None = None,
        tls: SSLContext | bool = True,
    ) -> None:
        self._settings = settings
        self._timeout = timeout
        inner = resolver or aiohttp.DefaultResolver()
        links = aiohttp.TCPConnector(
            resolver=inner if settings.allow_loopback_files else PublicOnly(inner), ssl=tls, use_dns_cache=False
        )
        self._session = aiohttp.ClientSession(
            connector=links, trust_env=False, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False
        )

    async def close(self) -> None:
        await self._session.close()

    async def fetch(self, files: Sequence[Attached], most: int) -> tuple[bytes, ...]:
        """The content of each, at most so many bytes together; NotFetched, one sentence, when one cannot be had."""
        found: list[bytes] = []
        try:
            async with asyncio.timeout(self._timeout.total):
                for given in files:
                    found.append(await self._one(given, most - sum(len(data) for data in found), most))
        except TimeoutError as error:
            raise NotFetched("Fetching this took too long, so nothing was read: send it again in a minute.") from error
        return tuple(found)

    async def send(self, address: str, data: bytes, shown_at: str) -> str:
        """Put a file where Teams opened a place for it; the address it can be opened at, when that is one of Teams'.

        The address is the key to the place: no token goes along, and nothing is sent on to where it may lead.
        """
        if not permitted(address, self._settings):
            raise NotFetched("Teams named a place for the file where the bot may not send it; tell your administrator.")
        if len(data) > MOST_SENT:
            raise NotFetched("This file is too large to be sent in a chat; ask your administrator for it.")
        headers = {
            "Content-Range": f"bytes 0-{len(data) - 1}/{len(data)}",
            "Content-Type": "application/octet-stream",
        }
        try:
            async with self._session.put(
                URL(address, encoded=True), data=data, headers=headers, timeout=self._timeout, allow_redirects=False
            ) as answer:
                status = answer.status
        except (aiohttp.ClientError, OSError, ValueError, TimeoutError) as error:
            raise NotFetched(NOT_TAKEN) from error
        if status not in (200, 201):
            raise NotFetched(NOT_TAKEN)
        return shown_at if permitted(shown_at, self._settings) else ""

    async def _one(self, given: Attached, room: int, most: int) -> bytes:
        address = given.address
        try:
            for _ in range(HOPS):
                self._refuse(given, address)
                url = URL(address, encoded=True)
                async with self._session.get(
                    url, headers={"Accept-Encoding": "identity"}, timeout=self._timeout, allow_redirects=False
                ) as answer:
                    if answer.status not in (301, 302, 303, 307, 308):
                        return await self._content(given, answer, room)
                    address = _next(given, url, answer)
        except TooLarge as error:
            limit = f"{most // MEGABYTE} MB" if most >= MEGABYTE else f"{most:,} bytes"
            raise NotFetched(
                f"{given.name} makes this more than {limit}, the most that is read at once: "
                "remove other sheets and pictures, or send the files one after the other."
            ) from error
        except TimeoutError:
            raise
        except (
            aiohttp.ClientError,
            OSError,
            ValueError,
        ) as error:  # ValueError: a host no name server can be asked for
            raise _failed(given) from error
        raise _failed(given)

    def _refuse(self, given: Attached, address: str) -> None:
        if not address:
            raise NotFetched(
                f"Teams did not say where {given.name} is kept: attach the file itself from your own computer."
            )
        if not permitted(address, self._settings):
            raise NotFetched(
                f"{given.name} is kept where the bot may not fetch from; "
                "attach it from your own computer, or ask your administrator to allow its host."
            )

    async def _content(self, given: Attached, answer: aiohttp.ClientResponse, room: int) -> bytes:
        if answer.status in (401, 403, 404, 410):
            raise NotFetched(f"The link to {given.name} does not hold any more: attach the file again.")
        if answer.status != 200:
            raise _failed(given)
        if (answer.content_length or 0) > room:
            raise TooLarge(given.name)
        return await read_bounded(answer.content, room)


def permitted(address: str, settings: TeamsSettings) -> bool:
    """Plain https, a host that is allowed or ends as allowed, no port, user or bare address; loopback if chosen."""
    if len(address) > LONGEST_ADDRESS:
        return False
    if settings.allow_loopback_files and _LOOPBACK.fullmatch(address):
        return True
    parts = _FILE.fullmatch(address)
    host = parts["host"].lower() if parts else ""
    return any(host == known or (known.startswith(".") and host.endswith(known)) for known in settings.file_hosts)


def _next(given: Attached, url: URL, answer: aiohttp.ClientResponse) -> str:
    """Where a host sends on to, when that is itself."""
    try:
        address = url.join(URL(answer.headers.get("Location", ""), encoded=True))
        within = address.origin() == url.origin()
    except ValueError as error:
        raise _failed(given) from error
    if not within:
        raise NotFetched(
            f"{given.name} is shared by a link that asks for signing in: attach the file itself from your own computer."
        )
    return str(address)


def _failed(given: Attached) -> NotFetched:
    return NotFetched(f"{given.name} could not be fetched from where Teams keeps it: send it again in a minute.")
