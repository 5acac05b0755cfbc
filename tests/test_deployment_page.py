"""The page on running it names every setting there is, and no other, and has the table of rights."""

from __future__ import annotations

import re
from pathlib import Path

import rights_table
from settings import PREFIX, Settings

PAGE = (Path(__file__).parent.parent / "docs" / "deployment.md").read_text()


def test_every_setting_is_on_the_page_and_no_other() -> None:
    named = set(re.findall(rf"`{PREFIX}([A-Z_]+)`", PAGE))
    assert named == {name.upper() for name in Settings.model_fields}


def test_the_table_of_rights_is_on_the_page_as_it_is_printed() -> None:
    printed = PAGE.partition("<!-- rights -->\n")[2].partition("\n<!-- /rights -->")[0]
    assert printed == rights_table.table(), "python app.py rights prints it anew"


def test_every_page_it_points_to_is_there() -> None:
    for link in re.findall(r"\]\(([\w/.-]+\.md)\)", PAGE):
        assert (Path(__file__).parent.parent / "docs" / link).is_file(), link
