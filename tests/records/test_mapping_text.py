"""A council's mapping file is read as an editor saves it; what is no such file is named with what to do."""

from __future__ import annotations

import pytest

from records.files.mapping import load_mapping
from records.files.problems import RecordError

OWN = '[codes.plan]\nconnected_person_foster_care = ["Stays with nan"]\n'
EXTRACT = '[extract]\nname = "x"\n[extract.columns]\nchild = "Ref"\nentered = "In"\nlegal_status = "S"\n'
WHOLE = f'{EXTRACT}legal_status_since = "Since"\n'
REFUSED = {
    "curly quotation marks": ("[extract]\nname = “x”\n".encode(), "line 2, column 8 has a curly quotation mark"),
    "a Word document": (
        b"PK\x03\x04" + b"\0" * 30 + b"word/document.xml",
        "this is a Word document",
    ),
    "a picture": (b"\x89PNG....", "this is a picture; a mapping file is a plain text file"),
    "older letters": (
        '[codes.plan]\nadoption = ["Café"]\n'.encode("cp1252"),
        "line 2 has a character",
    ),
    "no TOML": (b"[codes.plan\n", "is not a TOML file: Expected"),
    "a misspelt table": (
        EXTRACT.replace("columns", "colums").encode(),
        "colums is not a known word under [extract]; did you",
    ),
    "a misspelt fact": (
        f'{WHOLE}placment = "P"\n'.encode(),
        "is not a fact; the nearest is 'placement'",
    ),
    "a misspelt event": (
        f'{WHOLE}[extract.events]\npanel_hold = "P"\n'.encode(),
        "is not an event; the nearest is 'panel_held'",
    ),
    "an event of more than a date": (f'{WHOLE}[extract.events]\nmatched = "P"\n'.encode(), "has more than a date"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_mapping_file_is_read_however_it_is_saved(encoding: str) -> None:
    found = load_mapping(OWN.replace("\n", "\r\n").encode(encoding))
    assert found.understand("plan", "Stays with nan").code == "connected_person_foster_care"  # type: ignore[union-attr]


def test_an_empty_mapping_file_adds_nothing() -> None:
    assert load_mapping(b"\r\n ") == load_mapping()


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_mapping_file_is_named(kind: str) -> None:
    content, said = REFUSED[kind]
    with pytest.raises(RecordError) as refused:
        load_mapping(content, "ours.toml")
    assert str(refused.value).startswith("ours.toml")
    assert said in str(refused.value)
