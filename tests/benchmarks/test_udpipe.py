"""UDPipe is taught from our examples as CoNLL-U, whole trees only, and its reading counts like any other."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from udpipe import Udpipe, cut_by_sentence, draw_trees, is_tree, load_library, train, write_conllu

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from evaluate import Tally, count_tree
from examples import CLITICS, MISSING, RELATIONS, STYLES, UPOS, Example

ROWS = [
    ("envoys", "NOUN", (), 2, "nsubj"),
    ("met", "VERB", (), 0, "root"),
    ("inDoha", "PROPN", ("IN", "DET"), 2, "obl"),
    (".", "PUNCT", (), 2, "punct"),
]


def make(rows: list[tuple[str, str, tuple[str, ...], int, str]], sentences: list[int]) -> Example:
    example = Example([row[0] for row in rows], sentences, STYLES.index("en_ewt"), "test")
    example.upos = [UPOS.index(row[1]) for row in rows]
    example.clitics = [{CLITICS.index(c) for c in row[2]} for row in rows]
    example.heads = [row[3] for row in rows]
    example.relations = [RELATIONS.index(row[4]) for row in rows]
    return example


def two_sentences() -> Example:
    second = [(w, u, c, head + len(ROWS) if head else 0, r) for w, u, c, head, r in ROWS]
    return make([*ROWS, *second], [0] * len(ROWS) + [1] * len(ROWS))


@pytest.mark.parametrize(
    ("heads", "expected"),
    [([2, 0, 2], True), ([], False), ([0, 0], False), ([2, 1, 0], False), ([1, 0], False), ([MISSING, 0], False)],
)
def test_only_one_rooted_trees_are_trees(heads: list[int], expected: bool) -> None:
    assert is_tree(heads) is expected


def test_words_are_written_with_their_flags_and_heads_within_the_sentence() -> None:
    first, second, rest = write_conllu(two_sentences()).split("\n\n")
    assert first == second and not rest
    assert first.split("\n")[2] == "3\tinDoha\t_\tPROPN\t_\tClitics=DET,IN\t2\tobl\t_\t_"


def test_open_values_have_names_and_broken_trees_are_left_out() -> None:
    example = make(ROWS, [0] * 4)
    assert example.upos is not None and example.relations is not None and example.heads is not None
    example.upos[0] = example.relations[0] = MISSING
    assert write_conllu(example).startswith("1\tenvoys\t_\tX\t_\t_\t2\tdep\t")
    example.heads[1] = 1
    assert write_conllu(example) == ""
    assert write_conllu(Example(["no", "tree"], [0, 0], 0, "test")) == ""


def test_trees_are_drawn_up_to_a_number_of_words() -> None:
    trees = [write_conllu(make([(f"w{i}", *row[1:]) for row in ROWS], [0] * 4)) for i in range(10)]
    assert list(draw_trees(trees, 0)) == trees
    drawn = list(draw_trees(trees, 9))
    assert len(drawn) == len(set(drawn)) == 3 and drawn == list(draw_trees(trees, 9))


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ufal.udpipe", None)
    with pytest.raises(SystemExit, match=r"pip install ufal\.udpipe"):
        load_library()


def test_a_trained_model_reads_the_words_that_it_is_given(tmp_path: Path) -> None:
    pytest.importorskip("ufal.udpipe")
    example = two_sentences()
    train(write_conllu(example) * 20, tmp_path / "en.udpipe")
    tokens = Udpipe(tmp_path / "en.udpipe").read(example)
    assert [token.text for token in tokens] == example.words
    assert [part.start for part in cut_by_sentence(example)] == [0, 4]
    assert [token.head for token in tokens].count(-1) == 2
    tally = Tally()
    count_tree(tally, example, tokens)
    assert tally.score("UPOS") == tally.score("clitics") == tally.score("LAS") == 100.0
