"""Letters nobody can see, as copied text brings them, make no second child and no spelling that is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from records.files.references import named_as_on_record
from tests.cli.test_commands import Run, run  # noqa: F401
from tests.records.books import DAY, child, workbook

UNSEEN = {
    "a blank of no width": "C-10\u200b42",
    "a byte order mark": "\ufeffC-1042",
    "a soft hyphen": "C-\u00ad1042",
    "a mark of direction": "C-1042\u200e",
    "letters of full width": "\uff23-1042",
    "a no-break space around": "\u00a0C-1042\u00a0",
}


@pytest.mark.parametrize("kind", UNSEEN)
def test_a_child_written_with_letters_nobody_sees_is_the_same_child_and_is_found(
    kind: str,
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "odd.xlsx", tmp_path / "plain.xlsx"
    first.write_bytes(workbook(child(child=UNSEEN[kind], legal_status="C2\u200b: FCO")))
    second.write_bytes(workbook(child(child="C-1042", legal_status="C2: FCO")))
    code, said, _ = run("import", first, "--as-of", str(DAY), "--confirm")
    assert (code, "1  child in care once this is written" in said) == (0, True)
    assert "Values left out" not in said
    for typed in ("C-1042", UNSEEN[kind]):
        code, said, _ = run("child", typed)
        assert (code, "full care order" in said) == (0, True)
    said = run("import", second, "--as-of", str(DAY))[1]
    assert "1  child in care once this is written" in said
    assert "0  children in care by the record but not in the file" in said


@pytest.mark.parametrize("kind", ["a blank of no width", "a byte order mark", "a mark of direction"])
def test_a_child_kept_with_such_a_letter_before_is_joined(kind: str) -> None:
    assert named_as_on_record(["C-1042"], [UNSEEN[kind]]).taken == {"C-1042": UNSEEN[kind]}
