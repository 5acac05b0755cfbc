"""One row being read: each cell becomes a fact or a problem that names its line, column and cure."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import Enum

from permanence.codes import with_words
from records.files.dates import Doubt, month_first, read_date
from records.files.mapping import ExtractMapping, Unknown
from records.files.problems import RowProblem, shown
from records.files.tables import Table, TableRow, plain

LIST_8_DATES = ("date_of_birth", "entered", "legal_status_since", "reviewed", "visited", "left",
                "placement_since", "plan_agreed")  # fmt: skip
LIST_10_DATES = ("decided", "ordered", "matched", "placed", "adopted", "reversed")
LONGEST_SPELLING = 200
RETURN_DATES = ("began", "ended", "ceased")


class YesNo(Enum):
    YES = "yes"
    NO = "no"
    BLANK = ""


class RowReading:
    """Gathers what a row says and what is wrong with it; `omitted` names the facts it does not give."""

    def __init__(
        self,
        table: Table,
        row: TableRow,
        mapping: ExtractMapping,
        epoch: date,
        month_first_columns: frozenset[str],
        formulas: bool,
    ) -> None:
        self.table = table
        self.row = row
        self.mapping = mapping
        self.epoch = epoch
        self.month_first_columns = month_first_columns
        self.formulas = formulas
        self.problems: list[RowProblem] = []
        self.omitted: set[str] = set()
        self.taken: Counter[str] = Counter()

    @staticmethod
    def columns_with_month_first(table: Table) -> frozenset[str]:
        dates = (*LIST_8_DATES, *LIST_10_DATES, *RETURN_DATES)
        present = [name for name in table.columns if name in dates or name.startswith("event ")]
        return frozenset(name for name in present if month_first(row.cell(name) for row in table.rows))

    def problem(self, name: str, why: str, refused: bool = False, words: str = "") -> None:
        """`why` completes the sentence that begins with the column and what was found there.

        `words` is the column of the mapping file, where the value is an unknown spelling.
        """
        found = shown(self.row.text(name))
        heading = self.table.heading(name)
        subject = f'{heading} "{found}"' if found else heading
        if name == "child" and not found:
            subject = "The row"
        self.problems.append(
            RowProblem(
                line=self.row.line,
                column=heading,
                found=found,
                sentence=f"{subject} {why}.",
                sheet=self.table.sheet,
                child=shown(self.row.text("child")),
                refused=refused,
                spelling=shown(self.row.text(name), LONGEST_SPELLING) if words else "",
                words=words,
            )
        )

    def omit(self, name: str, why: str) -> None:
        self.omitted.add(name)
        self.problem(name, why)

    def two(self, name: str, refused: bool = False) -> bool:
        """Whether two columns of this heading say different things: then neither is taken."""
        other = self.row.differing.get(name, "")
        if other:
            self.omitted.add(name)
            self.problem(
                name,
                f'stands beside "{shown(other)}" in another column of the same heading: correct one of the two or '
                "take one column out",
                refused,
            )
        return bool(other)

    def text(self, name: str) -> str:
        if self.two(name):
            return ""
        if name not in self.table.columns:
            self.omitted.add(name)
        return shown(self.row.text(name), 120)

    def dated(self, name: str, key: bool = False) -> date | None:
        if name not in self.table.columns:
            self.omitted.add(name)
            return None
        if self.row.differing and self.two(name, key):
            return None
        read = read_date(self.row.cell(name), self.epoch, name in self.month_first_columns)
        if isinstance(read, Doubt):
            self.omitted.add(name)
            self.problem(name, read.why, refused=key)
            return None
        if read is None and self.row.text(name):
            self.taken[f'"{shown(self.row.text(name))}" in {self.table.heading(name)}: stands for no date'] += 1
        return read

    def key_date(self, name: str) -> date | None:
        """A date without which nothing of the row can be used."""
        found = self.dated(name, key=True)
        if found is None and name not in self.omitted:
            hint = (
                " (a formula that was never worked out also reads as empty: open the file in Excel and save it)"
                if self.formulas
                else ""
            )
            why = f"is empty{hint}" if not self.row.text(name) else "stands for no date"
            self.problem(name, f"{why}: fill in the date", refused=True)
        return found

    def word(self, name: str, column: str, key: bool = False) -> str:
        """The code a label stands for; empty when blank, or unknown and left out."""
        if name not in self.table.columns:
            self.omitted.add(name)
            return ""
        if self.row.differing and self.two(name, key):
            return ""
        text = self.row.text(name)
        if not text or (column == "plan" and (plain(text) in self.mapping.no_plan or not plain(text))):
            if key:
                self.problem(name, "is empty: fill it in", refused=True)
            return ""
        meaning = self.mapping.understand(column, text)
        if isinstance(meaning, Unknown):
            self.omitted.add(name)
            self.problem(name, _not_known(meaning), refused=key, words="" if meaning.contradiction else column)
            return ""
        if meaning.because:
            self.taken[f'"{shown(text)}" in {self.table.heading(name)}: {meaning.because}'] += 1
        return meaning.code

    def yes_or_no(self, name: str) -> YesNo:
        if name not in self.table.columns:
            self.omitted.add(name)
            return YesNo.BLANK
        if self.row.differing and self.two(name):
            return YesNo.BLANK
        match plain(self.row.text(name)):
            case "y" | "yes" | "ayes" | "true" | "1":
                return YesNo.YES
            case "n" | "no" | "bno" | "false" | "0":
                return YesNo.NO
            case "":
                return YesNo.BLANK
            case _:
                self.omit(name, "is neither yes nor no: write a) Yes or b) No")
                return YesNo.BLANK


def _not_known(meaning: Unknown) -> str:
    if meaning.contradiction:
        return (
            f"has a code and words that disagree (the words mean {with_words(meaning.nearest)}): correct one of the two"
        )
    near = f' (nearest known: "{meaning.nearest}")' if meaning.nearest else ""
    return f"is not a known spelling{near}: correct it, or add it to the mapping file with its meaning"
