"""The tracker's address: a view written as a query and read back. People stand in it by opaque ids alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from multidict import MultiMapping

from tab.tracker.columns import COLUMNS, USUAL
from usecases.opaque_ids import OpaqueIds
from usecases.tracker.view import AGES, SORTS, USUAL_SORT, View

PATH = "/tracker"
LISTS = {"team": "teams", "manager": "managers", "cohort": "cohorts", "clause": "clauses", "plan": "plans"}
LISTS |= {"age": "ages", "status": "statuses"}
MARKS = ("overdue", "no_plan", "unmatched", "no_date")
MANAGER = "manager"
LONGEST_S20 = 1000  # weeks


@dataclass(frozen=True, slots=True)
class Address:
    """A view and how it is drawn: which columns, from which row on, or whole. Managers stand here as opaque ids."""

    view: View = field(default_factory=View)
    columns: tuple[str, ...] = USUAL
    start: int = 0
    whole: bool = False

    def query(self) -> str:
        """Always the same words for the same view, and none for what is usual."""
        view, pairs = self.view, list[tuple[str, str]]()
        for name, of in LISTS.items():
            pairs += [(name, value) for value in getattr(view, of)]
        pairs += [(name, "1") for name in MARKS if getattr(view, name)]
        if view.section_20_weeks is not None:
            pairs.append(("s20", str(view.section_20_weeks)))
        if view.descending or view.sort != USUAL_SORT:
            pairs.append(("sort", ("-" if view.descending else "") + view.sort))
        if self.columns != USUAL:
            pairs += [("column", key) for key in self.columns]
        if self.whole:
            pairs.append(("all", "1"))
        elif self.start:
            pairs.append(("from", str(self.start)))
        return urlencode(pairs)

    def link(self, path: str = PATH) -> str:
        query = self.query()
        return f"{path}?{query}" if query else path

    def sorted_by(self, key: str) -> Address:
        """By this column, or the other way round when it is sorted by it already; from the first row on."""
        down = self.view.sort == key and not self.view.descending
        return replace(self, view=replace(self.view, sort=key, descending=down), start=0)

    def starting(self, start: int) -> Address:
        return replace(self, start=start, whole=False)

    def on_one_page(self) -> Address:
        return replace(self, start=0, whole=True)


def read(query: MultiMapping[str]) -> Address:
    """The address asked for; what nobody knows is passed over."""
    lists = {of: tuple(dict.fromkeys(one for one in query.getall(name, []) if one)) for name, of in LISTS.items()}
    sort = query.get("sort", USUAL_SORT)
    known = sort.removeprefix("-") in SORTS
    view = View(
        teams=lists["teams"],
        managers=lists["managers"],
        cohorts=lists["cohorts"],
        clauses=lists["clauses"],
        plans=lists["plans"],
        ages=tuple(one for one in lists["ages"] if one in AGES),
        statuses=lists["statuses"],
        overdue=query.get("overdue") == "1",
        no_plan=query.get("no_plan") == "1",
        unmatched=query.get("unmatched") == "1",
        no_date=query.get("no_date") == "1",
        section_20_weeks=_number(query.get("s20", ""), LONGEST_S20),
        sort=sort.removeprefix("-") if known else USUAL_SORT,
        descending=known and sort.startswith("-"),
    )
    chosen = set(query.getall("column", []))
    columns = tuple(column.key for column in COLUMNS if column.key in chosen)
    return Address(view, columns or USUAL, _number(query.get("from", ""), 100_000) or 0, query.get("all") == "1")


def with_managers(view: View, ids: OpaqueIds, known: Iterable[str]) -> View:
    """The view with the object ids that the opaque ones stand for; one that stands for nobody shows nobody."""
    people = {ids.of(MANAGER, oid): oid for oid in known} if view.managers else {}
    return replace(view, managers=tuple(people.get(one, one) for one in view.managers))


def _number(text: str, most: int) -> int | None:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 9 else None
