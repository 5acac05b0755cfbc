"""Extracts in, documents out: files become dated events and row problems, journeys become files."""

from records.caseload import Caseload, read_caseload
from records.differences import compare
from records.handed_in import HandedIn, NamedFile, read_files
from records.joined import after, compare_all
from records.mapping import ExtractMapping, default_mapping, load_mapping
from records.preview import Change, Known, Missing, Person, Preview, Withdrawal
from records.problems import RecordError, RowProblem

__all__ = [
    "Caseload",
    "Change",
    "ExtractMapping",
    "HandedIn",
    "Known",
    "Missing",
    "NamedFile",
    "Person",
    "Preview",
    "RecordError",
    "RowProblem",
    "Withdrawal",
    "after",
    "compare",
    "compare_all",
    "default_mapping",
    "load_mapping",
    "read_caseload",
    "read_files",
]
