"""The page on importing holds sentence by sentence: what it says of files sent in the chat, and its limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.imports.receive_files import MOST_FILES
from records.files.container import MEGABYTE, MOST_BYTES, MOST_CELLS, MOST_INFLATED
from records.files.sandboxed_reader import LONGEST, MOST_MEMORY
from records.files.workbook import MOST_ROWS
from tests.bot.imports import test_sent_files as sent
from tests.bot.imports.test_sent_files import Office, office, support  # noqa: F401
from tests.dump import dump
from tests.loopback import Visitor
from tests.records import test_apart as apart, test_workbook as books
from tests.records.books import child, workbook

PAGE = (Path(__file__).parents[3] / "docs" / "importing.md").read_text(encoding="utf-8")
OURS = b'[codes.plan]\nlong_term_fostering = ["Stays put"]\n'
Tried = Callable[..., Any]


def sentences(section: str) -> list[str]:
    """The sentences of a section, one after another; a picture says nothing."""
    text = PAGE.split(f"\n## {section}\n")[1].split("\n## ")[0]
    words = " ".join(re.sub(r"^!\[.*$", "", text, flags=re.MULTILINE).replace("\n- ", " ").split())
    return [one for one in re.split(r"(?<=[.:]) (?=[A-Z*0-9])", words) if one]


async def test_twenty_files_are_taken_together_and_one_more_is_not(
    office: Office,  # noqa: F811
    support: Visitor,  # noqa: F811
) -> None:
    files = [(f"{n}.csv", b"") for n in range(MOST_FILES)]
    assert "is empty" in (await office.sends(support, *files)).card.words, "they are looked at"
    heard = await office.sends(support, *files, ("one-more.csv", b""))
    assert "These are 21 files; send at most 20 at a time." in heard.card.words


async def test_one_mapping_file_is_taken_with_them_and_two_are_not(
    office: Office,  # noqa: F811
    support: Visitor,  # noqa: F811
) -> None:
    book = ("list.xlsx", workbook(child(plan="Stays put")))
    heard = await office.sends(support, book, ("ours.toml", OURS))
    assert "1 child new to the record" in heard.card.words
    assert "Stays put" not in heard.card.words, "it is understood"
    two = await office.sends(support, book, ("ours.toml", OURS), ("theirs.toml", OURS))
    assert "at most one mapping file (.toml)" in two.card.words


async def test_in_the_channel_files_are_not_taken(office: Office, support: Visitor) -> None:  # noqa: F811
    await office.world.install(by=support)
    heard = await support.sends(("list.xlsx", office.host.keep("list.xlsx", workbook())), where=office.world.channel)
    assert any("Files are taken only in your own chat with the bot" in card.words for card in heard.cards)
    assert await office.how_many() == (0, 0)


async def test_of_the_file_itself_nothing_is_kept_and_doing_nothing_writes_nothing(
    office: Office,  # noqa: F811
    support: Visitor,  # noqa: F811
) -> None:
    book = workbook()
    await office.sends(support, ("list.xlsx", book))
    assert await office.how_many() == (0, 0)
    assert not any(
        book in str(cell).encode() or cell == book
        for rows in (await dump(office.store)).values()
        for row in rows
        for cell in row
    )


async def test_the_extract_counts_as_made_today_and_otherwise_on_the_day_said(
    office: Office,  # noqa: F811
    support: Visitor,  # noqa: F811
) -> None:
    assert "As of Fri 20 November 2026" in (await office.sends(support, ("list.xlsx", workbook()))).card.words
    said = await office.sends(support, ("list.xlsx", workbook()), text="as of 19/11/2026")
    assert "As of Thu 19 November 2026" in said.card.words


def test_the_limits_are_those_of_the_program() -> None:
    said = " ".join(sentences("Limits"))
    for words in (
        f"{MOST_BYTES // MEGABYTE} MB a file",
        f"{MOST_INFLATED // MEGABYTE} MB unpacked",
        f"{MOST_ROWS:,} rows with something in them",
        f"{MOST_CELLS:,} cells",
        f"{MOST_MEMORY // (1024 * MEGABYTE)} GB of memory and {LONGEST:.0f} seconds",
    ):
        assert words in said
    assert f"up to {MOST_FILES} at a time" in " ".join(sentences("In the chat"))


async def test_files_that_together_are_more_than_the_limit_are_named(
    office: Office,  # noqa: F811
    support: Visitor,  # noqa: F811
) -> None:
    half = b"x" * (MOST_BYTES // 2 + 1)
    heard = await office.sends(support, ("first.csv", half), ("second.csv", half))
    assert "second.csv makes this more than 25 MB" in heard.card.words


IN_THE_CHAT: Mapping[str, tuple[Tried, ...]] = {
    "Business support and administrators may also send": (
        sent.test_whoever_may_not_import_is_refused_before_anything_is_fetched,
        test_twenty_files_are_taken_together_and_one_more_is_not,
    ),
    "The answer is the same preview": (
        sent.test_a_long_list_is_shown_page_by_page_and_no_card_is_too_large,
        sent.test_returns_and_a_mapping_are_taken_together_as_at_the_command_line,
        test_one_mapping_file_is_taken_with_them_and_two_are_not,
    ),
    "**Import this** writes exactly": (
        sent.test_a_workbook_is_previewed_without_a_trace_and_imported_when_said_so,
        sent.test_it_is_imported_once_however_often_the_button_is_pressed,
    ),
    "When the record was changed meanwhile": (
        sent.test_what_was_changed_meanwhile_is_shown_anew_before_anything_is_written,
    ),
    "**Leave it** writes nothing": (sent.test_what_is_left_is_let_go,),
    "So does doing nothing:": (
        sent.test_a_preview_nobody_decided_is_gone_within_the_hour,
        test_of_the_file_itself_nothing_is_kept_and_doing_nothing_writes_nothing,
    ),
    "The extract counts as made today": (
        test_the_extract_counts_as_made_today_and_otherwise_on_the_day_said,
        sent.test_a_day_that_cannot_be_is_asked_for_again,
    ),
    "A file that cannot be read is answered": (sent.test_a_file_that_cannot_be_read_is_one_sentence_and_no_loss,),
    "Files are not taken in the channel": (test_in_the_channel_files_are_not_taken,),
    "Which hosts are fetched from": (sent.test_a_link_outside_teams_is_not_followed,),
}
LIMITS: Mapping[str, tuple[Tried, ...]] = {
    "25 MB a file, in the chat for all files": (
        test_files_that_together_are_more_than_the_limit_are_named,
        books.test_a_bomb_is_refused_before_it_is_unpacked_even_when_it_lies_about_its_size,
        books.test_a_hidden_sheet_is_not_read,
    ),
    "A sheet may have 100,000 rows": (
        books.test_more_rows_than_are_read_are_refused_with_the_limit_and_what_to_do,
        books.test_blank_rows_do_not_count_among_those_that_are_read,
        books.test_one_cell_in_the_far_corner_is_refused_instead_of_filling_the_memory,
    ),
    "In the chat a file is read in a process of its own": (
        apart.test_a_file_that_takes_too_much_memory_or_time_is_ended_and_said,
        apart.test_the_largest_workbook_that_is_taken_fits_its_memory,
    ),
    "Formulas count with the value Excel last worked out": (
        books.test_a_formula_that_was_worked_out_is_a_value_and_one_that_was_not_is_an_empty_cell_with_a_hint,
    ),
}


@pytest.mark.parametrize(("section", "tried"), [("In the chat", IN_THE_CHAT), ("Limits", LIMITS)])
def test_each_sentence_of_the_section_is_tried(section: str, tried: Mapping[str, tuple[Tried, ...]]) -> None:
    said = sentences(section)
    for sentence in said:
        assert any(sentence.startswith(begun) for begun in tried), f"nothing tries: {sentence}"
    for begun in tried:
        assert any(sentence.startswith(begun) for sentence in said), f"no longer said: {begun}"
