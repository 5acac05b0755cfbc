"""What a policy officer mistypes is never taken for something else; what is said of it is in the officer's words."""

from __future__ import annotations

import copy
import random
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from permanence.journeys.journey_file import journey_from
from permanence.panel.panel_calendar import sittings
from permanence.policy import PolicyError, build, names, parse, read
from permanence.policy_file.reading import of_tables
from permanence.policy_tools.explain_policy import explain_policy
from permanence.timeline import timeline
from tests.permanence.test_policy_faults import GOOD

POLICIES = Path(__file__).parents[2] / "policies"
NOT_THE_OFFICERS_WORDS = re.compile(
    r"pydantic|validat|instance|Input |input should|dictionary|\bdict\b|regular expression|pattern|\bNone\b|\bstr\b|"
    r"\bint\b|tuple|datetime|\bbool|Literal|union|schema|type=|traceback|object at"
)
CHILD = {
    "child": "C-1",
    "date_of_birth": "2019-05-02",
    "events": [
        {"on": "2026-01-05", "type": "entered_care", "legal_status": "V2", "placement": "U6"},
        {"on": "2026-02-02", "type": "review_held"},
        {"on": "2026-02-16", "type": "plan_agreed", "plan": "long_term_fostering", "final": True},
    ],
}
Path_ = tuple[str | int, ...]


def leaves(part: Any, path: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Every value of a file, tables and lists among them, but for the file itself."""
    if path:
        yield path, part
    for key, value in part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ():
        yield from leaves(value, (*path, key))


def mistyped(value: Any) -> list[Any]:
    """What somebody may have typed in its place, by mistake."""
    match value:
        case bool():
            return [1, 0, "true", "yes", []]
        case int():
            return [True, float(value), str(value), f"{value} days", -value - 1, 10**9, []]
        case str():
            return [7, True, "", "   ", 1.5, date(2026, 1, 5), [[]]]
        case datetime() | date():
            return [f"{value:%d/%m/%Y}", datetime(2026, 1, 5, 10), 20260105, True]
        case time():
            return [10.0, 10, "10:00", 36_000, True]
        case list():
            return [[], True, 7, [[]], [{}], {}]
        case dict():
            return [{}, [], True, 8, "8 weeks", [7]]
        case _:
            return [True]


def put(raw: dict[str, Any], path: Path_, value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(raw)
    here: Any = changed
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = value
    return changed


def same_kind(before: Any, after: Any) -> bool:
    return type(before) is type(after)


def hold(name: str, raw: dict[str, Any], path: Path_, before: Any, after: Any) -> str:
    """Refused in the officer's words, or a policy that runs; what it was."""
    try:
        policy = build(of_tables(put(raw, path, after), "", name))
    except PolicyError as refused:
        for fault in refused.faults:
            said = str(fault).replace(str(after), "")
            assert not NOT_THE_OFFICERS_WORDS.search(said), f"{path}: {after!r}: {fault}"
        return "refused"
    # What a practice settles may be words, a number or yes and no.
    free = (
        path[0] == "practice"
        or isinstance(before, dict | list)
        or same_kind(before, after)
        or isinstance(after, str | list | bool)
    )
    assert free, f"{path}: {after!r} was taken in place of {before!r}"
    journey = journey_from(CHILD)
    timeline(policy, journey, date(2026, 6, 1))
    sittings(policy, date(2026, 1, 1), date(2026, 3, 1))
    explain_policy(policy)
    return "runs"


def cases(name: str) -> list[tuple[Path_, Any, Any]]:
    raw = tomllib.loads((POLICIES / f"{name}.toml").read_text(encoding="utf-8"))
    return [(path, before, after) for path, before in leaves(raw) for after in mistyped(before)]


@pytest.mark.parametrize("name", names())
def test_a_value_mistyped_anywhere_is_refused_or_runs(name: str) -> None:
    raw = tomllib.loads((POLICIES / f"{name}.toml").read_text(encoding="utf-8"))
    for path, before, after in random.Random(name).sample(cases(name), 60):
        hold(name, raw, path, before, after)


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_every_value_mistyped_is_refused_or_runs(name: str) -> None:
    raw = tomllib.loads((POLICIES / f"{name}.toml").read_text(encoding="utf-8"))
    done = [hold(name, raw, path, before, after) for path, before, after in cases(name)]
    assert done.count("refused") > len(done) / 2


PANEL = """
[[panel]]
name = "permanence"
clause = "SM-1"
title = "Permanence Panel"
day = "tuesday"
start = 10:00:00
end = 12:00:00
capacity = 6
slot_minutes = 20
"""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("start = 10:00:00", "start = 10.00"), "10.00 was found; write 10:00:00"),
        (("start = 10:00:00", "start = 9.30"), "9.30 was found; write 09:30:00"),
        (("start = 10:00:00", "start = 9.3"), "9.3 was found where a time"),
        (("start = 10:00:00", "start = 2.30"), "2.30 was found where a time"),
        (("start = 10:00:00", 'start = "10:00"'), "write 10:00:00 without quotes"),
        (("start = 10:00:00", 'start = "2.30 pm"'), "write 14:30:00 without quotes"),
        (("start = 10:00:00", "start = 10:00"), "a time needs its seconds: write 10:00:00"),
        (("end = 12:00:00", "end = 09:00:00"), "end must be later"),
        (("capacity = 6", "capacity = 20"), "20 children of 20 minutes take 400 minutes"),
        (("capacity = 6", 'capacity = "6"'), '"6" was found; write 6 without quotes'),
        (("capacity = 6", "capacity = 6.0"), "6.0 was found; write 6 without a decimal point"),
        (("weeks = 6", "weeks = true"), "true was found where a whole number is asked for"),
        (("{ weeks = 6 }", '"8 weeks"'), '"8 weeks" was found; write { weeks = 8 }'),
        (("{ weeks = 6 }", '"5 working days"'), "write { working_days = 5 }"),
        (("{ weeks = 6 }", "8"), "{ weeks = 8 } or { working_days = 8 }"),
        (("{ weeks = 6 }", "8 weeks"), "a length of time is a table: write { weeks = 8 }"),
        (("within = { weeks = 6 }", "earliest = []"), "earliest is empty; write what it says, or leave the line out"),
        (('version = "1"', 'version = "1"\n[[closure]]\nname = "Christmas"\nfrom = 24/12/2026'), "write 2026-12-24"),
        (('version = "1"', 'version = "1"\n[[closure]]\nname = "Christmas"\nfrom = "24/12/2026"'), "write 2026-12-24"),
        (
            ('version = "1"', 'version = "1"\n[[closure]]\nname = "X"\nfrom = 2026-12-31\nto = 2026-12-24'),
            "it ends on 2026-12-24, before it starts on 2026-12-31",
        ),
        (('id = "SM-1"', 'id = "1.1"'), '"1.1" was found; a clause is called by capital letters, a hyphen'),
        (('what = "ppm"', 'what = "life_story"'), 'or write [kinds] and below it life_story = "how people say it"'),
        (("[notice]\ndays = 14\n", ""), "it is missing; add the table [notice]"),
        (('title = "A small procedure"', "title = “A small procedure”"), "column 9 has a curly quotation mark"),
        (('title = "A small procedure"', 'title\u00a0= "A"'), "column 6 has a no-break space"),
        (('title = "A small procedure"', "title = A small procedure"), 'write "A small procedure"'),
        (('version = "1"', "version = 1"), '1 was found; write it in quotes: "1"'),
        (('version = "1"', 'version = "1"\nversion = "2"'), "this word stands twice in one table"),
        (
            ("due = {", "if = { age = { from = 5, under = 2 } }\ndue = {"),
            "no child is 5 or older and under 2",
        ),
        (
            ("due = {", 'if = { count = { event = "review_held", at_most = 0 } }\ndue = {'),
            "write at_least = 0 beside at_most = 0",
        ),
        (
            ("due = { within = { weeks = 6 } }", 'due = { undated = "soon" }\nshorter_interval = true'),
            "shorter_interval needs a date",
        ),
        (
            ("[notice]", '[[setting]]\npath = "panel.other.start"\nsays = "Ten."\n\n[notice]'),
            "nothing is called 'other' under panel",
        ),
    ],
)
def test_a_mistyped_line_says_what_to_type(change: tuple[str, str], said: str) -> None:
    text = GOOD + PANEL
    assert build(parse(text, "good.toml")).name == "small-council"
    changed = text.replace(*change)
    assert changed != text
    with pytest.raises(PolicyError) as refused:
        parse(changed, "small-council.toml")
    assert said in "\n".join(map(str, refused.value.faults))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_with_a_byte_order_mark_is_read(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text(GOOD, encoding=encoding)
    assert read(file).name == "small-council"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 and so on", "this is a Word or OpenDocument document"),
        (b"\xd0\xcf\x11\xe0 and so on", "this is a Word document"),
        (b"{\\rtf1 and so on", "this is a Word document in rich text"),
        (b"%PDF-1.7", "this is a PDF document"),
        (b"", "the file is empty; python app.py policy begin writes a first one"),
        (b" \n\n", "the file is empty"),
        (b'name = "x"\ntitle = "\xe9"\n', "line 2 has a character that is not UTF-8"),
        (b"a = " + b"[" * 100_000, "nested without end"),
        (b"#" * 5_000_000, "a procedure has at most 1,000,000"),
    ],
)
def test_a_file_that_is_no_policy_is_named(data: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "procedure.toml"
    file.write_bytes(data)
    with pytest.raises(PolicyError) as refused:
        read(file)
    assert said in str(refused.value)


def test_a_folder_and_a_file_that_is_not_there_are_named(tmp_path: Path) -> None:
    for path, said in ((tmp_path, "this is a folder"), (tmp_path / "none.toml", "could not be read")):
        with pytest.raises(PolicyError, match=said):
            read(path)
