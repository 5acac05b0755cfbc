"""Understand what somebody typed in their own words: the command they mean, or a card that asks; nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cards.setup import phrase_words
from cards.setup.suggestions import SuggestionsView
from permanence.people import rights
from permanence.people.person import Person
from permanence.people.rights import Right
from permanence.phrases.council import Council
from permanence.phrases.first_things import first_things
from permanence.phrases.reading import Courtesy, OfFiles, Perhaps, Sure, read
from permanence.phrases.topics import DAY, Topic
from permanence.refusals import NotAllowed
from storage import children, people, searching
from storage.store import Work
from usecases.house import House
from usecases.operator import who_is
from usecases.visible_teams import visible_teams_of

MOST = 3


@dataclass(frozen=True, slots=True)
class PhraseTyped:
    """What was typed. `begins` is the command it begins with, if any; `names` is false where nobody may be named."""

    caller: str
    words: str
    today: date
    begins: str = ""
    names: bool = True


async def understand_phrase(house: House, phrase: PhraseTyped) -> str | SuggestionsView:
    """The command as it could be typed, or the card that asks which one is meant."""
    async with house.store.read() as work:
        person = await who_is(house, work, phrase.caller, phrase.today)
        council = await council_for(house, work, person, phrase.today) if phrase.names else Council({}, (), {})
    reading = read(phrase.words, council, phrase.today)
    match reading:
        case Sure(asked) if not _of_a_panel(house, phrase, asked.topic):
            return asked.says
        case Sure() | Perhaps() if _goes_on(reading, phrase):
            return phrase.words
        case Perhaps(asked, changes):
            sentence = phrase_words.CHANGES_NOTHING if changes else phrase_words.NOT_SURE
            if allowed := tuple(one.says for one in asked if _may_ask(person, one.topic.right)):
                return SuggestionsView(sentence, allowed)
        case Courtesy(thanks):
            return SuggestionsView(phrase_words.WELCOME) if thanks else "help"
        case OfFiles(into):
            return SuggestionsView(phrase_words.FILES_IN if into else phrase_words.FILES_OUT)
        case _ if phrase.begins:
            return phrase.words
    return SuggestionsView(phrase_words.not_understood(phrase.words), first_things(person)[:MOST])


async def council_for(house: House, work: Work, person: Person | None, today: date) -> Council:
    """What this person may name: the children and teams they see, and everybody in the people file."""
    if person is None:
        return Council({}, (), {})
    try:
        visible = await visible_teams_of(house, work, person.oid, rights.SEE_CHILDREN, today)
    except NotAllowed:  # names of people and words alone
        return Council({}, (), await people.names(work))
    known = [child for child in await searching.every_child(work) if visible.has(child.team)]
    teams = tuple(team for team in await children.teams(work) if visible.has(team))
    return Council({child.ref: child.initials for child in known}, teams, await people.names(work))


def _of_a_panel(house: House, phrase: PhraseTyped, topic: Topic) -> bool:
    """Whether the words may name one of several panels, which the command itself reads."""
    return topic.takes == DAY and len(house.policy.panels) > 1 and phrase.begins == topic.command


def _goes_on(reading: Sure | Perhaps, phrase: PhraseTyped) -> bool:
    """Whether they began with the command that is meant: its own answer says best what is wrong with the rest."""
    first = reading.asked if isinstance(reading, Sure) else reading.asked[0]
    return bool(phrase.begins) and first.topic.command.endswith(phrase.begins)


def _may_ask(person: Person | None, right: Right) -> bool:
    if right.for_anybody:
        return True
    try:
        rights.require(person, right)
    except NotAllowed:
        return False
    return True
