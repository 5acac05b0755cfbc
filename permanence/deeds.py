"""Deeds: every verb the history can hold, in the words it is told in; each form comes after a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verb = Literal[
    "accept_invitation",
    "adopt_procedure",
    "agree_action",
    "agree_later_date",
    "agree_meeting_action",
    "agree_swap",
    "ask_later_date",
    "ask_swap",
    "block_action",
    "call_off_meeting",
    "cancel_action",
    "change_agenda",
    "change_facts",
    "choose_mornings",
    "close_failed",
    "close_sitting",
    "complete_action",
    "confirm_conflict",
    "confirm_upload",
    "correct_action",
    "decline_invitation",
    "defer_item",
    "end_absence",
    "end_calendar_address",
    "end_snooze",
    "enter_absence",
    "exchange_slot",
    "give_rights",
    "go_live",
    "hold_meeting",
    "import_caseload",
    "import_events",
    "import_people",
    "issue_minutes",
    "keep_siblings",
    "make_calendar_address",
    "make_referral",
    "mark_preparation",
    "mark_reviewed",
    "move_sitting",
    "offer_released_slot",
    "pass_on_invitation",
    "progress_action",
    "propose_agenda",
    "publish_agenda",
    "raise_referral",
    "reassign_action",
    "record_attendance",
    "record_fact",
    "record_recommendation",
    "record_step",
    "refuse_later_date",
    "refuse_swap",
    "release_item",
    "remind_invited",
    "reopen_action",
    "reopen_sitting",
    "replan_agenda",
    "request_meeting",
    "retire_person",
    "save_referral",
    "schedule_meeting",
    "send_again",
    "send_invitation_again",
    "set_permanence_channel",
    "slot_given_up",
    "snooze_reminder",
    "stand_down_sitting",
    "take_back_acceptance",
    "take_back_import",
    "take_back_meeting",
    "take_back_reassignment",
    "take_back_referral",
    "take_back_step",
    "take_slot",
    "unblock_action",
    "update_meeting_record",
    "withdraw_referral",
]


@dataclass(frozen=True, slots=True)
class Deed:
    """One verb in words. What stands in braces is a detail recorded with it, and empty where none was.

    `short` is for whoever sees what it was done to; `page` for a child's page, where nothing else says it; `sentence`
    for the line that says what was done last. The last two are the first where they are not given.
    """

    short: str
    page: str = ""
    sentence: str = ""

    @property
    def on_page(self) -> str:
        return self.page or self.short

    @property
    def in_sentence(self) -> str:
        return self.sentence or self.short


DEEDS: dict[Verb, Deed] = {
    # The panel: agenda and sitting.
    "propose_agenda": Deed("asked for this agenda", "asked for the agenda"),
    "change_agenda": Deed("changed this agenda", "changed the agenda"),
    "replan_agenda": Deed(
        "had this agenda planned again because an earlier sitting was moved or stood down",
        "had the agenda planned again because an earlier sitting was moved or stood down",
    ),
    "publish_agenda": Deed("published this agenda", "published the agenda"),
    "move_sitting": Deed("moved the sitting", "moved the sitting: {reason}"),
    "stand_down_sitting": Deed("stood the sitting down", "stood the sitting down: {reason}"),
    # Invitations and slots.
    "offer_released_slot": Deed(
        "offered the released slot", "offered the released slot {times}", "offered {times} to {label}"
    ),
    "take_back_acceptance": Deed("took back the acceptance", "took back that the invitation was accepted"),
    "accept_invitation": Deed("accepted the invitation", "accepted the invitation to present"),
    "decline_invitation": Deed("declined the invitation", "declined the invitation to present"),
    "pass_on_invitation": Deed(
        "passed the invitation on to {to_name}", "passed the invitation to present on to {to_name}"
    ),
    "remind_invited": Deed("reminded {name} of the invitation"),
    "send_invitation_again": Deed("sent the invitation to {name} again"),
    "take_slot": Deed("took a slot", "took the slot {times}", "took {times} for {label}"),
    "ask_swap": Deed(
        "asked to exchange slots",
        "asked to exchange the slot {times} for {with_times}",
        "asked {with_name} to exchange {times} for {with_times}",
    ),
    "agree_swap": Deed("agreed to the exchange", "agreed to exchange slots"),
    "refuse_swap": Deed("refused the exchange", "refused to exchange slots"),
    "exchange_slot": Deed(
        "exchanged slots",
        "exchanged the slot {times} for {with_times}",
        "exchanged {times} for {with_times}, {label}",
    ),
    "release_item": Deed("withdrew the child", "withdrew the child from the agenda: {reason}", "withdrew {label}"),
    "slot_given_up": Deed("gave up the slot", "gave up the slot: {reason}"),
    "mark_preparation": Deed("marked what is ready", "marked what is prepared", "marked what is ready for {label}"),
    # Recording a sitting.
    "record_recommendation": Deed(
        "recorded a recommendation", "recorded the recommendation: {recommendation}. Reason: {reason}"
    ),
    "defer_item": Deed("recorded that it was not heard", "recorded that the child was not heard: {reason}"),
    "mark_reviewed": Deed("recorded it as reviewed", "recorded that the actions were reviewed"),
    "record_attendance": Deed("recorded who attended"),
    "close_sitting": Deed("closed the sitting"),
    "reopen_sitting": Deed("opened the sitting again", "opened the sitting again to correct its record"),
    "confirm_upload": Deed("confirmed the upload", "confirmed that the paperwork is on the record"),
    # Actions.
    "agree_action": Deed("recorded it, for {owner}, due {due}"),
    "progress_action": Deed("noted: {text}"),
    "complete_action": Deed("marked it done"),
    "block_action": Deed("marked it blocked: {reason}"),
    "unblock_action": Deed("unblocked it"),
    "reopen_action": Deed("reopened it: {reason}"),
    "ask_later_date": Deed("asked for {due}: {reason}"),
    "agree_later_date": Deed("agreed {due} instead of {was}"),
    "refuse_later_date": Deed("kept {was}: {reason}"),
    "reassign_action": Deed("handed it from {was} to {owner}"),
    "take_back_reassignment": Deed("took it back from {was} and gave it to {owner} again: {reason}"),
    "correct_action": Deed("corrected {what}: {reason}"),
    "cancel_action": Deed("cancelled it: {reason}"),
    # Planning meetings.
    "request_meeting": Deed("asked for it", "asked for a planning meeting: {reason}"),
    "schedule_meeting": Deed("arranged it", "arranged the planning meeting: {reason}"),
    "call_off_meeting": Deed("called it off", "called the planning meeting off: {reason}"),
    "update_meeting_record": Deed("updated the record", "updated the record of the planning meeting"),
    "hold_meeting": Deed("recorded that it was held", "recorded that the planning meeting was held"),
    "take_back_meeting": Deed(
        "said that it was not held after all", "said that the planning meeting of {on} was not held after all: {reason}"
    ),
    "agree_meeting_action": Deed("agreed an action", "agreed an action at the planning meeting"),
    "issue_minutes": Deed("issued the minutes", "issued the minutes of the planning meeting"),
    # Referrals.
    "raise_referral": Deed("raised it", "raised a referral to the panel"),
    "save_referral": Deed("wrote in it", "wrote in the referral to the panel"),
    "make_referral": Deed("referred the child to the panel"),
    "take_back_referral": Deed("took it back", "took the referral to the panel back: {reason}"),
    "withdraw_referral": Deed("withdrew it", "withdrew the referral to the panel: {reason}"),
    # A child's record.
    "record_step": Deed("recorded {what}", "recorded {what}, done on {on} ({clause}): {note}"),
    "take_back_step": Deed("took back {words}", "took back {words} of {on}: {reason}"),
    "record_fact": Deed("recorded {words}", "recorded {words}, on {on}: {note}"),
    "keep_siblings": Deed("changed the siblings", "changed who the child's siblings in care are"),
    "change_facts": Deed("changed what is known", "changed what is known of the child, from an import"),
    "snooze_reminder": Deed("snoozed it until {until}", "snoozed a reminder until {until}"),
    # The council's own: procedure, channel, people, imports.
    "adopt_procedure": Deed("put the procedure into force"),
    "confirm_conflict": Deed("confirmed the choice"),
    "set_permanence_channel": Deed("chose the permanence channel"),
    "send_again": Deed("sent it again"),
    "close_failed": Deed("closed it without sending it again"),
    "import_caseload": Deed("imported a caseload"),
    "import_events": Deed("imported past events"),
    "import_people": Deed("imported the people file"),
    "take_back_import": Deed("took back an import", "took back what an import said of the child: {because}"),
    "end_snooze": Deed("ended a snooze"),
    "choose_mornings": Deed("chose where mornings are posted"),
    "go_live": Deed("set the day from which clocks start"),
    "give_rights": Deed("gave roles and teams"),
    "retire_person": Deed("took the person out of the people file"),
    "enter_absence": Deed("entered the absence"),
    "end_absence": Deed("ended the absence"),
    "make_calendar_address": Deed("made a new calendar link"),
    "end_calendar_address": Deed("switched the calendar link off"),
}
