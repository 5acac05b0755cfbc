"""The files of one import, any mix of Annex A and SSDA903: what each is, and the caseloads they make together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from permanence.explain import counted
from records.files.mapping import ExtractMapping
from records.files.problems import RecordError
from records.files.references import children, forms_joined, joined_words, renamed
from records.files.tables import sheets_with
from records.files.workbook import Workbook, read_workbook
from records.previews.caseload import LIST_8, Caseload, Lists, annex_a_caseload, find_lists, returns_caseload
from records.returns.return_tables import ReturnTable, return_tables

NAMED = 5


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file as somebody handed it in."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class HandedIn:
    """`caseloads` in the order they are compared: returns first, since Annex A is newer; `sources` is what is what."""

    caseloads: tuple[Caseload, ...]
    sources: tuple[str, ...]


def read_files(files: Sequence[NamedFile], mapping: ExtractMapping) -> HandedIn:
    """Raises RecordError, one sentence, when a file is nothing that can be read or two are the same list."""
    tables: list[ReturnTable] = []
    lists: list[Workbook] = []
    sources: list[str] = []
    for file in files:
        if len(files) > 1 and not file.data.strip():
            sources.append(f"{file.name}: empty, nothing in it")  # a return without adoptions has such files
            continue
        book = read_workbook(file.data, file.name)
        found = return_tables(book, exactly=mapping.extract is not None)  # a council's own list may be much like one
        tables += found
        sources += [table.told for table in found]
        if not found or _has_list(book, mapping):  # one workbook may hold a return's tables and the list
            lists.append(book)
    found_lists = _annex_a(lists, mapping) if lists or not tables else None
    its = [found_lists.children, found_lists.adoption] if found_lists else []
    taken = forms_joined([children(table) for table in (*(each.table for each in tables), *its) if table])
    caseloads: list[Caseload] = []
    if tables:
        caseloads.append(returns_caseload([replace(one, table=renamed(one.table, taken)) for one in tables], mapping))
    if found_lists:
        caseload = annex_a_caseload(_renamed(found_lists, taken), mapping)
        caseloads.append(caseload)
        sources += _told(found_lists, caseload)
    if taken:
        sources.append(f"{joined_words(taken)} in these files")
    return HandedIn(tuple(caseloads), tuple(sources))


def _has_list(book: Workbook, mapping: ExtractMapping) -> bool:
    return bool(sheets_with(book, mapping.extract.columns if mapping.extract else mapping.headings["List 8"]))


def _renamed(lists: Lists, taken: Mapping[str, str]) -> Lists:
    adoption = renamed(lists.adoption, taken) if lists.adoption else None
    return replace(lists, children=renamed(lists.children, taken), adoption=adoption)


def _annex_a(books: Sequence[Workbook], mapping: ExtractMapping) -> Lists:
    """List 8 and List 10 may come in one workbook or as two files; each may come once."""
    if not books:
        raise RecordError("Every file is empty: export the list again and import the new file.")
    own = mapping.extract
    with_8 = [book for book in books if _has_list(book, mapping)]
    others = [book for book in books if book not in with_8]
    only_10 = [] if own else [book for book in others if sheets_with(book, mapping.headings["List 10"])]
    neither = [book for book in others if book not in only_10]
    if neither or not with_8:
        find_lists((neither or only_10)[0], (neither or only_10)[0], mapping)  # says what was looked for
    if len(with_8) > 1 or len(only_10) > 1:
        names = " and ".join(book.filename for book in (with_8 if len(with_8) > 1 else only_10))
        raise RecordError(f"{names} are the same list twice: import the newest one alone.")
    return find_lists(with_8[0], (only_10 or with_8)[0], mapping)


def _told(lists: Lists, caseload: Caseload) -> list[str]:
    """What the lists were recognised as, and what is not read of them."""
    own, name, count = caseload.mapping.extract, lists.book.filename, len(caseload.listed)
    what = own.name if own else f"Annex A {LIST_8}"
    told = [f"{name}: {what}, {count:,} {'child' if count == 1 else 'children'}"]
    wanted = own.columns if own else caseload.mapping.headings["List 8"]
    if also := [sheet for sheet in sheets_with(lists.book, wanted) if sheet != lists.children.sheet]:
        sheets = " and ".join(f'"{sheet}"' for sheet in also)
        told.append(f'{name}: read from "{lists.children.sheet}"; the list also stands on {sheets}, not read')
    if caseload.unread:
        told.append(f"{name}: not read of it: {named_columns(caseload.unread)}")
    if lists.adoption is not None:
        told.append(f'{lists.adoption_book.filename}: Annex A List 10 "Adoption"')
    return told


def named_columns(headings: Sequence[str]) -> str:
    """The first few columns by name, and how many more."""
    more = f" and {counted(len(headings) - NAMED, 'more column')}" if len(headings) > NAMED else ""
    return ", ".join(f'"{heading}"' for heading in headings[:NAMED]) + more
