"""SSDA903 files for tests: rows by the return's own column names, and the published fake returns of five years."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from records.files.mapping import default_mapping
from records.previews.handed_in import NamedFile, read_files
from records.previews.joined import compare_all
from records.previews.preview import Known, Preview
from records.returns.return_tables import TABLES

# PyPI cs-demand-model 0.5.1, MIT, Social Finance Ltd 2022: invented children only; its licence is beside it.
PUBLISHED = Path(__file__).parent / "data" / "cs_demand_model_0.5.1.zip"
DAY = date(2026, 11, 20)
Row = Mapping[str, str]


def episode(
    child: str, began: str, reason: str = "S", ended: str = "", left_by: str = "", **codes: str
) -> dict[str, str]:
    """A row of Episodes; an open one has REC X1, as real and published returns have it."""
    row = dict.fromkeys(TABLES["Episodes"], "")
    known = {"CHILD": child, "DECOM": began, "RNE": reason, "LS": "C2", "CIN": "N1", "PLACE": "U6"}
    return {**row, **known, "DEC": ended, "REC": left_by or "X1", **codes}


def table(name: str, *rows: Row) -> bytes:
    """The table as CSV with its exact columns."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(TABLES[name]), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def file(name: str, *rows: Row) -> NamedFile:
    """The table under a name that says nothing of what it is."""
    return NamedFile(f"{abs(hash((name, len(rows)))) % 1000}.csv", table(name, *rows))


def compared(known: Mapping[str, Known], *files: NamedFile, as_of: date = DAY) -> Preview:
    return compare_all(known, read_files(files, default_mapping()).caseloads, as_of)


def published(year: int) -> tuple[NamedFile, ...]:
    """The files of one published year, as they are."""
    with zipfile.ZipFile(PUBLISHED) as archive:
        names = [name for name in archive.namelist() if name.startswith(f"{year}-")]
        return tuple(NamedFile(name, archive.read(name)) for name in sorted(names))


def plain_rows(files: Iterable[NamedFile], ending: str) -> list[dict[str, str]]:
    """The rows of one file, by nothing of the product: what its counts are checked against."""
    [found] = [one for one in files if one.name.endswith(ending)]
    return list(csv.DictReader(io.StringIO(found.data.decode())))
