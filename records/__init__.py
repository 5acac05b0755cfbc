"""Extracts in, documents out: files become dated events and row problems, journeys become files."""

from records.caseload import Caseload, read_caseload
from records.differences import compare
from records.mapping import ExtractMapping, default_mapping, load_mapping
from records.preview import Change, Known, Missing, Person, Preview, Withdrawal
from records.problems import RecordError, RowProblem

__all__ = [
    "Caseload",
    "Change",
    "ExtractMapping",
    "Known",
    "Missing",
    "Person",
    "Preview",
    "RecordError",
    "RowProblem",
    "Withdrawal",
    "compare",
    "default_mapping",
    "load_mapping",
    "read_caseload",
]
