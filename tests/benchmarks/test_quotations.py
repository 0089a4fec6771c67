"""The benchmark on public samples reads both published formats, and counts as it says. The lines are our own."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from dragoman.annotate import Annotator
from dragoman.model import Document
from quotations import Quote, find_quotes, read_sample, report, score

TEXT = 'Envoy Sami Duro said the talks would resume. "We are ready," the minister told reporters.'


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def brat() -> str:
    spans = ["Envoy Sami Duro", "said", "the talks would resume", "the minister", "told", '"We are ready,"']
    kinds = ["Source", "Cue", "Content"] * 2
    lines = [f"T{n}\t{k} {at(s)[0]} {at(s)[1]}\t{s}" for n, (k, s) in enumerate(zip(kinds, spans, strict=True), 1)]
    return "\n".join([*lines, "E1\tAttribution:T2 Source:T1 Content:T3", "E2\tAttribution:T5 Content:T6 Source:T4"])


def citron() -> dict[str, object]:
    def span(words: str) -> dict[str, int]:
        return dict(zip(("start", "end"), at(words), strict=True))

    said = {"cue": span("said"), "sources": [span("Envoy Sami Duro")], "contents": [span("the talks would resume")]}
    told = {"cue": span("told"), "sources": [span("the minister")], "contents": [span('"We are ready,"')]}
    return {"text": TEXT, "quotes": [said, told]}


@pytest.fixture(params=["brat", "citron"])
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "citron":
        (tmp_path / "a.json").write_text(json.dumps(citron()), "utf-8")
        return tmp_path
    for folder, name, words in (("text", "a.txt", TEXT), ("attributions", "a_0001.ann", brat())):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(words, "utf-8")
    return tmp_path


def test_both_formats_give_the_same_attributions(sample: Path) -> None:
    [(name, text, quotes)] = read_sample(sample)
    assert (name, text) == ("a", TEXT)
    assert quotes == [
        Quote((at("Envoy Sami Duro"),), (at("the talks would resume"),)),
        Quote((at("the minister"),), (at('"We are ready,"'),)),
    ]


def test_a_text_read_right_has_every_source(sample: Path) -> None:
    [(_, text, want)] = read_sample(sample)
    document = Document("a", "a", text, "en")
    [annotation] = Annotator().annotate([document])
    tally: Counter[str] = Counter()
    score(text, find_quotes(document, annotation), want, tally)
    found = report(tally)
    assert found["source overlap"] == 1.0
    assert found["content overlap"] > 0.8


def test_nothing_read_and_nothing_wanted_count() -> None:
    tally: Counter[str] = Counter()
    score(TEXT, [], [Quote(((0, 5),), ((10, 20),))], tally)
    score(TEXT, [Quote(((0, 5),), ((10, 20),))], [], tally)
    assert report(tally)["source"] == 0.0
    assert report(Counter())["whole"] == 0.0


def test_discourse_relations_tell_source_and_content(tmp_path: Path) -> None:
    words = ["The", "talks", "do", "n't", "help", ",", "Sami", "Duro", "said", "."]
    units = {0: "ROOT:1:0:_", 6: "attribution-positive:2->1:0:syn-x-9+sem-atsrc-7-8"}
    lines = ["# newdoc id = one", "# newpar", "# sent_id = one-1"]
    for n, word in enumerate(words):
        if word == "do":
            lines.append("3-4\tdon't" + "\t_" * 8)
        misc = [f"Discourse={units[n]}"] if n in units else []
        misc += ["SpaceAfter=No"] * (word in {"help", "said"})
        lines.append("\t".join([str(n + 1), word, *["_"] * 7, "|".join(misc) or "_"]))
    (tmp_path / "one.conllu").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ((name, text, (quote,)),) = read_sample(tmp_path / "one.conllu")
    assert (name, text.strip()) == ("one", "The talks don't help, Sami Duro said.")
    assert [text[a:b] for a, b in quote.source] == ["Sami Duro"]
    assert "".join(text[a:b] for a, b in quote.content) == "The talks don't help,"
