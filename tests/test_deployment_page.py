"""The page on running it names every setting there is, and no other, and has the table of rights."""

from __future__ import annotations

import re
from pathlib import Path

import rights_table
from settings import PREFIX, Settings
from tab.sign_in.entra import BACK
from tab.sign_in.tokens import SCOPE, TEAMS

PAGE = (Path(__file__).parent.parent / "docs" / "deployment.md").read_text()


def test_every_setting_is_on_the_page_and_no_other() -> None:
    named = set(re.findall(rf"`{PREFIX}([A-Z_]+)`", PAGE))
    assert named == {name.upper() for name in Settings.model_fields}


def test_the_table_of_rights_is_on_the_page_as_it_is_printed() -> None:
    printed = PAGE.partition("<!-- rights -->\n")[2].partition("\n<!-- /rights -->")[0]
    assert printed == rights_table.table(), "python app.py rights prints it anew"


def test_what_is_registered_for_sign_in_is_what_the_page_asks_for() -> None:
    steps = PAGE.partition("### Sign-in to the page")[2].partition("## 2.")[0]
    assert set(re.findall(r"`([0-9a-f-]{36})`", steps)) == set(TEAMS)
    assert f"`https://YOUR-HOST{BACK}`" in steps
    assert f"`{SCOPE}`" in steps
    assert "`api://YOUR-HOST/APP-ID`" in steps


def test_every_page_it_points_to_is_there() -> None:
    for link in re.findall(r"\]\(([\w/.-]+\.md)\)", PAGE):
        assert (Path(__file__).parent.parent / "docs" / link).is_file(), link
