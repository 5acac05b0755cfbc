"""What is answered to words that are no command: which may be meant, and where files go."""

from __future__ import annotations

WELCOME = "You're welcome."
CHANGES_NOTHING = "Words alone change nothing here. What can be changed has its button on one of these."
NOT_SURE = "Which of these do you mean?"
FILES_IN = (
    "To import the caseload, send the extract to the bot as a file, in your own chat with it. "
    "It shows what would change, and a button imports it."
)
FILES_OUT = (
    "The tracking sheet and minutes are written at the server's command line: "
    "python app.py tracker --out FILE.xlsx, python app.py minutes --sitting DATE --out FOLDER."
)
SHOWN = 40
TITLES = {"due overdue": "Overdue children", "my actions overdue": "Overdue actions"}


def not_understood(said: str) -> str:
    """Nothing of it is known."""
    return f'"{said[:SHOWN]}" is not understood. These are what is asked for most:'


def title(says: str) -> str:
    """A command as the title of its button."""
    return TITLES.get(says, f"{says[:1].upper()}{says[1:]}")
