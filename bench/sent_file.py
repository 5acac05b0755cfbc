"""How long a sent workbook takes to be previewed and imported, and how long the event loop stands still meanwhile.

`python -m bench.sent_file`. The stall of a quiet loop on the same machine is shown beside it.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from permanence import policy as policies
from permanence.people.person import BUSINESS_SUPPORT, Person
from records.previews.handed_in import NamedFile
from records.sample import make_sample
from storage import people
from storage.migrate import prepare
from storage.store import Press, Store
from usecases.house import House
from usecases.imports.import_preview import ImportPreview, import_preview
from usecases.imports.preview_files import PreviewFiles, preview_files

CHILDREN = (300, 2500, 10_000)
ROUNDS = 5
DAY = date(2026, 11, 20)
SUPPORT = Person("oid-support", "Sam Support", frozenset({BUSINESS_SUPPORT}))
LOOK = 0.001  # seconds between two looks at the loop


@dataclass(slots=True)
class Watch:
    """Seconds the watched part took, and the longest time in it that the loop did not come round."""

    took: float = 0.0
    stall: float = 0.0


@asynccontextmanager
async def watched() -> AsyncIterator[Watch]:
    seen = Watch()

    async def look() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(LOOK)
            seen.stall = max(seen.stall, time.perf_counter() - before - LOOK)

    looking, began = asyncio.create_task(look()), time.perf_counter()
    try:
        yield seen
    finally:
        seen.took = time.perf_counter() - began
        looking.cancel()


def press(number: int) -> Press:
    return Press(f"press {number}", SUPPORT.oid, SUPPORT.name, datetime.now(UTC))


async def measure(children: int) -> None:
    book = NamedFile("caseload.xlsx", make_sample(children, 1, DAY).workbook)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        prepare(url)
        store = Store(url)
        house = House(store, policies.load("bcp-2023"))
        async with store.change() as work:
            await people.keep(work, SUPPORT)
        quiet, previewed = [], []
        for number in range(ROUNDS):
            async with watched() as one:
                await asyncio.sleep(1)
            quiet.append(one)
            async with watched() as one:
                view = await preview_files(house, PreviewFiles((book,), DAY, press(number)))
            previewed.append(one)
        async with watched() as imported:
            await import_preview(house, ImportPreview(view.id, view.version, press(ROUNDS)))
        await store.close()
    _say(children, "quiet", quiet)
    _say(children, "preview", previewed)
    _say(children, "import", [imported])


def _say(children: int, what: str, seen: list[Watch]) -> None:
    took = sorted(one.took for one in seen)
    stall = sorted(one.stall * 1000 for one in seen)
    middle = len(seen) // 2
    print(
        f"{children:>6,} children  {what:<8} {took[middle]:5.2f} s ({took[0]:.2f} to {took[-1]:.2f})  "
        f"longest stall {stall[middle]:5.1f} ms ({stall[0]:.1f} to {stall[-1]:.1f})"
    )


if __name__ == "__main__":
    for some in CHILDREN:
        asyncio.run(measure(some))
