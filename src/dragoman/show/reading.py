"""`dragoman read`: progress while it runs, one clear line for what could not be read, one for what was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dragoman import pipeline
from dragoman.acquire import count
from dragoman.record import Record
from dragoman.show.console import complain, err, say


def read_paths(paths: Sequence[Path], record: Record) -> pipeline.ReadReport:
    """Read `paths` into `record`; the bar goes to standard error, and only to a terminal."""
    console = err()
    bar = Progress(
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=count(paths) if console.is_terminal else None)

        def show(progress: pipeline.Progress) -> None:
            bar.update(task, completed=progress.seen, description=f"{progress.quarantined} in quarantine")

        report = pipeline.read(paths, record, progress=show)
    for bad in report.quarantined:
        complain(f"{bad.source}: {bad.reason}")
    say(_summary(report, record))
    return report


def _summary(report: pipeline.ReadReport, record: Record) -> str:
    parts = [f"{report.read} new reports, {report.claims} claims"]
    if report.known:
        parts.append(f"{report.known} known already")
    if report.quarantined:
        parts.append(f"{len(report.quarantined)} in quarantine")
    status = record.status()
    return f"{'; '.join(parts)}. {record.path}: {sum(n for _, n in status.documents)} reports, {status.events} events."
