"""Fills the tour in README.md with what the commands really print: `make readme`.

Between `<!-- tour -->` and `<!-- /tour -->` every line that begins with `$ ` is run, and what follows it in its
block is replaced by its output, cut to its first lines where the command says `# first N lines`. `dragoman event`
shows the event that most reports tell.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TOUR = re.compile(r"(?<=<!-- tour -->\n).*?(?=<!-- /tour -->)", re.DOTALL)
BLOCK = re.compile(r"```\n\$ (?P<command>[^\n]+)\n.*?```\n", re.DOTALL)
EVENT = re.compile(r"dragoman event \S+")
LIMIT = re.compile(r"#\s*first (\d+) lines")


def run(command: str, record: Path) -> str:
    """What `command` prints, in the repository's root, with the record of the tour."""
    environment = os.environ | {"DRAGOMAN_RECORD": str(record), "COLUMNS": "140"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(command, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.replace(str(record), "record.dragoman")


def most_told(record: Path) -> str:
    """The id of the event that most reports tell: ids change with the reading, so the tour asks anew."""
    events = map(json.loads, run("dragoman timeline --json", record).splitlines())
    return str(max(events, key=lambda event: (len(event["documents"]), len(event["claims"])))["id"])


def fill(tour: str) -> str:
    """The tour with fresh output in every block."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.dragoman"

        def replace(match: re.Match[str]) -> str:
            command = EVENT.sub(lambda _: f"dragoman event {most_told(record)}", match["command"])
            lines = [line.rstrip() for line in run(command, record).strip("\n").splitlines()]
            limit = LIMIT.search(match["command"])
            if limit and len(lines) > int(limit[1]):
                lines = [*lines[: int(limit[1])], "..."]
            return "\n".join(["```", f"$ {command}", *lines, "```"]) + "\n"

        return BLOCK.sub(replace, tour)


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(TOUR.sub(lambda match: fill(match.group()), text), encoding="utf-8")
