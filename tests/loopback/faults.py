"""What can go wrong at the connector, chosen by a test or a campaign."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to fail. `accepted`: the message is nevertheless there, as when the answer is lost on the way."""

    status: int = 500
    code: str = "ServiceError"
    retry_after: str | None = None
    accepted: bool = False
    reset: bool = False  # the connection is cut instead of an answer
    hang: bool = False  # no answer before `release()`
    location: str | None = None  # of a redirect
    body: str | None = None  # sent as it is instead of an error object


@dataclass(slots=True)
class _Planned:
    fault: Fault
    times: int | None
    when: Callable[[web.Request], bool] | None


@dataclass(slots=True)
class FaultPlan:
    """Faults in the order they were asked for; each is used up its number of times (None: for ever)."""

    planned: list[_Planned] = field(default_factory=list)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, fault: Fault, times: int | None = 1, when: Callable[[web.Request], bool] | None = None) -> None:
        if fault.hang:
            self.released.clear()
        self.planned.append(_Planned(fault, times, when))

    def clear(self) -> None:
        self.planned.clear()
        self.released.set()

    def take(self, request: web.Request) -> Fault | None:
        for entry in self.planned:
            if entry.when is not None and not entry.when(request):
                continue
            if entry.times is not None:
                entry.times -= 1
                if entry.times <= 0:
                    self.planned.remove(entry)
            return entry.fault
        return None

    async def answer(self, fault: Fault, request: web.Request) -> web.StreamResponse:
        if fault.hang:
            await self.released.wait()
        if fault.reset or fault.hang:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        headers = {"Retry-After": fault.retry_after} if fault.retry_after is not None else {}
        if fault.location is not None:
            headers["Location"] = fault.location
        if fault.body is not None:
            return web.Response(status=fault.status, text=fault.body, headers=headers)
        error = {"error": {"code": fault.code, "message": "made to fail"}}
        return web.json_response(error, status=fault.status, headers=headers)
