"""The expected ways to say no; each carries the one sentence the user reads."""

from __future__ import annotations


class Expected(Exception):
    """Trouble somebody can mend: its words are for them, one sentence that says what happened and what to do next."""


class Refusal(Expected):
    """The program's expected no: `sentence` says what happened and what to do next."""

    @property
    def sentence(self) -> str:
        return str(self.args[0]) if self.args else (self.__doc__ or "")


class NotAllowed(Refusal):
    """You do not have the role this needs."""


class NotFound(Refusal):
    """There is no such record; it may have been removed from the caseload."""


class Stale(Refusal):
    """This changed while you were looking at it; here is how it stands now."""


class Incomplete(Refusal):
    """Something is missing from the form."""


class Taken(Refusal):
    """Somebody else took this first."""
