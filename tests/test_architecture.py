"""The house rules that a machine can see: one direction of imports, language data in packs, small files."""

from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "dragoman"
FILES = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py"))
STAGES = ("acquire", "annotate", "extract", "link", "record")
SHARED = {"model", "errors", "vocabulary", "pack", "knowledge_base", "dates"}
MAX_LINES = 400
FOREIGN_SCRIPTS = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\ufb1d-\ufdff\ufe70-\ufefc]")
ids = {"ids": str}


def imports_of(path: Path) -> set[str]:
    """First parts of the modules of ours that a file imports: `dragoman.record.store` gives `record`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((SOURCE / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "dragoman":
                found |= {alias.name for alias in node.names}
            elif (node.module or "").startswith("dragoman."):
                found.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("dragoman.")}
    return found


@pytest.mark.parametrize("path", FILES, **ids)
def test_imports_go_one_way(path: Path) -> None:
    place = path.parts[0].removesuffix(".py")
    if place in STAGES or place in SHARED:
        assert imports_of(path) <= SHARED | {place}
    elif place == "pipeline":
        assert "show" not in imports_of(path)


@pytest.mark.parametrize("path", FILES, **ids)
def test_no_hebrew_or_arabic_in_code(path: Path) -> None:
    tree = ast.parse((SOURCE / path).read_text(encoding="utf-8"))
    # A docstring may show an example; what is compared, matched or printed may not.
    shown = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in shown:
            # Marks (a question mark, a geresh) are writing, not language; letters make words.
            letters = [c for c in FOREIGN_SCRIPTS.findall(node.value) if unicodedata.category(c) == "Lo"]
            assert not letters, f"{path}:{node.lineno}: {node.value!r}"


@pytest.mark.parametrize("path", FILES, **ids)
def test_no_branch_on_a_language_code(path: Path) -> None:
    codes = {folder.name for folder in (SOURCE / "languages").iterdir() if folder.is_dir()}
    for node in ast.walk(ast.parse((SOURCE / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                elements = side.elts if isinstance(side, ast.Tuple | ast.Set | ast.List) else [side]
                for element in elements:
                    compared = element.value if isinstance(element, ast.Constant) else None
                    assert compared not in codes, f"{path}:{node.lineno}: compared with {compared!r}"


@pytest.mark.parametrize("path", FILES, **ids)
def test_files_stay_small(path: Path) -> None:
    if path == Path("model.py"):
        return  # every value in one place, on purpose
    assert len((SOURCE / path).read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", FILES, **ids)
def test_only_show_prints_and_only_record_touches_the_database(path: Path) -> None:
    tree = ast.parse((SOURCE / path).read_text(encoding="utf-8"))
    place = path.parts[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and place != "show":
            assert node.func.id not in ("print", "exit"), f"{path}:{node.lineno}"
        if isinstance(node, ast.Import | ast.ImportFrom) and place != "record":
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            assert not any(name.split(".")[0] == "sqlalchemy" for name in names), f"{path}:{node.lineno}"


def test_the_walk_sees_files() -> None:
    assert len(FILES) > 20 and Path("pipeline.py") in FILES
