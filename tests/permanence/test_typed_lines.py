"""Every way of mistyping a line is answered with what to type, and no answer speaks the language of the reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError
from pydantic_core import InitErrorDetails
from pydantic_core._pydantic_core import list_all_errors

from permanence.policy import PolicyError, build, parse, read
from permanence.policy_file.document import PolicyFile
from permanence.policy_file.wording import STEPS, said
from tests.permanence.test_mistyped_policies import NOT_THE_OFFICERS_WORDS, PANEL
from tests.permanence.test_policy_faults import GOOD

ROOT = Path(__file__).parents[2]


def test_no_fault_of_any_type_speaks_the_readers_language() -> None:
    for error in list_all_errors():
        if error["type"] in ("value_error", "assertion_error"):
            continue  # those carry a sentence of ours
        for loc in (("title",), ("rule", 0, "due", 0, "within"), ("panel", 0, "start"), ("nothing", "here")):
            details = InitErrorDetails(type=error["type"], loc=loc, input="x", ctx=error.get("example_context") or {})
            trouble = ValidationError.from_exception_data("PolicyFile", [details])
            for _path, sentence in said(trouble, PolicyFile, {}):
                assert not NOT_THE_OFFICERS_WORDS.search(sentence), (error["type"], sentence)


LENGTH, DAY, VERSION, START = "{ weeks = 6 }", 'day = "tuesday"', 'version = "1"', "start = 10:00:00"
HELD = 'met_by = { event = "ppm_held" }'
TITLE = 'title = "A small procedure"'
TYPED = [
    (START, "start = 10.00", "start: 10.00 was found; write 10:00:00"),
    (START, 'start = "10:00"', "write 10:00:00 without quotes"),
    (START, 'start = "2.30 pm"', "write 14:30:00 without quotes"),
    (START, "start = 10:00", "line 37: column 9: a time needs its seconds: write 10:00:00"),
    (START, "start = 9:00", "write 09:00:00"),
    (START, "start = 10am", "a time needs its seconds: write 10:00:00"),
    (START, "start = 10:00:30", "10:00:30 was found, which is not a full minute; a time is written 10:00:00"),
    (START, "start = 25:00:00", "25:00:00 is no day and no time there is"),
    ("end = 12:00:00", "end = 09:00:00", "end must be later"),
    ("capacity = 6", "capacity = 20", "there are 120; write capacity = 6, or other times"),
    ("capacity = 6", 'capacity = "6"', 'capacity: "6" was found; write 6 without quotes'),
    ("capacity = 6", "capacity = 6.0", "6.0 was found; write 6 without a decimal point"),
    (
        "capacity = 6",
        "capacity = 1e99",
        "1e99 was found where a whole number is asked for",
    ),
    ("capacity = 6", f"capacity = {'9' * 5000}", "line 39: column 12: a number of 5000 digits was found"),
    ("weeks = 6", "weeks = true", "true was found where a whole number is asked for; write it as in weeks = 8"),
    ("weeks = 6", "weeks = 08", "08 was found; write 8"),
    ("weeks = 6", "weeks: 6", "weeks is followed by a colon; write weeks = ..."),
    ("weeks = 6", "weeks = ", "nothing stands after weeks ="),
    (LENGTH, '"8 weeks"', 'within: "8 weeks" was found; write { weeks = 8 }'),
    (LENGTH, '"eight weeks"', "write { weeks = 8 }"),
    (LENGTH, '"5 working days"', "write { working_days = 5 }"),
    (LENGTH, "8", "{ weeks = 8 } or { working_days = 8 }, whichever is meant"),
    (LENGTH, "8 weeks", "line 26: column 18: a length of time is a table: write { weeks = 8 }"),
    (LENGTH, "{ months = 400 }", "400 months were found; no length of time is longer than 25 years"),
    (LENGTH, "{ weeks = 6", "column 7: what stands in { } must stand on one line"),
    (
        "within = { weeks = 6 }",
        "earliest = []",
        "due.earliest: earliest is empty; write what it says",
    ),
    ("within = { weeks = 6 }", "within = { weeks = 6 }, opens = { weeks = 7 }", "opens is not earlier than within"),
    (DAY, "day = 2", "2 was found; allowed are monday, tuesday"),
    (DAY, "day = Tuesday", 'words stand in quotes: write "Tuesday"'),
    (DAY, 'day = "Tuesday"', "the nearest is 'tuesday'"),
    (TITLE, 'title = ["A procedure"]', 'a list was found; write "A procedure"'),
    (DAY, f"{DAY}\nnth_of_month = [true]", "true was found; a whole number belongs here"),
    (DAY, f"{DAY}\nnth_of_month = [1.0]", "1.0 was found; a whole number belongs here"),
    (DAY, f"{DAY}\nnth_of_month = [1st, 3rd]", "1st was found; write 1"),
    (DAY, f"{DAY}\nnth_of_month = 1, 3", "several values stand in brackets; write nth_of_month = [1, 3]"),
    (DAY, f"{DAY}\nnth_of_month = [1, 3", "line 37: column 16: the [ that stands here is not closed"),
    (DAY, f"{DAY}\ncounted_from = 24/12/2026", "a date is written with the year first: write 2026-12-24"),
    (DAY, f'{DAY}\ncounted_from = "24/12/2026"', "write 2026-12-24 without quotes"),
    (DAY, f'{DAY}\ncounted_from = "2026-12-22"', "write 2026-12-22 without quotes"),
    (DAY, f"{DAY}\ncounted_from = 24 December 2026", "write 2026-12-24"),
    (DAY, f"{DAY}\ncounted_from = 2026-02-30", "2026-02-30 is no day and no time there is"),
    (DAY, f"{DAY}\ncounted_from = 0026-12-24", "a date here is from 1989-11-16 to 2060-12-31"),
    (
        DAY,
        f"{DAY}\ncounted_from = 2026-12-24",
        "counted_from 2026-12-24 is a Thursday, on which the panel",
    ),
    (DAY, f"{DAY}\nfrom = 2026-12-01\nuntil = 2026-11-01", "until 2026-11-01 is not later than from 2026-12-01"),
    (DAY, 'day = "tuesday', "column 7: the text that begins here is not closed on its line"),
    (DAY, 'day = "tuesday”', "column 15: ” is a curly quotation mark; type"),
    (DAY, "day : tuesday", "day is followed by a colon"),
    (DAY, "day", "no = stands on this line: day"),
    (DAY, f"{DAY}\n{DAY}", "line 37: this word stands twice in one table: day"),
    (DAY, f'{DAY}\ntitle2 = "C:\\Users\\me"', "column 13: a backslash in a text is written twice"),
    (DAY, f'{DAY}\ncolour = "red"', "'colour' is not a known key; allowed are name, clause, title, day"),
    (
        VERSION,
        f'{VERSION}\n[[closure]]\nname = "X"\nfrom = 2026-12-31\nto = 2026-12-24',
        "it ends on 2026-12-24, before it starts",
    ),
    (VERSION, f'{VERSION}\n[[closure]]\nname = "X"\nfrom = 2026-12-31\nto = 2056-12-24', "is longer than a year"),
    (VERSION, "version = 1", '1 was found; write it in quotes: "1"'),
    (VERSION, "version = 2025-05", 'write "2025-05"'),
    ('id = "SM-1"', 'id = "1.1"', 'as in ANY-1 or ANY-1.1: write id = "ANY-1.1"'),
    ('id = "SM-1"', "id = 1.10", '1.10 was found; write "ANY-1.10"'),
    ('id = "SM-1"', 'id = "sm-1"', 'write id = "SM-1"'),
    (
        'what = "ppm"',
        'what = "life_story"',
        'or write [kinds] and below it life_story = "how people say it"',
    ),
    ('what = "ppm"', 'what = "Life story"', 'write what = "life_story"'),
    ("[notice]\ndays = 14\n", "", "notice: it is missing; add the table [notice] and below it"),
    ("[notice]\ndays = 14\n", "", "days = 14; Step 6 of docs/writing-a-policy.md shows it"),
    (f"{TITLE}\n", "", 'title: it is missing; write title = "Permanence Procedure" at the top of the file; Step 1 of'),
    ("[[rule]]", "[rule]", "of rule there may be several, so write [[rule]] above each"),
    ("[notice]", "[[notice]]", "there is one notice, so write [notice] above it"),
    ("[milestones]", "[notice]\ndays = 1\n[milestones]", "this table stands twice: [notice]; put the two together"),
    ("[milestones]", "[mile stones]", "the name of a table has no spaces"),
    ("[[rule]]", "[[rule]", "[[rule] has brackets of two kinds; write [[rule]] where there are several"),
    (
        "due = { within = { weeks = 6 } }",
        "  [due]\n  within = { weeks = 6 }",
        "due belongs in [[rule]]: write it there",
    ),
    ("days = 14", 'days = 14\nrecord_system = "x"', "record_system belongs at the top of the file"),
    (TITLE, "title = “A small procedure”", "line 2: column 9 has a curly quotation mark, as Word writes them"),
    (TITLE, 'title\u00a0= "A"', "line 2: column 6 has a no-break space; type an ordinary space"),
    ("days = 14", "days = –14", "column 8 has an en dash; type an ordinary hyphen"),
    (TITLE, "title = A small procedure", 'words stand in quotes: write "A small procedure"'),
    (TITLE, 'title = "A "small" procedure"', "a quotation mark stands inside the text"),
    (HELD, 'met_by = "ppm_held"', '"ppm_held" was found; write { event = "ppm_held" }'),
    (HELD, f'{HELD}\nuntil_permanence = "yes"', "write true without quotes"),
    (HELD, f"{HELD}\nuntil_permanence = 1", "1 was found; write true"),
    (HELD, f"{HELD}\nuntil_permanence = True", "True was found; write true"),
    (HELD, f"{HELD}\nif = {{ age = {{ from = 5, under = 2 }} }}", "no child is 5 or older and under 2"),
    (HELD, f"{HELD}\nif = {{ age = {{ at_least = 5 }} }}", "'at_least' is not a known key; allowed are from, under"),
    (HELD, f'{HELD}\nif = {{ count = {{ event = "ppm_held", at_most = 0 }} }}', "write at_least = 0"),
    (HELD, f"{HELD}\nif = {{ }}", "if: the table is empty; write at least one of in_care"),
    (HELD, f"{HELD}\nfrom = 2027-01-01\nuntil = 2026-01-01", "until 2026-01-01 is not later than from 2027-01-01"),
    ("due = { within = { weeks = 6 } }", "due = { undated = 1 }", "1 was found; it is written true, or left out"),
    ("due = { within = { weeks = 6 } }", "due = { before = { birth = 1 } }", "1 was found; it is written true"),
    (
        "due = { within = { weeks = 6 } }",
        'due = { undated = "soon" }\nshorter_interval = true',
        "shorter_interval needs a date that an interval can shorten",
    ),
    ("[notice]", '[[setting]]\npath = "panel.other.start"\nsays = "Ten."\n\n[notice]', "nothing is called 'other'"),
    (
        "[notice]",
        '[fact.permanence]\nsays = "x"\nwhen = { in_care = true }\n[notice]',
        "fact 'permanence' is always there",
    ),
]


@pytest.mark.parametrize(("line", "typed", "answer"), TYPED, ids=[typed[:40] or "nothing" for _, typed, _ in TYPED])
def test_a_mistyped_line_says_what_to_type(line: str, typed: str, answer: str) -> None:
    text = GOOD + PANEL
    changed = text.replace(line, typed, 1)
    assert changed != text
    with pytest.raises(PolicyError) as refused:
        parse(changed, "small-council.toml")
    told = "\n".join(map(str, refused.value.faults))
    assert answer in told, told
    assert not NOT_THE_OFFICERS_WORDS.search(told), told
    assert "line" in told


def test_the_line_nobody_mistyped_is_read() -> None:
    assert build(parse(GOOD + PANEL, "good.toml")).name == "small-council"


def test_every_line_with_a_curly_quotation_mark_is_named_at_once() -> None:
    with pytest.raises(PolicyError) as refused:
        parse(GOOD.replace('"A small procedure"', "“A”").replace('"Small Council"', "“B”"), "small.toml")
    assert [fault.line for fault in refused.value.faults] == [2, 3]


def test_a_curly_quotation_mark_inside_a_text_is_a_letter_like_any_other() -> None:
    text = GOOD.replace(
        "within six weeks of coming into care", "within “six weeks” – of\u00a0coming into the council’s care"
    )
    assert "“six weeks”" in parse(text, "small.toml").clause[0].quote


def test_each_table_is_said_to_stand_where_the_guide_shows_it() -> None:
    guide = (ROOT / "docs" / "writing-a-policy.md").read_text(encoding="utf-8")
    steps = dict(re.findall(r"^## (Step \d)\.(.*?)(?=^## )", guide, re.MULTILINE | re.DOTALL))
    for step, words in STEPS.items():
        for word in words:
            shown = rf"^\[?\[{word}\]|^{word} ="
            assert re.search(shown, steps[step], re.MULTILINE), f"{word} is not shown in {step}"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_file_with_a_byte_order_mark_is_read(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_text(("\ufeff" if encoding == "utf-16-le" else "") + GOOD, encoding=encoding)
    assert read(file).name == "small-council"


def test_a_file_is_the_same_with_the_line_ends_of_windows(tmp_path: Path) -> None:
    file = tmp_path / "small.toml"
    file.write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert read(file) == parse(GOOD, "small.toml")


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"PK\x03\x04 word/document.xml", "this is a Word document"),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", "this is an OpenDocument text"),
        (b"PK\x03\x04 xl/workbook.xml", "this is an Excel workbook"),
        (b"PK\x03\x04 and so on", "this is a Word or OpenDocument document, or another packed file"),
        (b"\xd0\xcf\x11\xe0 and so on", "this is a Word document of an older kind"),
        (b"{\\rtf1 and so on", "this is a Word document in rich text"),
        (b"%PDF-1.7", "this is a PDF document"),
        (b"<!DOCTYPE html><html>", "this is a web page"),
        (b'{"name": "x"}', "this looks like JSON"),
        (b"", "the file is empty; python app.py policy begin writes a first one"),
        (b" \n\n", "the file is empty"),
        (b"\xef\xbb\xbf\n", "the file is empty"),
        (b'name = "x"\ntitle = "\xe9"\n', "line 2 has a character that is not UTF-8 (é"),
        (b"name\x00 = 1", "it holds bytes that are no text"),
        (b"a = " + b"[" * 100_000, "its tables are nested without end, 100000 deep"),
        (b"a" + b".a" * 100_000 + b" = 1", "line 1: 100000 dots stand on this line"),
        (b"#" * 5_000_000, "the file has 5,000,000 bytes and a procedure has at most 1,000,000"),
    ],
    ids=lambda given: str(given)[:30],
)
def test_a_file_that_is_no_policy_is_named(data: bytes, answer: str, tmp_path: Path) -> None:
    file = tmp_path / "procedure.toml"
    file.write_bytes(data)
    with pytest.raises(PolicyError) as refused:
        read(file)
    assert answer in str(refused.value)


def test_a_folder_and_a_file_that_is_not_there_are_named(tmp_path: Path) -> None:
    for path, answer in ((tmp_path, "this is a folder"), (tmp_path / "none.toml", "there is no such file")):
        with pytest.raises(PolicyError, match=answer):
            read(path)
