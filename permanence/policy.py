"""A council's procedure, loaded: its clauses, its rules ready to run, and everything it says as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from permanence.calendar import Calendar, Duration
from permanence.closed_days import closed_days
from permanence.cohorts import RunnableCohort
from permanence.explain import WHAT_WORDS
from permanence.panel.regular_days import sitting_days
from permanence.policy_file.document import Notice, PolicyFile, Setting, Step
from permanence.policy_file.people import (
    Checklist,
    Clause,
    Closure,
    Conflict,
    MeetingKind,
    OwnerDuty,
    Panel,
    Practice,
    Role,
    Seat,
    Theme,
)
from permanence.policy_file.reading import PolicyError, PolicyFault, parse, read
from permanence.policy_file.rules import WHATS, Rule
from permanence.rules.compiling import RuleCompiler, facts_of, source_of
from permanence.rules.conditions import Holds, compiled, duration
from permanence.rules.model import RunnableRule
from permanence.rules.planned import planned_in

SAID_AGAIN_EVERY = 5  # working days, where a file is silent
POLICIES = Path(__file__).resolve().parent.parent / "policies"


@dataclass(frozen=True, slots=True, eq=False)
class RecordClock:
    """How long after a meeting its record must be uploaded or its minutes issued."""

    clause: str
    what: str
    within: Duration


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """One procedure. The parts the engine runs are compiled; the rest is the file's own data."""

    file: PolicyFile
    calendar: Calendar
    rules: tuple[RunnableRule, ...]
    runnable_cohorts: tuple[RunnableCohort, ...]
    silences: tuple[tuple[Holds, str], ...]
    planned: tuple[str, ...]  # the milestones whose planned date it looks at
    facts: dict[str, Holds]
    missing_words: dict[str, str]
    clauses: dict[str, Clause]
    seat_conditions: tuple[tuple[Seat, Holds | None], ...]
    theme_conditions: dict[str, Holds]
    path: Path | None = None

    def sets_interval(self, what: str) -> str:
        """The clause by which a meeting of this kind says itself when the next is; none where no clause does."""
        its = (rule.rule for rule in self.rules if rule.rule.what == what)
        return next((rule.clause for rule in its if rule.sets_interval), "")

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def title(self) -> str:
        return self.file.title

    @property
    def authority(self) -> str:
        return self.file.authority

    @property
    def document(self) -> str:
        return self.file.document

    @property
    def version(self) -> str:
        return self.file.version

    @property
    def record_system(self) -> str:
        return self.file.record_system

    @property
    def milestones(self) -> dict[str, str]:
        return self.file.milestones

    @property
    def checklists(self) -> tuple[Checklist, ...]:
        return tuple(self.file.checklist)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return tuple(self.file.conflict)

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(self.file.role)

    @property
    def seats(self) -> tuple[Seat, ...]:
        return tuple(self.file.seat)

    @property
    def meetings(self) -> tuple[MeetingKind, ...]:
        return tuple(self.file.meeting)

    @property
    def panels(self) -> tuple[Panel, ...]:
        return tuple(self.file.panel)

    @property
    def themes(self) -> tuple[Theme, ...]:
        return tuple(theme for panel in self.file.panel for theme in panel.themes)

    @property
    def practices(self) -> tuple[Practice, ...]:
        return tuple(self.file.practice)

    @property
    def owner_duties(self) -> tuple[OwnerDuty, ...]:
        return tuple(self.file.owner_duty)

    @property
    def notice(self) -> Notice:
        return self.file.notice

    @property
    def reminders(self) -> tuple[Step, ...]:
        """The ladder from its first step; the last one of each role is said again where the file does not say."""
        steps = sorted(self.file.reminder, key=lambda step: step.working_days)
        last = {(step.to, frozenset(step.what)): step for step in steps}
        silent = [step for step in last.values() if step.every is None]
        return tuple(
            step.model_copy(update={"every": SAID_AGAIN_EVERY}) if any(step is one for one in silent) else step
            for step in steps
        )

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The values the document does not give: the council's own, with what each is."""
        return tuple(self.file.setting)

    @property
    def closures(self) -> tuple[Closure, ...]:
        return tuple(self.file.closure)

    @property
    def plan_content(self) -> tuple[Rule, ...]:
        """Rules about what a plan must hold."""
        return tuple(rule.rule for rule in self.rules if rule.rule.what == "plan_content")

    @property
    def record_clocks(self) -> tuple[RecordClock, ...]:
        """How soon after a meeting its record is uploaded, or its minutes go out."""
        return tuple(
            RecordClock(rule.rule.clause, rule.rule.what, duration(due.within))
            for rule in self.rules
            for due in rule.rule.due
            if rule.rule.what in ("record_upload", "minutes") and due.within is not None
        )

    def what_words(self, what: str) -> str:
        """A kind of meeting or duty as people say it."""
        return self.file.kinds.get(what) or WHAT_WORDS[what]

    def role_title(self, key: str) -> str:
        return next((role.title for role in self.file.role if role.key == key), key)

    def source(self, clause: str) -> str:
        return source_of(self.file, self.clauses[clause])

    def notice_opens(self, what: str, due: int) -> int:
        """The day from which an obligation of this kind is due soon."""
        working_days = self.file.notice.working_days.get(what)
        if working_days is None:
            return due - self.file.notice.days
        return self.calendar.working_days_before(due, working_days) if working_days else due


def build(file: PolicyFile, path: Path | None = None) -> Policy:
    """The policy of a file already read and checked."""
    calendar = Calendar(closed_days(file.closure))
    facts = facts_of(file, calendar)
    compiler = RuleCompiler(file, calendar, facts, sitting_days(file, calendar))
    rules = compiler.compile()
    return Policy(
        file=file,
        calendar=calendar,
        rules=rules,
        runnable_cohorts=tuple(
            RunnableCohort(
                cohort,
                compiled(cohort.when, facts, calendar),
                duration(cohort.lasting) if cohort.lasting else None,
            )
            for cohort in file.cohort
        ),
        silences=tuple((compiled(item.when, facts, calendar), item.reason) for item in file.silence),
        facts=facts,
        planned=tuple(dict.fromkeys(planned_in(file))),
        missing_words={rule.rule.id: rule.rule.missing for rule in rules if rule.rule.missing},
        clauses={clause.id: clause for clause in file.clause},
        seat_conditions=tuple(
            (seat, compiled(seat.when, facts, calendar) if seat.when else None) for seat in file.seat
        ),
        theme_conditions={
            theme.key: compiled(theme.when, facts, calendar)
            for panel in file.panel
            for theme in panel.themes
            if theme.when
        },
        path=path,
    )


def names() -> tuple[str, ...]:
    """The policies that come with the product."""
    return tuple(sorted(path.stem for path in POLICIES.glob("*.toml")))


def load(name_or_path: str | Path) -> Policy:
    """A policy by its name, or from a file; raises PolicyError with everything that is wrong."""
    path = Path(name_or_path)
    if path.suffix == ".toml" or path.parent != Path() or isinstance(name_or_path, Path) or path.is_file():
        return build(read(path), path)
    if name_or_path not in names():
        allowed = ", ".join(names())
        fault = PolicyFault(0, "", f"no policy has this name; allowed are {allowed}, or the path of a .toml file")
        raise PolicyError(str(name_or_path), [fault])
    return _shipped(str(name_or_path))


@cache
def _shipped(name: str) -> Policy:
    path = POLICIES / f"{name}.toml"
    return build(read(path), path)


__all__ = ["WHATS", "Policy", "PolicyError", "PolicyFault", "build", "load", "names", "parse", "read"]
