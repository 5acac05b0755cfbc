"""A whole procedure in plain English: a sentence for each rule, what the program does with it, and the quote."""

from __future__ import annotations

from collections import defaultdict

from permanence.policy import Policy
from permanence.policy_tools.frame_aloud import about_the_file
from permanence.policy_tools.rules_aloud import clause_aloud
from permanence.policy_tools.sentence import Sentence
from permanence.policy_tools.sentences import BESIDE, ON_CLAUSES


def explain_policy(policy: Policy) -> str:
    """The procedure, clause by clause, then what the file says beside its clauses."""
    title, *about = about_the_file(policy).phrases
    lines = [title, Sentence("", "", tuple(about)).words, ""]
    standing: dict[str | None, list[str]] = defaultdict(list)
    for told in ON_CLAUSES:
        for sentence in told(policy):
            standing[sentence.clause].append(sentence.words)
    for clause in policy.file.clause:
        says, *quotes = clause_aloud(clause).phrases
        lines += [says, *(f"    {quote}" for quote in quotes), *(f"    - {line}" for line in standing[clause.id]), ""]
    for section in BESIDE:
        said = [f"    - {sentence.words}" for sentence in section.sentences(policy)]
        if not said and section.always:
            said = ["    - none"]
        lines += [section.heading, *said, ""] if said else []
    return "\n".join(lines).rstrip() + "\n"
