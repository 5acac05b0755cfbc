"""A file of a council that does not exist, with the words of a policy file that no other file here uses."""

EVERY_WORD = """
name = "every-word"
title = "Permanence Procedure of many words"
authority = "Seventh Council"
document = "Seventh Council, Permanence Procedure, invented for tests"
version = "1"
builds_on = "england"

[[clause]]
id = "SEV-1"
quote = "an invented clause of an invented council"
says = "Everything here stands on this one clause."

[[practice]]
clause = "SEV-1"
name = "copies"
value = 3
says = "Three copies are made of each summary."

[milestones]
signed_off = "the manager's sign-off"
carer_approved = "the carer being approved"

[permanence]
clause = "SEV-1"
says = "permanence is achieved"
achieved_by = [{ event = "permanence_achieved" }]

[fact.settled]
says = "settled"
when = { all = [{ contingency = "sgo", for = { weeks = 3 } }, { has_siblings = true }] }

[fact.began_badly]
says = "care began badly"
when = { entry = { emergency = true, legal_status = "V2", placement = "U6" } }

[[rule]]
id = "at-once"
clause = "SEV-1"
what = "ppm"
says = "A meeting is held at once after the move."
starts = { event = { event = "placement_changed", placement = ["U6", "K2"] } }
due = { same_day = "next_working_day" }
met_by = { event = "ppm_held" }
reading = "At once is the same day."
from = 2026-01-01

[[rule]]
id = "visit"
clause = "SEV-1"
what = "visit"
says = "A visit is made within 4 weeks of a plan for adoption."
starts = { event = { event = "plan_agreed", plan = "adoption", contingency = "sgo", final = true } }
if = { any = [
  { count = { event = "order_made", order = "care_order", at_most = 3 } },
  { count = { event = "matched", match = "adoption" } },
  { count = { event = "permanence_achieved", by = "sgo" } },
  { count = { event = "care_plan_changed", change = "residential" } },
  { count = { event = "milestone", name = "signed_off" } },
  { count = { event = "panel_held", panel = "permanence" } },
  { count = { event = "plan_agreed", plan = "adoption", contingency = "sgo", final = true } },
  { count = { event = "entered_care", legal_status = "V2", placement = "U6", emergency = true } },
] }
due = { within = { weeks = 4 } }
met_by = { event = "visited" }

[[cohort]]
clause = "SEV-1"
cohort = "kept_after"
title = "Kept after permanence"
says = "in care"
when = { in_care = true }
after_permanence = true
from = 2026-01-01
until = 2027-01-01

[[silence]]
clause = "SEV-1"
when = { placement = "R1" }
reason = "The procedure asks for nothing in a residential placement."

[[conflict]]
clause = "SEV-1"
question = "Who chairs the panel?"
statements = [
  { place = "section 1", quote = "The chair is one." },
  { place = "section 2", quote = "The chair is another." },
]
choice = "one"
reason = "The first place is the list."
confirmed = true

[[role]]
key = "team_manager"
title = "Team Manager"

[[role]]
key = "service_manager"
title = "Service Manager"

[[meeting]]
kind = "ppm"
title = "Planning meeting"
held = "ppm_held"
series = "Planning meetings"

[notice]
days = 14

[[reminder]]
working_days = 2
to = "team_manager"
every = 3
what = "ppm"

[[closure]]
from = 2026-12-24
to = 2027-01-01
name = "Christmas closure"

[[closure]]
from = 2026-04-07
name = "Training day"

[[panel]]
name = "permanence"
clause = "SEV-1"
title = "Permanence Panel"
day = "thursday"
also = [2026-05-06, 2026-06-17]
moved = [{ from = 2026-12-24, to = 2026-12-16 }]
start = 10:00:00
end = 12:00:00
capacity = 3
slot_minutes = 20
stand_downs = [{ from = 2026-08-03, to = 2026-08-28, name = "Summer" }]
from = 2026-01-01
until = 2028-01-01
"""
