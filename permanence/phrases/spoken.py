"""What was typed, as plain words: one kind of dash and quote, no punctuation, no greeting, no courtesy."""

from __future__ import annotations

import re

from permanence.clean_text import keyed

MOST = 300  # characters; nobody asks for a list in more
SHORT = (
    (re.compile(r"\b(what|who|when|where|how|that|there|it)'?s\b"), r"\1 is"),
    (re.compile(r"\b(who|what|they|we|you)'re\b"), r"\1 are"),
    (re.compile(r"\bi'?m\b"), "i am"),
    (re.compile(r"\bi've\b"), "i have"),
    (re.compile(r"\b(i|who|we)'(?:ll|d)\b"), r"\1 will"),
    (re.compile(r"\b(is|are|has|have|does|do|did|was|were)n'?t\b"), r"\1 not"),
    (re.compile(r"\bcan'?t\b"), "can not"),
    (re.compile(r"'s\b|'"), " "),
)
# Written in several words or with a dash, meant as one.
AS_ONE = (
    (re.compile(r"\bto[ -]do(?:s|[ -]list)?\b"), "todo"),
    (re.compile(r"\bset[ -]up\b"), "setup"),
    (re.compile(r"\b(?:tmrw|tmr|tomo|tomorow|tommorrow)\b"), "tomorrow"),
    (re.compile(r"\b(?:is|am|are|be) off\b(?! the\b)"), "away"),
    (re.compile(r"\boff (?:the|an|this) agenda\b"), "remove agenda"),
    (re.compile(r"\b(?:turn|switch) off\b|\bstop (?=\w+ing\b|messages?\b|reminders?\b|notifications?\b)"), "mute "),
    (re.compile(r"\bare you (?:there|awake|alive|ok|up)\b"), "hello"),
    (re.compile(r"\b(?:what am i|am i) (?:allowed|able)(?: todo| to(?: do| see)?)?\b"), "help"),
    (re.compile(r"\b(?:who|what) (?:am i|are you|made you)\W*$"), "help"),
    (
        re.compile(r"\b(?:no|without|lacks?|lacking|missing) (?:a |any |the )?(?:permanence |care )?plans?\b"),
        "unplanned",
    ),
    (re.compile(r"\bsection 20s?\b|\bs\.? ?20\b"), "section20"),
    (
        re.compile(
            r"\b(?:here (?:is|are)|attached(?: is)?|(?<!my )new|latest) (?:the |my |our |a |new |latest )*"
            r"(?:caseload|spreadsheet|file|list|data)\b"
        ),
        "upload",
    ),
    (re.compile(r"\bout of (?:the )?office\b|\bon (?:annual )?leave\b|\bannual leave\b|\boff sick\b"), "away"),
    (re.compile(r"\bfollow[ -]ups?\b"), "followup"),
    (re.compile(r"\bcoming up\b"), "upcoming"),
    (re.compile(r"\bnot (?:yet )?(?:answered|replied|responded)\b"), "unanswered"),
    (re.compile(r"\bnot (?:been |be |yet )*(?:done|completed|finished|closed)\b"), "outstanding"),
    (re.compile(r"\bnot (?:been |be |yet )*(?:sent|delivered)\b"), "unsent"),
    (re.compile(r"\b(?:can|will|could) not (?:make|come|attend|do|be (?:there|in))\b"), "decline"),
    (re.compile(r"\b(?:am )?not (?:available|free|able to (?:come|attend))\b|\bam not in\b"), "decline"),
    (re.compile(r"\bi have (?:done|finished|completed)\b"), "mark"),
    (re.compile(r"\bgive (?!me\b|us\b)"), "reassign "),
    (re.compile(r"\bwhat (?:can|could) (?:i|you|we) (?:say|do|ask)\b"), "help"),
    (re.compile(r"\bhow (?:do|can|does|to) (?:i |we |you |this |it )?(?:use|work)\b"), "help"),
    (re.compile(r"\bstand(?:s|ing)? in\b|\bstand-in\b"), "deputy"),
    (re.compile(r"\bhand(?:s|ing)? over\b"), "reassign"),
    (re.compile(r"\bstand(?:ing)? down\b|\bcall(?:ing)? off\b"), "cancel"),
    (re.compile(r"\bput off\b"), "deferred"),
    (re.compile(r"\bstat(?:utory)? reviews?\b"), "review"),
    (re.compile(r"\btracking (?:sheet|spreadsheet)\b"), "tracker"),
)
# A dash that stands in a reference or a date is kept; so are the signs of dates and times.
WORD = re.compile(r"[^\W_]+(?:[-/.:][^\W_]+)*")


def spoken(text: str) -> tuple[str, ...]:
    """The words, in small letters, in their order: `What's due for C–1042 (TJ)?` is what is due for c-1042 tj."""
    plain = keyed(text[:MOST]).casefold()
    for pattern, whole in (*SHORT, *AS_ONE):
        plain = pattern.sub(whole, plain)
    return tuple(WORD.findall(plain))
