"""The table of rights: every way in stands in it, and every right has a way in."""

from __future__ import annotations

import rights_table
from bot.routes import CONTENTS
from cli.commands import COMMANDS
from permanence.people.rights import ACHIEVE
from tab.contents import PAGES
from tests.cli.test_loading import NO_DATABASE


def test_every_right_is_asked_by_some_button_words_or_command() -> None:
    asked = {right for right, _ in rights_table.ways_of_all()}
    by_what_is_recorded = {ACHIEVE}  # of the facts one button records, those that are permanence
    assert set(rights_table.every_right()) == asked | by_what_is_recorded


def test_every_button_and_command_is_in_the_table_and_in_one_row_only() -> None:
    rows = rights_table.table(ways=True).splitlines()[2:]
    ways = [way for row in rows for way in row.rpartition(" | ")[2].rstrip(" |").split(", ") if way]
    assert len(ways) == len(set(ways))
    pages = {f"`{route.method} {route.path}`" for page in PAGES for route in page.routes}
    assert {f"`{verb}`" for verb in CONTENTS.verbs} | {f"`{name}`" for name in CONTENTS.commands} | pages <= set(ways)


def test_every_command_line_that_opens_the_record_has_a_right() -> None:
    assert {name for name, command in COMMANDS.items() if command.right} == set(COMMANDS) - NO_DATABASE
