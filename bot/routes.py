"""The table of contents of the bot, put together of its subjects: what may be said, pressed, searched and posted."""

from __future__ import annotations

from bot.absences import away, contents as absences_contents
from bot.actions import actions, contents as actions_contents, my_actions, open_create_action
from bot.calendars import calendar, contents as calendars_contents
from bot.children import contents as children_contents, explain_child, find, show_child, show_due
from bot.engine.contents import Command, Contents, Opening, Search
from bot.imports import contents as imports_contents, receive_files
from bot.invitations import contents as invitations_contents
from bot.meetings import contents as meetings_contents, show_meeting
from bot.procedure import conflicts, contents as procedure_contents, show_procedure
from bot.recording import contents as recording_contents, record
from bot.referrals import contents as referrals_contents, show_referral
from bot.reminders import contents as reminders_contents, next_morning, reminders
from bot.setup import contents as setup_contents, failed, greet, help, set_up
from bot.sittings import contents as sittings_contents, propose_agenda, show_sitting
from bot.steps import contents as steps_contents, show_steps
from permanence.people import rights

COMMANDS: dict[str, Command] = {
    "help": Command(help.handle, rights.READ, "What you can say here", tells_of_children=False),
    "set up": Command(set_up.handle, rights.READ, "What is set up, and what is missing", tells_of_children=False),
    "due": Command(
        show_due.handle,
        rights.SEE_CHILDREN,
        "Whom the panel or a meeting must see, most overdue first; add a team or a name",
    ),
    "child": Command(show_child.handle, rights.SEE_CHILDREN, "Where a child stands: child C-1001"),
    "why": Command(
        explain_child.handle, rights.SEE_CHILDREN, "Why a child is due, in the procedure's words: why C-1001"
    ),
    "procedure": Command(
        show_procedure.handle, rights.READ, "The procedure in force, clause by clause", tells_of_children=False
    ),
    "conflicts": Command(
        conflicts.handle,
        rights.READ,
        "Where the procedure contradicts itself, and the choice made",
        tells_of_children=False,
    ),
    "agenda": Command(
        propose_agenda.handle,
        rights.PROPOSE_AGENDA,
        "The next agenda, to change and publish; add a panel's name or a day",
    ),
    "sitting": Command(
        show_sitting.handle, rights.SEE_SITTING, "The sitting: its slots, who is invited and what they answered"
    ),
    "record": Command(
        record.handle, rights.RECORD_SITTING, "The sitting to be recorded now: attendance, recommendations, actions"
    ),
    "meeting": Command(
        show_meeting.handle, rights.SEE_CHILDREN, "A child's planning meeting and its running record: meeting C-1001"
    ),
    "steps": Command(
        show_steps.handle, rights.SEE_CHILDREN, "What the procedure asks to be recorded for a child: steps C-1001"
    ),
    "refer": Command(
        show_referral.handle, rights.SEE_CHILDREN, "A child's referral to the panel, and what it lacks: refer C-1001"
    ),
    "my actions": Command(
        my_actions.handle, rights.SEE_ACTIONS, "Your open actions and those of your teams, overdue first"
    ),
    "actions": Command(actions.handle, rights.SEE_ACTIONS, "What was agreed for a child, done or not: actions C-1001"),
    "reminders": Command(reminders.handle, rights.SEE_REMINDERS, "What is coming for you, and when it will be said"),
    "away": Command(
        away.handle, rights.SEE_AWAY, "Who is away and who stands in; say when you will be", tells_of_children=False
    ),
    "calendar": Command(
        calendar.handle,
        rights.KEEP_CALENDAR,
        "Your own panel calendar to subscribe to, in your own chat",
        tells_of_children=False,
    ),
    "failed": Command(
        failed.handle, rights.SEE_FAILED, "What could not be sent, and sending it again", tells_of_children=False
    ),
    "next morning": Command(
        next_morning.handle,
        rights.MOVE_CLOCK,
        "Let the next working-day morning come",
        tells_of_children=False,
        local_only=True,
    ),
}

SUBJECTS = (
    absences_contents,
    actions_contents,
    calendars_contents,
    children_contents,
    imports_contents,
    invitations_contents,
    meetings_contents,
    procedure_contents,
    recording_contents,
    referrals_contents,
    reminders_contents,
    setup_contents,
    sittings_contents,
    steps_contents,
)

# Which verb shows the form that another sends: for one that comes back without what stood in it.
FORMS: dict[str, str] = {
    "enter_absence": "open_away_form",
    "create_action": "create_action",
    "progress_action": "open_progress_action",
    "block_action": "open_block_action",
    "reopen_action": "open_reopen_action",
    "ask_later_date": "open_ask_later_date",
    "refuse_later_date": "open_refuse_later_date",
    "reassign_action": "open_reassign_action",
    "keep_siblings": "open_siblings",
    "decline_invitation": "show_decline_form",
    "take_slot": "show_slot_form",
    "mark_preparation": "show_preparation_form",
    "ask_swap": "show_swap_form",
    "release_item": "show_release_form",
    "offer_released_slot": "show_offer_form",
    "request_meeting": "open_request_meeting",
    "schedule_meeting": "open_schedule_meeting",
    "call_off_meeting": "open_call_off_meeting",
    "update_meeting_record": "open_meeting_record",
    "hold_meeting": "open_hold_meeting",
    "agree_meeting_action": "open_agree_meeting_action",
    "record_attendance": "open_attendance",
    "record_recommendation": "open_recommendation",
    "agree_action": "open_agree_action",
    "defer_item": "open_defer_item",
    "reopen_sitting": "show_reopen_form",
    "confirm_upload": "open_uploads",
    "save_referral": "open_referral_form",
    "make_referral": "open_referral_form",
    "withdraw_referral": "open_withdraw_referral",
    "snooze_reminder": "open_snooze",
    "change_agenda": "show_agenda_form",
    "move_sitting": "show_move_form",
    "stand_down_sitting": "show_move_form",
    "record_step": "open_record_step",
    "take_back_step": "open_take_back_step",
    "record_fact": "open_record_fact",
}

CONTENTS = Contents(
    commands=COMMANDS,
    verbs={verb: its for subject in SUBJECTS for verb, its in subject.VERBS.items()},
    forms=FORMS,
    notices={kind: render for subject in SUBJECTS for kind, render in subject.NOTICES.items()},
    dialogs={"create_action": Opening(open_create_action.handle, rights.AGREE_ACTION)},
    searches={"find": Search(find.handle, rights.SEE_CHILDREN)},
    installed=greet.handle,
    files=receive_files.handle,
)
