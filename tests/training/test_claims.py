"""Blocks of our corpus as examples: words, mentions, predicates and roles stand where the corpus says."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from claims import Teacher, convert_block
from corpus_format import CORPUS, read_corpus, read_file
from dragoman.annotate.annotator import MODEL
from examples import EVENTS, LAYERS, RELATIONS, ROLES, STATUSES, Example

BLOCK = """# pub 2024-05-02
s Envoy Maria Costa held talks with the "Northern Front" in Muscat on Monday.
n TTL Envoy | PER Maria Costa | ORG Northern Front | GPE Muscat | TIME Monday
a held: nsubj Costa, obj talks
a talks: nmod Front
c MEET happened @ held talks | party Maria Costa | party Northern Front | where Muscat | when Monday
s She promised to return.
n NOM She
a promised: nsubj She
c COMMIT happened @ promised | party ^Maria Costa
"""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Example:
    path = tmp_path_factory.mktemp("en") / "test.txt"
    folder = path.parent.parent / "en"
    folder.mkdir(exist_ok=True)
    (folder / "test.txt").write_text(BLOCK, encoding="utf-8")
    (block,) = read_file(folder / "test.txt")
    return convert_block(block, Teacher(MODEL))


def test_predicates_and_roles(example: Example) -> None:
    assert example.predicates is not None
    told = [
        (example.words[p.word], EVENTS[p.type], STATUSES[p.status], [(example.words[w], ROLES[r]) for w, r in p.roles])
        for p in example.predicates
    ]
    parties = [("Maria", "party"), ("Northern", "party"), ("Muscat", "where"), ("Monday", "when")]
    assert told == [("talks", "MEET", "happened", parties), ("promised", "COMMIT", "happened", [("Maria", "party")])]


def test_mentions_leave_quotation_marks_out(example: Example) -> None:
    names = [LAYERS[0][labels[0]] for labels in example.layers[0] or ()]
    found = [(example.words[i], name) for i, name in enumerate(names) if name != "O"]
    assert ("Northern", "B-ORG") in found and ("Front", "I-ORG") in found
    assert all(word != '"' for word, _ in found)


def test_given_arcs_replace_silver_ones(example: Example) -> None:
    assert example.heads is not None and example.relations is not None and example.weight is not None
    subject = example.words.index("Costa")
    given = [i for i, weight in enumerate(example.weight) if weight == 1.0]
    assert {example.words[i] for i in given} >= {"talks", "Front", "She"}
    head = next(i for i in given if RELATIONS[example.relations[i]] == "nsubj" and i <= subject)
    assert example.words[example.heads[head] - 1] == "held"
    assert all(example.sentences[i] == example.sentences[h - 1] for i, h in enumerate(example.heads) if h > 0)


def test_the_corpus_folder_reads_as_examples() -> None:
    blocks = list(itertools.islice(read_corpus(CORPUS, []), 5))
    if not blocks:
        pytest.skip("no corpus here")
    teacher = Teacher(MODEL)
    for block in blocks:
        made = convert_block(block, teacher)
        assert len(made.words) == len(made.sentences) == len(made.heads or ()) == len(made.layers[0] or ())
        assert Path(made.source).parts
