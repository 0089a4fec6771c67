"""Treebanks and entity corpora as examples over whole written words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic_spelling import join_arabic, strip_marks
from entities import ANERCORP, read_columns
from examples import CLITICS, LAYERS, MISSING, RELATIONS, Example, Predicate, join_examples, split_example
from treebanks import Part, convert_tree, read_conllu, repair_padt

HEBREW = """# text = והשליח נפגש בבירה
1-3\tוהשליח\t_\t_\t_\t_\t_\t_\t_\t_
1\tו\tו\tCCONJ\t_\t_\t4\tcc\t_\t_
2\tה\tה\tDET\t_\tPronType=Art\t3\tdet\t_\t_
3\tשליח\tשליח\tNOUN\t_\t_\t4\tnsubj\t_\t_
4\tנפגש\tנפגש\tVERB\t_\t_\t0\troot\t_\t_
5-6\tבבירה\t_\t_\t_\t_\t_\t_\t_\t_
5\tב\tב\tADP\t_\t_\t6\tcase\t_\t_
6\tבירה\tבירה\tNOUN\t_\t_\t4\tobl\t_\t_

"""


def test_written_words_take_the_head_of_their_main_part(tmp_path: Path) -> None:
    path = tmp_path / "he.conllu"
    path.write_text(HEBREW, encoding="utf-8")
    (tree,) = read_conllu(path)
    example = convert_tree(tree, "he_htb", "test")
    assert example.words == ["והשליח", "נפגש", "בבירה"]
    assert example.heads == [2, 0, 2]
    assert [RELATIONS[r] for r in example.relations or ()] == ["nsubj", "root", "obl"]
    assert [{CLITICS[c] for c in flags} for flags in example.clitics or ()] == [{"AND", "DET"}, set(), {"IN"}]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([("و", "CCONJ", "C"), ("ل", "ADP", "P"), ("الوفد", "NOUN", "N")], ["وللوفد"]),
        ([("زيارة", "NOUN", "N"), ("ه", "PRON", "SP---3MS2-")], ["زيارته"]),
        ([("س", "PART", "F"), ("يصل", "VERB", "V"), ("غدا", "ADV", "D")], ["سيصل", "غدا"]),
        ([("هو", "PRON", "SP---3MS1-"), ("وصل", "VERB", "V")], ["هو", "وصل"]),
    ],
)
def test_arabic_clitics_are_rejoined(parts: list[tuple[str, str, str]], expected: list[str]) -> None:
    made = [Part(form, upos, "", 0, "dep", "", xpos) for form, upos, xpos in parts]
    assert [form for _, _, form in join_arabic(made)] == expected


def test_vowel_signs_go_and_hamzas_stay() -> None:
    assert strip_marks("اَلمَسؤُولِ") == "المسؤول"
    assert strip_marks("أُرجِئَ") == "أرجئ"


def test_a_conjunction_over_a_clause_gives_way_to_its_verb(tmp_path: Path) -> None:
    path = tmp_path / "ar.conllu"
    rows = [
        "1\tوَ\t_\tCONJ\tC---------\t_\t0\troot\t_\t_",
        "2\tوَصَلَ\t_\tVERB\tVP\t_\t1\tparataxis\t_\t_",
        "3\tاَلوَفدُ\t_\tNOUN\tN\t_\t2\tnsubj\t_\t_",
    ]
    path.write_text("\n".join(rows) + "\n\n", encoding="utf-8")
    (tree,) = read_conllu(path)
    repair_padt(tree)
    example = convert_tree(tree, "ar_padt", "test")
    assert (example.words, example.heads) == (["ووصل", "الوفد"], [0, 1])


def test_labels_become_sets(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("وصلت O\nرويترز B-ORG\nإلى O\nمسقط B-LOC\n\n", encoding="utf-8")
    (example,) = read_columns(path, "ar_padt", ANERCORP, ("TIME",))
    sets = [{LAYERS[0][n] for n in allowed} for allowed in example.layers[0] or ()]
    assert sets[1] == {"B-ORG", "B-MEDIA"}
    assert sets[3] == {"B-GPE", "B-LOC", "B-FAC"}
    assert sets[0] == {"O", "B-TIME", "I-TIME"}


@st.composite
def passages(draw: st.DrawFn) -> Example:
    lengths = draw(st.lists(st.integers(1, 6), min_size=1, max_size=6))
    words = [f"w{i}" for i in range(sum(lengths))]
    sentences = [n for n, length in enumerate(lengths) for _ in range(length)]
    index = st.integers(0, len(words) - 1)
    made = Example(words, sentences, 0, "test", upos=[0] * len(words), clitics=[set() for _ in words])
    made.heads = [0 if draw(st.booleans()) else sentences.index(s) + 1 for s in sentences]
    made.relations, made.weight = [1] * len(words), [1.0] * len(words)
    made.layers = [[(0,)] * len(words), [(0,)] * len(words)]
    made.predicates = [Predicate(draw(index), 0, 0, [(draw(index), 0)]) for _ in range(draw(st.integers(0, 3)))]
    return made


@given(passages(), st.integers(1, 20))
def test_cut_passages_keep_every_word_and_point_inside(example: Example, limit: int) -> None:
    parts = split_example(example, [1] * len(example.words), limit)
    assert [w for p in parts for w in p.words] == example.words
    for part in parts:
        assert part.sentences[0] == 0
        assert all(h == MISSING or 0 <= h <= len(part.words) for h in part.heads or ())
        assert all(0 <= w < len(part.words) for p in part.predicates or () for w, _ in [(p.word, 0), *p.roles])
        assert len(part.words) <= limit or len(set(part.sentences)) == 1
    assert sum(len(p.predicates or ()) for p in parts) == len(example.predicates or ())


@given(st.lists(passages(), min_size=1, max_size=3))
def test_joined_examples_keep_their_parts(examples: list[Example]) -> None:
    joined = join_examples(examples)
    assert joined.words == [w for e in examples for w in e.words]
    assert joined.sentences == sorted(joined.sentences)
    assert [joined.words[p.word] for p in joined.predicates or ()] == [
        e.words[p.word] for e in examples for p in e.predicates or ()
    ]
    shift = 0
    for example in examples:
        own = (joined.heads or [])[shift : shift + len(example.words)]
        assert [h - shift if h else 0 for h in own] == example.heads
        shift += len(example.words)
