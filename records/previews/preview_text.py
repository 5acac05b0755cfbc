"""The preview of an import as plain text for the command line: counts, what would change, and what to do next."""

from __future__ import annotations

from records.lists.annex_a import day
from records.previews.preview import Preview
from records.previews.preview_lists import COUNTED, PreviewList, counted, preview_lists


def preview_text(preview: Preview, most: int = 20) -> str:
    """Plain and aligned; each list is cut after `most` lines and says how many more there are."""
    lists = [_listed(its, most) for its in preview_lists(preview)]
    return "\n\n".join([_head(preview), *lists, _next(preview)]) + "\n"


def _head(preview: Preview) -> str:
    counts = preview.counts
    names = [(name, words) for name, words in COUNTED if name in counts]
    width = max(len(f"{counts[name]:,}") for name, _ in names)
    sheet = f', sheet "{preview.sheet}"' if preview.sheet else ""
    lines = [f"{preview.filename}{sheet}, as of {day(preview.as_of)}"]
    lines += [f"  {source}" for source in preview.sources]
    lines += [f"  {counts[name]:>{width},}  {counted(counts, name, words)}" for name, words in names]
    return "\n".join(lines)


def remembered(preview: Preview) -> str:
    """What is kept for the next comparison, when nothing else would change."""
    aside, again = len(preview.remembered), len(preview.told_again)
    kept = [f"the short breaks of {_children(aside)} are kept for the next comparison"] if aside else []
    kept += [f"it is kept that {_children(again)} stood as before on {day(preview.as_of)}"] if again else []
    return ", ".join([*kept, "and nothing else changes"])


def _children(count: int) -> str:
    return "1 child" if count == 1 else f"{count:,} children"


def _listed(listed: PreviewList, most: int) -> str:
    count, shown = len(listed.lines), listed.some(most)
    columns = f", by column: {listed.by_column}" if count > most and listed.by_column else ""
    width = max(len(line.where) for line in shown)
    lines = [f"  {line.where:<{width}}  {line.what}" if line.where else f"  {line.what}" for line in shown]
    more = [f"  ... and {count - len(shown):,} more; --lines {count} shows all"] if count > len(shown) else []
    return "\n".join([f"{listed.title}{columns} ({count:,})", *lines, *more])


def _next(preview: Preview) -> str:
    if not preview.changes:
        if preview.writes:
            return f"Nothing is written yet. With --confirm, {remembered(preview)}."
        done = "Nothing would change."
        return f"{done} Correct the refused rows and import again." if preview.refused else done
    events = preview.counts["events"]
    children = len(preview.changes)
    write = (
        f"Nothing is written yet. With --confirm, {events:,} dated {'event' if events == 1 else 'events'} for "
        f"{children:,} {'child' if children == 1 else 'children'} go into the record."
    )
    refused = " Refused rows can be corrected and imported again at any time; importing twice changes nothing."
    return write + (refused if preview.refused else "")
