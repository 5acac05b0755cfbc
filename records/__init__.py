"""Extracts in, documents out: files become dated events and row problems, journeys become files."""

from __future__ import annotations

from importlib import import_module
from typing import Any

# Where what is asked of this package stands; loaded when asked for, because who writes a file reads no extract.
HOMES = {
    "caseload": ("Caseload", "read_caseload"),
    "differences": ("compare",),
    "handed_in": ("HandedIn", "NamedFile", "read_files"),
    "joined": ("after", "compare_all"),
    "mapping": ("ExtractMapping", "default_mapping", "load_mapping"),
    "preview": ("Change", "Known", "Missing", "Person", "Preview", "Withdrawal"),
    "problems": ("RecordError", "RowProblem"),
}


def __getattr__(name: str) -> Any:
    for home, names in HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
