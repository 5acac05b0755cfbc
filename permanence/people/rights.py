"""The one table of rights: what may be done and seen, by which roles, and the question that each press is asked."""

from __future__ import annotations

from dataclasses import dataclass

from permanence.people.person import (
    ADMINISTRATOR,
    BUSINESS_SUPPORT,
    PANEL_CHAIR,
    ROLES,
    SERVICE_MANAGER,
    SOCIAL_WORKER,
    TEAM_MANAGER,
    VIEWER,
    Person,
)
from permanence.refusals import NotAllowed

ADMINISTRATORS = (ADMINISTRATOR,)


@dataclass(frozen=True, slots=True)
class Right:
    """What may be done, and by whom.

    `of_team` holds the roles that have it for children of their own teams, `of_all` those that have it for any child.
    `besides` says who has it whatever their role: what they are to the thing itself, which only its record tells.
    """

    to: str
    of_team: tuple[str, ...] = ()
    of_all: tuple[str, ...] = ()
    besides: str = ""
    for_anybody: bool = False  # in the channel's team, in the people file or not

    @property
    def whose(self) -> str:
        """Who has it, as the end of "Only"."""
        own = [f"the child's own {' or '.join(ROLES[role] for role in self.of_team)}"] if self.of_team else []
        several = [*([self.besides] if self.besides else []), *own, *(_words(role) for role in self.of_all)]
        *others, last = several
        return f"{', '.join(others)} or {last}" if others else last


def require(person: Person | None, right: Right, *, besides: bool = True) -> Person:
    """The person, when their role gives the right for some child; asked before anything is looked up.

    Who may have it by what they are to the thing passes, until its record is at hand; `besides` false asks the role
    alone, where there is no such record.
    """
    if person is None and right.of_all == ADMINISTRATORS:
        raise NotAllowed(refusal(None, right))  # before there is a people file too
    if person is None:
        raise NotAllowed(f"You are not in the people file, so you cannot {right.to}; ask an administrator to add you.")
    if not _by_role(person, right) and not (besides and right.besides):
        raise NotAllowed(refusal(person, right))
    return person


def may_at_all(person: Person, right: Right) -> bool:
    """Whether `require` would let them pass, for some child or by what they are to some thing."""
    return right.for_anybody or _by_role(person, right) or bool(right.besides)


def require_for(person: Person, right: Right, team: str | None, *, besides: bool = False) -> None:
    """The right for a child of this team, or by what the person is to the thing; else the refusal that says whose."""
    if not may(person, right, team, besides=besides):
        raise NotAllowed(refusal(person, right))


def may(person: Person, right: Right, team: str | None, *, besides: bool = False) -> bool:
    """Whether the refusal would not be said."""
    if besides or person.has(*right.of_all) or (person.has(*right.of_team) and person.works_for(team)):
        return True
    return TEAM_MANAGER in right.of_team and person.manages(team)


def refusal(person: Person | None, right: Right) -> str:
    """The sentence for somebody who has not this right; where a role alone gives it, with the roles they have."""
    theirs = ", ".join(words for role, words in ROLES.items() if person and person.has(role)) or "none"
    have = "" if right.of_team or right.besides else f"; your roles are {theirs}"
    if right.of_all == ADMINISTRATORS:
        have = "; administrators are named in the settings or in the people file"
    return f"Only {right.whose} can {right.to}{have}."


def _by_role(person: Person, right: Right) -> bool:
    roles = (*right.of_team, *right.of_all)
    return person.has(*roles) or (TEAM_MANAGER in roles and bool(person.stands_for))


def _words(role: str) -> str:
    return "an administrator" if role == ADMINISTRATOR else ROLES[role]


OFFICE = (BUSINESS_SUPPORT, PANEL_CHAIR, SERVICE_MANAGER)
OWN_PEOPLE = (SOCIAL_WORKER, TEAM_MANAGER)
SEE_ALL = (ADMINISTRATOR, BUSINESS_SUPPORT, PANEL_CHAIR, SERVICE_MANAGER, VIEWER)
EVERY_ROLE = tuple(ROLES)
BY_PROCEDURE = "whom the procedure names for it"

# What is seen.
READ = Right("read the procedure, what is set up and what can be said", for_anybody=True)
SEE_AGAIN = Right("see the card again that a button was on", of_all=EVERY_ROLE)
SEE_CHILDREN = Right("see how children stand", OWN_PEOPLE, SEE_ALL)
SEE_SITTING = Right("see the sitting", of_all=EVERY_ROLE)
SEE_ACTIONS = Right("see actions", OWN_PEOPLE, SEE_ALL, "its owner")
SEE_DIGEST = Right("see a digest", of_all=EVERY_ROLE)
SEE_REMINDERS = Right("be reminded of anything", of_all=EVERY_ROLE)
SEE_AWAY = Right("see who is away", of_all=EVERY_ROLE)

# Actions.
AGREE_ACTION = Right("agree an action", OWN_PEOPLE, OFFICE)
CHANGE_ACTION = Right("change this action", (TEAM_MANAGER,), OFFICE, "its owner")
MEND_ACTION = Right("correct or cancel an action", OWN_PEOPLE, OFFICE)
ANSWER_LATER_DATE = Right("agree a later date or keep the date as it is", of_all=(PANEL_CHAIR, SERVICE_MANAGER))

# Children, their meetings, referrals and steps.
KEEP_SIBLINGS = Right("say who a child's siblings are", OWN_PEOPLE, OFFICE)
ASK_MEETING = Right("ask for a planning meeting", OWN_PEOPLE)
ARRANGE_MEETING = Right("arrange a planning meeting", OWN_PEOPLE, OFFICE)
CALL_OFF_MEETING = Right("call a planning meeting off", OWN_PEOPLE, OFFICE)
UPDATE_MEETING = Right("update the record of a planning meeting", OWN_PEOPLE, OFFICE)
HOLD_MEETING = Right("record that a planning meeting was held", (TEAM_MANAGER,), OFFICE)
AGREE_AT_MEETING = Right("agree an action at a planning meeting", OWN_PEOPLE, OFFICE)
ISSUE_MINUTES = Right("say that minutes are issued", OWN_PEOPLE, OFFICE)
REFER = Right("refer a child to the panel", OWN_PEOPLE, OFFICE)
RECORD_STEP = Right("record a step", OWN_PEOPLE, OFFICE, BY_PROCEDURE)
RECORD_FACT = Right("record what happened to a child", OWN_PEOPLE, OFFICE)
ACHIEVE = Right("record that permanence is achieved", (TEAM_MANAGER,), OFFICE)
TAKE_BACK_STEP = Right("take back what was recorded", OWN_PEOPLE, OFFICE, BY_PROCEDURE)

# The panel: its agenda, sitting, invitations and record.
PROPOSE_AGENDA = Right("propose an agenda", of_all=(BUSINESS_SUPPORT,))
SEE_DRAFT = Right("see the draft of an agenda", of_all=(BUSINESS_SUPPORT,))
CHANGE_AGENDA = Right("change an agenda", of_all=(BUSINESS_SUPPORT,))
PUBLISH_AGENDA = Right("publish an agenda", of_all=(BUSINESS_SUPPORT,))
MOVE_SITTING = Right("move a sitting or stand it down", of_all=(BUSINESS_SUPPORT,))
OFFER_SLOT = Right("offer a slot", of_all=(BUSINESS_SUPPORT,))
ANSWER_INVITATION = Right("answer an invitation", (TEAM_MANAGER,), (BUSINESS_SUPPORT,), "the one invited")
REMIND_INVITED = Right("remind who was invited", of_all=(BUSINESS_SUPPORT,))
RECORD_SITTING = Right("record a sitting", of_all=OFFICE)
CONFIRM_UPLOAD = Right("confirm an upload", (TEAM_MANAGER,), OFFICE)

# One's own things.
KEEP_ABSENCE = Right("enter or end an absence", of_all=(BUSINESS_SUPPORT,), besides="the one who is away")
KEEP_CALENDAR = Right("have a calendar address", of_all=EVERY_ROLE)
SNOOZE = Right("snooze a reminder", (TEAM_MANAGER,), (BUSINESS_SUPPORT,), "the one it is said to")

# The council's installation.
CHOOSE_CHANNEL = Right("choose the permanence channel", of_all=ADMINISTRATORS)
CONFIRM_CONFLICT = Right("confirm the reading of a procedure", of_all=ADMINISTRATORS)
ADOPT_PROCEDURE = Right("put a procedure into force", of_all=ADMINISTRATORS)
CHOOSE_MORNINGS = Right("choose where mornings are posted", of_all=ADMINISTRATORS)
GO_LIVE = Right("set the day of going live", of_all=ADMINISTRATORS)
IMPORT = Right("import", of_all=(ADMINISTRATOR, BUSINESS_SUPPORT))
SEE_IMPORTS = Right("see the imports", of_all=(ADMINISTRATOR, BUSINESS_SUPPORT))
IMPORT_PEOPLE = Right("import the people file", of_all=ADMINISTRATORS)
TAKE_BACK_IMPORT = Right("take back an import", of_all=ADMINISTRATORS)
SEE_FAILED = Right("see what could not be sent", of_all=(ADMINISTRATOR, BUSINESS_SUPPORT))
SEND_AGAIN = Right("send it again or close it", of_all=(ADMINISTRATOR, BUSINESS_SUPPORT))
MOVE_CLOCK = Right("let the next morning come, where the product is tried on one machine", for_anybody=True)
