"""A pack that breaks the format of the grammar is refused with the place of the mistake."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from dragoman.errors import PackError
from dragoman.extract.times.grammar import read_grammar
from dragoman.extract.times.scan import scan
from dragoman.pack import Pack


def pack(times: dict[str, Any]) -> Pack:
    sections: dict[str, Any] = {f.name: {} for f in fields(Pack)}
    return Pack(**{**sections, "language": "xx", "times": times})


@pytest.mark.parametrize(
    ("times", "message"),
    [
        ({}, "must define 'time'"),
        ({"symbols": {"time": ["nothing"]}}, "unknown name 'nothing'"),
        ({"symbols": {"time": ["int?"]}}, "can match nothing"),
        ({"symbols": {"time": ["int => kind: never"]}}, "unknown kind"),
        ({"symbols": {"time": ["int => colour: 1"]}}, "unknown field"),
        ({"symbols": {"time": ["int => do: dance"]}}, "unknown action"),
        ({"symbols": {"time": ["int ~"]}}, "element '~'"),
        ({"symbols": {"time": ["int => offset: 3"]}}, "least, most"),
        ({"symbols": {"time": ["int"]}, "lexicon": {"m": {"cldr": [{"locale": "zz_QQ"}]}}}, "zz"),
        ({"symbols": {"time": ["int"]}, "lexicon": {"m": {"entries": [{"month": 1}]}}}, "needs 'in'"),
    ],
)
def test_broken_packs(times: dict[str, Any], message: str) -> None:
    with pytest.raises(PackError, match=message):
        read_grammar(pack(times))


def test_the_longest_match_wins_and_looks_take_nothing() -> None:
    grammar = read_grammar(
        pack(
            {
                "symbols": {
                    "time": ["int => kind: date", "int 'weeks' => kind: ago", "<'about' int 'days' => kind: span"]
                }
            }
        )
    )
    words = grammar.lexicon.folder.words("3 weeks, about 4 days, 5 days")
    assert [(f.first, f.last, f.value.kind) for f in scan(grammar, words)] == [
        (0, 2, "ago"),
        (4, 6, "span"),
        (7, 8, "date"),
    ]
