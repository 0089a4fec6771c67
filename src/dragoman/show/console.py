"""The two consoles, and the one way in which every view is printed: as a table for the eye, or as JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

Row = dict[str, Any]


def out() -> Console:
    """Standard output; without colours and as wide as needed when it is not a terminal."""
    console = Console(file=sys.stdout, highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = 160
    return console


def err() -> Console:
    """Standard error: progress and complaints."""
    return Console(file=sys.stderr, highlight=False)


def say(text: str) -> None:
    """One line to standard output, as it is."""
    out().print(Text(text))


def complain(text: str) -> None:
    """One line to standard error, never wrapped."""
    sys.stderr.write(f"{text}\n")


def print_rows(rows: Iterable[Row]) -> None:
    """One JSON object a line, to standard output."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A plain table; a column whose heading ends in `>` is aligned right, one that ends in `!` never wraps."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(
            column.rstrip(">!"),
            justify="right" if column.endswith(">") else "left",
            no_wrap=column.endswith(("!", ">")),
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    out().print(table)
