"""`dragoman knowledge`: names imported from elsewhere, and what is known altogether."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dragoman import pipeline
from dragoman.errors import InputError
from dragoman.knowledge_base import ImportedNames, consulting, import_entities, index_beside, load
from dragoman.record import open_record
from dragoman.show.console import Row, err, print_rows, say

app = typer.Typer(no_args_is_help=True, help="Names known beforehand: import more of them, see what there is.")
RecordOption = Annotated[
    Path,
    typer.Option("--record", "-r", envvar="DRAGOMAN_RECORD", help="The record file.", show_default="record.dragoman"),
]
DEFAULT_RECORD = Path("record.dragoman")
_MOST_SHOWN = 20
# The exit status of the command line when some input could not be read.
_SOME_LEFT_OUT = 3


@app.command("import")
def import_command(
    files: Annotated[list[Path], typer.Argument(help="FollowTheMoney JSON lines, or CSV.", metavar="FILE...")],
    record: RecordOption = DEFAULT_RECORD,
) -> None:
    """Import names of people and bodies, for those whom Dragoman does not know by itself.

    The index lies beside the record (`record.dragoman.names`), or where `DRAGOMAN_KNOWLEDGE` says. A file can be imported again: entities are replaced.
    The record, if there is one, is linked anew.

    Examples:

    \b
        dragoman knowledge import peps.entities.ftm.json
        dragoman knowledge import cabinet.csv --record talks.dragoman

    CSV has the columns `id,kind,name` and, if wanted, `aliases` (separated by `;`), `language` and `country`; kinds are person, organisation, outlet.
    """
    import_files(files, record)


@app.command("status")
def status_command(
    record: RecordOption = DEFAULT_RECORD,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """What is known: the packaged knowledge, and what was imported."""
    show_knowledge(record, json)


def import_files(files: Sequence[Path], record: Path) -> None:
    """Import `files` into the index of `record`, and link the record anew if it is there.

    Raises:
        InputError: a file cannot be read; what was imported before it stays. A line that cannot be read is named and left out, and the exit status is 3.
        RecordError: the index or the record is of another version.
    """
    index = index_beside(record)
    console = err()
    broken: list[InputError] = []
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)
        for file in files:
            bar.update(task, description=f"importing {file}")
            say(f"{file}: {import_entities(file, index, broken.append)} entities into {index}")
        if record.is_file():
            bar.update(task, description=f"linking {record}")
            with open_record(record) as opened, consulting(index):
                pipeline.relink(opened)
    for error in broken[:_MOST_SHOWN]:
        console.print(f"left out: {error}", markup=False, highlight=False, soft_wrap=True)
    if len(broken) > _MOST_SHOWN:
        console.print(f"left out: {len(broken) - _MOST_SHOWN} lines more")
    if broken:
        raise typer.Exit(_SOME_LEFT_OUT)


def show_knowledge(record: Path, as_json: bool) -> None:
    """What the packaged knowledge and the index of `record` hold."""
    packaged = Counter(entry.kind.value for entry in load().entries.values())
    index = index_beside(record)
    rows: list[Row] = [{"source": "packaged", "entities": dict(sorted(packaged.items()))}]
    if index.is_file():
        names = ImportedNames(index)
        status = names.status()
        names.close()
        imported = {kind.value: count for kind, count in status.entities}
        rows.append({"source": str(index), "entities": imported, "spellings": status.spellings})
    if as_json:
        print_rows(rows)
        return
    for row in rows:
        counts = ", ".join(f"{count} of kind {kind}" for kind, count in row["entities"].items())
        say(
            f"{row['source']}: {counts or 'nothing'}"
            + (f"; {row['spellings']} spellings" if "spellings" in row else "")
        )
    if len(rows) == 1:
        say(f"nothing imported: there is no {index}")
