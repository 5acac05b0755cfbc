"""Reads files in a process of its own, with little memory and time and nothing of ours in it: a file may be hostile."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from records.files.container import MEGABYTE
from records.files.mapping import default_mapping, load_mapping
from records.files.problems import RecordError
from records.previews.as_lines import lines_of
from records.previews.handed_in import NamedFile, read_files

ROOT = Path(__file__).parents[2]
MOST_MEMORY = 1024 * MEGABYTE
LONGEST = 20  # seconds, of the processor's time and by the clock
MOST_TOLD = 128 * MEGABYTE
CHUNK = 64 * 1024
REFUSED, TOO_MUCH = 3, 4


class ReaderFailed(RuntimeError):
    """The reader has a fault; the text says where in the program, never what was in the file."""


async def read_apart(
    files: Sequence[NamedFile],
    mapping: NamedFile | None = None,
    *,
    memory: int = MOST_MEMORY,
    seconds: float = LONGEST,
    told: int = MOST_TOLD,
) -> bytes:
    """What the files say, as `as_lines` writes it; RecordError as `read_files`, and for a file that takes too much."""
    given = [*files, mapping] if mapping else list(files)
    head = {"files": [[file.name, len(file.data)] for file in given], "mapping": mapping is not None, "memory": memory}
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "records.files.sandboxed_reader"),
        cwd=ROOT,
        env={},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert child.stdin
    assert child.stdout
    assert child.stderr
    try:
        async with asyncio.timeout(seconds):
            _, out, err = await asyncio.gather(
                _feed(child.stdin, [json.dumps(head).encode() + b"\n", *(file.data for file in given)]),
                _bounded(child.stdout, told + 1),
                _bounded(child.stderr, CHUNK),
            )
            code = await child.wait()
    except TimeoutError as error:
        raise _too_much(files) from error
    finally:
        await end(child, child.stdout, child.stderr)
    if len(out) > told:
        raise _too_much(files)
    return _told(code, out, err, files)


async def end(child: asyncio.subprocess.Process, *told: asyncio.StreamReader) -> None:
    """Kill it unless it has ended. What it wrote is read to its end: Python 3.11 would wait for that for ever."""
    if child.returncode is None:
        with suppress(ProcessLookupError):
            child.kill()
    await asyncio.gather(*(_bounded(stream, 0) for stream in told))
    await child.wait()


def _told(code: int, out: bytes, err: bytes, files: Sequence[NamedFile]) -> bytes:
    if code == 0:
        return out
    if code == REFUSED:
        raise RecordError(out.decode())
    if code == TOO_MUCH or -code in (signal.SIGKILL, signal.SIGXCPU, signal.SIGABRT):
        raise _too_much(files)
    raise ReaderFailed(f"the reader ended with {code}: {err.decode(errors='replace')}")


def _too_much(files: Sequence[NamedFile]) -> RecordError:
    names = ", ".join(file.name for file in files)
    return RecordError(
        f"{names}: reading this takes more time or memory than it is given here; "
        "copy the list alone into a new workbook, save it and send that."
    )


async def _feed(to: asyncio.StreamWriter, parts: Sequence[bytes]) -> None:
    """In small parts, so that the loop goes on; a reader that ended has said why in its own way."""
    with suppress(BrokenPipeError, ConnectionResetError):
        for part in parts:
            for start in range(0, len(part), CHUNK):
                to.write(part[start : start + CHUNK])
                await to.drain()
        to.close()
        await to.wait_closed()


async def _bounded(stream: asyncio.StreamReader, most: int) -> bytes:
    found = bytearray()
    while chunk := await stream.read(CHUNK):
        found += chunk[: most - len(found)]
    return bytes(found)


def main() -> int:
    """The reader: limits first, then the files from standard input, then lines or one sentence on standard output."""
    try:
        default_mapping()
        head = json.loads(sys.stdin.buffer.readline())
        _limit(head["memory"])
        files = [NamedFile(name, sys.stdin.buffer.read(size)) for name, size in head["files"]]
        own = files.pop() if head["mapping"] else None
        read = read_files(files, load_mapping(own.data, own.name) if own else default_mapping())
        for line in lines_of(read):
            sys.stdout.buffer.write(line.encode() + b"\n")
        sys.stdout.buffer.flush()
    except RecordError as no:
        sys.stdout.buffer.write(no.sentence.encode())
        return REFUSED
    except MemoryError:
        return TOO_MUCH
    return 0


def _limit(memory: int) -> None:
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: LONGEST,
        resource.RLIMIT_FSIZE: 0,  # no file is written
        resource.RLIMIT_CORE: 0,  # and nothing of a child's record is left behind by a crash
    }
    for limit, most in limits.items():
        with suppress(ValueError):  # a stricter limit is in force already
            resource.setrlimit(limit, (most, most))


def _places(kind: type[BaseException], error: BaseException, where: object) -> None:
    """An error's places in the program and its kind: what it says may quote a child's record."""
    lines = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    sys.stderr.write(f"{lines}{kind.__name__}\n")


def say_places_only() -> None:
    """What a library writes of a file it fails over goes nowhere; an error's places go where standard error went."""
    told = os.dup(sys.stderr.fileno())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stderr.fileno())
    sys.stderr = open(told, "w", encoding="utf-8")  # noqa: SIM115  open until the reader ends
    sys.excepthook = _places


if __name__ == "__main__":
    say_places_only()
    sys.exit(main())
