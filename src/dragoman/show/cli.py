"""The command line. Each command is a few lines: open the record, ask a view, print it.

Exit status: 0 all done; 1 nothing could be done (wrong usage, no record); 3 some input was put in quarantine, the
rest is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.errors import DragomanError
from dragoman.knowledge_base import consulting, index_beside
from dragoman.record import Record, open_record
from dragoman.show import importing, views
from dragoman.show.console import complain, print_rows
from dragoman.show.correct import correct
from dragoman.show.documents import show_document
from dragoman.show.export import EXPORTS
from dragoman.show.reading import read_paths
from dragoman.show.sources import show_event_sources

QUARANTINED = 3

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Dragoman reads press reports about negotiations (Hebrew, Arabic, English) and keeps a sourced record.

    Start with:

    \b
        dragoman read reports/              # text, JSON Lines and HTML, folders too
        dragoman timeline                   # what happened, is planned, was denied
        dragoman event EVENT                # one event with the words of every report of it
        dragoman export claims > claims.jsonl

    The record is one file, `record.dragoman` unless `--record` or `DRAGOMAN_RECORD` says otherwise.
    """,
)


app.add_typer(importing.app, name="knowledge")


class Language(StrEnum):
    """Languages in which names and labels can be shown."""

    EN = "en"
    HE = "he"
    AR = "ar"


class Export(StrEnum):
    """What can be exported."""

    CLAIMS = "claims"
    EVENTS = "events"
    ENTITIES = "entities"


RecordOption = Annotated[
    Path,
    typer.Option("--record", "-r", envvar="DRAGOMAN_RECORD", help="The record file.", show_default="record.dragoman"),
]
AsOfOption = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="The record as it stood on this day.", metavar="DATE"),
]
LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of names and labels.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a line instead of a table.")]
DEFAULT_RECORD = Path("record.dragoman")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


@app.command()
def read(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders: .txt, .jsonl, .html.", metavar="PATH...")],
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Read reports into the record. What it holds already is not read again; it can be stopped at any point.

    Examples:

    \b
        dragoman read reports/ one-more.html
        dragoman read feed.jsonl --record talks.dragoman

    A plain-text file may begin with `date 2025-11-15`. JSON Lines have the fields `id, url, outlet, title, language,
    published, text`; only `text` is required. What cannot be read is named with its reason, listed by `dragoman
    status`, and makes the exit status 3.
    """
    with open_record(record, create=True) as opened, consulting(index_beside(record)):
        report = read_paths(paths, opened)
    if report.quarantined:
        nothing_else = report.read + report.known == 0
        raise typer.Exit(1 if nothing_else else QUARANTINED)


@app.command()
def timeline(
    record: RecordOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lang: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Events by date: what, who, where, how it stands, how many independent origins tell it.

    Examples:

    \b
        dragoman timeline --lang he
        dragoman timeline --as-of 2025-11-01
        dragoman timeline --json | jq 'select(.status == "planned")'
    """
    with open_record(record) as opened:
        views.show_timeline(opened.snapshot(_day(as_of)), lang, json)


@app.command()
def event(
    event_id: Annotated[str, typer.Argument(metavar="EVENT", help="Its id, or the beginning of it (see `timeline`).")],
    record: RecordOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lang: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """One event: every claim of it with its words, its status, and the chain of who told whom.

    Example:

    \b
        dragoman event 3f2a
    """
    with open_record(record) as opened:
        views.show_event(opened.snapshot(_day(as_of)), event_id, lang, json)


@app.command()
def who(
    name: Annotated[str | None, typer.Argument(help="A name in any language; without it, everybody.")] = None,
    record: RecordOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lang: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Who is named, and what they did; with a name, one of them: names in every language, offices, contacts, events.

    Examples:

    \b
        dragoman who
        dragoman who Witkoff --lang ar
    """
    with open_record(record) as opened:
        views.show_who(opened.snapshot(_day(as_of)), name, lang, json)


@app.command()
def disputes(
    record: RecordOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lang: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Where reports disagree with each other, or with the calendar: both sides with their words."""
    with open_record(record) as opened:
        views.show_disputes(opened.snapshot(_day(as_of)), lang, json)


@app.command()
def sources(
    event_id: Annotated[
        str | None, typer.Argument(metavar="EVENT", help="Its id, or the beginning of it; without it, all reports.")
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    as_of: AsOfOption = None,
    lang: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Where the reports come from; with an event, its origins as a tree: who told it first, who relays whom, who made it firmer.

    Examples:

    \b
        dragoman sources
        dragoman sources 3f2a --as-of 2025-11-01
    """
    with open_record(record) as opened:
        snapshot = opened.snapshot(_day(as_of))
        if event_id is None:
            views.show_sources(snapshot, lang, json)
        else:
            show_event_sources(snapshot, event_id, lang, json)


@app.command()
def document(
    key: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its file name or id, or the beginning of either.")],
    record: RecordOption = DEFAULT_RECORD,
    lang: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """One report: its text with what was read from it marked, and the claims below.

    Example:

    \b
        dragoman document 04_
    """
    with open_record(record) as opened:
        show_document(opened.snapshot(), key, lang, json)


@app.command()
def export(
    what: Annotated[Export, typer.Argument(help="What to export.")],
    record: RecordOption = DEFAULT_RECORD,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write to this file instead of standard output.")
    ] = None,
    as_of: AsOfOption = None,
) -> None:
    """Export claims, events or entities as JSON Lines, names in English or romanised.

    Examples:

    \b
        dragoman export claims --out claims.jsonl
        dragoman export events | jq -r '[.start, .type, .status] | @csv'
    """
    with open_record(record) as opened:
        rows = EXPORTS[what.value](opened.snapshot(_day(as_of)))
        if out is None:
            print_rows(rows)
        else:
            views.write_rows(rows, out)


@app.command()
def status(record: RecordOption = DEFAULT_RECORD, json: JsonOption = False) -> None:
    """What the record holds, what could not be read and why, and the corrections made."""
    with open_record(record) as opened:
        views.show_status(opened.status(), json)


NamesArgument = Annotated[list[str], typer.Argument(metavar="NAME...", help="Names or ids of entities.")]
AuthorOption = Annotated[str, typer.Option("--author", envvar=["DRAGOMAN_AUTHOR", "USER"], help="Who decides.")]


@app.command()
def merge(names: NamesArgument, record: RecordOption = DEFAULT_RECORD, author: AuthorOption = "") -> None:
    """Say that several entities are one and the same.

    Example:

    \b
        dragoman merge "Bishara Bahbah" "Bishara Bahbuh"
    """
    _correct(record, "merge", names, None, author)


@app.command()
def split(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name or id of the entity that mixes two.")],
    mentions: Annotated[
        list[str], typer.Argument(metavar="MENTION...", help="DOCUMENT:START-END of mentions that are another.")
    ],
    record: RecordOption = DEFAULT_RECORD,
    author: AuthorOption = "",
) -> None:
    """Say that some mentions of an entity are somebody else (`who NAME --json` lists mentions).

    Example:

    \b
        dragoman split Barak 04_report.txt:120-124
    """
    _correct(record, "split", [name, *mentions], None, author)


@app.command()
def rename(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name or id of an entity.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The name to show.")],
    record: RecordOption = DEFAULT_RECORD,
    author: AuthorOption = "",
) -> None:
    """Give an entity the name that shall be shown.

    Example:

    \b
        dragoman rename "Khalil al-Hiya" "Khalil al-Hayya"
    """
    _correct(record, "rename", [name], new, author)


@app.command()
def undo(
    number: Annotated[
        str | None, typer.Argument(metavar="NUMBER", help="Which correction (see `status`); the last one without it.")
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    author: AuthorOption = "",
) -> None:
    """Take a correction back."""
    _correct(record, "undo", [number] if number else [], None, author)


def _correct(path: Path, action: str, subjects: Sequence[str], value: str | None, author: str) -> None:
    opened: Record
    with open_record(path) as opened, consulting(index_beside(path)):
        correct(opened, action, subjects, value, author)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status; complaints are one line on standard error."""
    try:
        app(args=list(arguments) if arguments is not None else None, prog_name="dragoman")
    except DragomanError as error:
        complain(f"dragoman: {error}")
        return 1
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1 if leaving.code else 0
        return 1 if code == 2 else code
    return 0


def main() -> None:
    """Entry point of the `dragoman` command."""
    raise SystemExit(run())
