"""The preview as the command line prints it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from permanence.codes import listed
from permanence.journeys.journey_words import LEGAL_STATUSES, PLANS
from records.files.mapping import load_mapping
from records.files.problems import RecordError
from records.previews.caseload import read_caseload
from records.previews.differences import compare
from records.previews.joined import after, compare_all
from records.previews.preview_lists import preview_lists
from records.previews.preview_text import preview_text
from tests.records.books import DAY, child, read, workbook
from tests.records.returns import compared, episode, file


def test_the_preview_counts_shows_and_says_what_to_do_next() -> None:
    first = read(child(), child(child="C-2"), child(child="C-3"), child(child="C-4"))
    known = after({}, compare({}, first, DAY))
    second = read(
        child(reviewed=date(2026, 11, 23)),
        child(child="C-2", left=date(2026, 11, 24), left_by="E47"),
        child(child="C-3", legal_status="Interim care ordrs"),
        child(child="C-5", plan="Live with nan", placement="a) Foster placement"),
    )
    assert preview_text(compare(known, second, DAY + timedelta(days=7))) == (
        'caseload.xlsx, sheet "List 8", as of 27 November 2026\n'
        "  1  child new to the record\n"
        "  1  child with changes\n"
        "  1  child who left care\n"
        "  0  children unchanged\n"
        "  1  child in care by the record but not in the file: asked about, not changed\n"
        "  1  row refused: nothing of it is written\n"
        "  1  value left out or in doubt, in a row that is taken\n"
        "  0  children in short breaks, which the panel does not follow\n"
        "\n"
        "Changes (1)\n"
        "  C-1042: review held on 23 November 2026\n"
        "\n"
        "Left care (1)\n"
        "  C-2: left care on 24 November 2026; permanence achieved sgo on 24 November 2026\n"
        "\n"
        "In the record but not in the file (1)\n"
        "  C-4 is in care by the record but not in this file: if the child has left, export the list with its date "
        "and reason ceased; nothing was changed.\n"
        "\n"
        "Rows refused (1)\n"
        '  List 8, line 4, C-3  Child\'s Legal Status "Interim care ordrs" is not a known spelling (nearest known: '
        '"Interim care orders"): correct it, or add it to the mapping file with its meaning.\n'
        "\n"
        "Values left out (1)\n"
        '  List 8, line 5, C-5  What is the permanence plan for this child? "Live with nan" is not a known spelling: '
        "correct it, or add it to the mapping file with its meaning.\n"
        "\n"
        "Unknown spellings, ready for the mapping file once their codes are filled in (4)\n"
        f"  [spellings.legal_status]  # one of {listed(LEGAL_STATUSES)}\n"
        '  "Interim care ordrs" = ""  # 1 row\n'
        f"  [spellings.plan]  # one of {listed(sorted(PLANS))}, no_plan\n"
        '  "Live with nan" = ""  # 1 row\n'
        "\n"
        "Labels that say too little, and dates that are none (1)\n"
        '  "a) Foster placement" in Placement Type: taken as not long-term matched, so that the panel sees the child '
        "(1 row)\n"
        "\n"
        "Nothing is written yet. With --confirm, 6 dated events for 3 children go into the record. Refused rows can "
        "be corrected and imported again at any time; importing twice changes nothing.\n"
    )


def test_long_lists_are_cut_and_say_how_many_more_there_are() -> None:
    rows = [child(child=f"C-{number}", legal_status="") for number in range(30)]
    text = preview_text(compare({}, read(*rows), DAY), most=5)
    assert text.count("is empty: fill it in") == 5
    assert "  ... and 25 more" in text
    assert "Nothing would change. Correct the refused rows and import again." in text


def test_an_unknown_spelling_is_said_once_and_its_lines_completed_are_a_mapping_file() -> None:
    plans = ("Nan's house", 'Späti "X"')
    rows = [child(child=f"C-{number}", plan=plans[number % 2]) for number in range(30)]
    preview = compare({}, read(*rows), DAY)
    text = preview_text(preview)
    assert text.count("not a known spelling") == 2
    assert "It stands in 15 rows, first in this one." in text
    assert "  30  values left out or in doubt, in rows that are taken" in text
    [listed] = [one for one in preview_lists(preview) if one.name == "spellings"]
    lines = "\n".join(line.what for line in listed.lines)
    with pytest.raises(RecordError, match=r"has no known code; write one of"):
        load_mapping(lines.encode())
    own = load_mapping(lines.replace('= ""', '= "sgo"', 1).replace('= ""', '= "no_plan"').encode())
    again = compare({}, read_caseload(workbook(*rows), "a.xlsx", own), DAY)
    assert not again.omitted
    assert {row.plan for row in read_caseload(workbook(*rows), "a.xlsx", own).rows} == {"sgo", ""}


def test_the_whole_preview_counts_who_is_in_care_once_it_is_written() -> None:
    rows = (child(), child(child="C-2", left=date(2026, 11, 10), left_by="E4A"))
    assert "  1  child in care once this is written\n" in preview_text(compare_all({}, [read(*rows)], DAY))


def test_nothing_to_do_says_so() -> None:
    known = after({}, compare({}, read(), DAY))
    assert preview_text(compare(known, read(), DAY)).endswith("Nothing would change.\n")


def test_a_frequent_problem_does_not_hide_a_rare_one() -> None:
    reviews = [{"CHILD": "1", "REVIEW": f"{day:02}/12/2026"} for day in range(1, 29)]
    preview = compared({}, file("Reviews", *reviews), file("Episodes", episode("1", "02/03/2026", "P")))
    text = preview_text(preview, most=9)
    assert "Values left out, by column: REVIEW 28, REC 1, RNE 1 (30)" in text
    assert "is not S, so the child came into care before 2 March 2026" in text
    assert "... and 25 more; --lines 30 shows all" in text
    assert "more; --lines" not in preview_text(preview, most=30)
