"""The packs' examples are the languages' specification: enough of them, of every kind, and read no worse than before."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.model import EventType, Interval, Status
from dragoman.pack import languages
from example_scores import (
    MEASURES,
    SECTIONS,
    Example,
    Expected,
    Result,
    measure,
    read_examples,
    same_name,
    score_example,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FLOORS: dict[str, dict[str, float]] = json.loads(
    (Path(__file__).parents[1] / "gold" / "floors.json").read_text(encoding="utf-8")
)["examples"]
LEAST_SENTENCES, LEAST_PATTERNS, LEAST_NOTHING = 115, 12, 15


@pytest.fixture(scope="module")
def results() -> Callable[[str], Result]:
    """What is read in a language's examples; each language is read once, when first asked for."""
    known: dict[str, Result] = {}

    def read(language: str) -> Result:
        if language not in known:
            known[language] = measure(language)
        return known[language]

    return read


@pytest.fixture(params=languages())
def examples(request: pytest.FixtureRequest) -> list[Example]:
    return read_examples(request.param)


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("language", languages())
def test_examples_are_read_no_worse_than_the_floor(language: str, name: str, results: Callable[[str], Result]) -> None:
    result = results(language)
    assert result.tally[f"{name} of"] > 0
    have, floor = result.shares()[name], FLOORS[language][name]
    assert have >= floor, f"{language}: {name} {have} < {floor}\n" + "\n".join(result.failures)


def test_every_event_type_has_two_sentences(examples: list[Example]) -> None:
    sentences = Counter(kind for e in examples if e.section == "types" for kind in {c.type for c in e.claims})
    assert {kind: sentences[kind] for kind in EventType if sentences[kind] < 2} == {}


def test_every_status_has_two_sentences_over_two_types(examples: list[Example]) -> None:
    types: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        for claim in example.claims:
            if example.section == "statuses":
                types[claim.status].add(claim.type)
    assert {status: types[status] for status in Status if len(types[status]) < 2} == {}


def test_every_pattern_of_attribution_has_two_sentences_with_a_source(examples: list[Example]) -> None:
    patterns = Counter(e.pattern for e in examples if any(c.sources for c in e.claims) and e.section == "attribution")
    assert None not in patterns
    assert len(patterns) >= LEAST_PATTERNS
    assert min(patterns.values()) >= 2


def test_examples_are_many_and_different(examples: list[Example]) -> None:
    assert len(examples) >= LEAST_SENTENCES
    assert len({e.text for e in examples}) == len(examples)
    assert {e.section for e in examples} == set(SECTIONS)
    assert sum(e.section == "nothing" for e in examples) >= LEAST_NOTHING
    for example in examples:
        assert bool(example.claims) == (example.section != "nothing"), example.text


def test_listed_claims_are_of_the_closed_lists(examples: list[Example]) -> None:
    for example in examples:
        for claim in example.claims:
            EventType(claim.type)
            Status(claim.status)
            names = [*claim.parties, *claim.sources, *([claim.where] if claim.where else [])]
            assert all(isinstance(n, str) and n.isascii() and n.strip() == n != "" for n in names), example.text
            if claim.when:
                assert claim.when.start and claim.when.end and claim.when.start <= claim.when.end, example.text


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Steve Witkoff", "Witkoff", True),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", True),
        ("al-Shabaab", "Shabaab", True),
        ("Turkey", "turkey", True),
        ("Iran", "Iraq", False),
        ("North Korea", "South Korea", False),
        ("", "Iran", False),
    ],
)
def test_names_are_compared_as_wholes_or_parts(one: str, two: str, same: bool) -> None:
    assert same_name(one, two) is same
    assert same_name(two, one) is same


def row(kind: str, *names: str, **fields: object) -> dict[str, object]:
    """A claim as it is exported, as far as it is compared."""
    parties = [{"name": name, "text": name, "role": "party"} for name in names]
    rest = {"status": "happened", "when": None, "where": None, "sources": [], "why": ["cue"]}
    return {"type": kind, "participants": parties, **rest, **fields}


def test_a_claim_counts_by_type_and_half_of_its_parties() -> None:
    day = Interval(date(2025, 3, 4), date(2025, 3, 4))
    expected = Expected("MEET", "happened", ("Iran", "Oman"), day, "Muscat", ("Reuters", "two officials"))
    example = Example("types", "...", None, None, (expected,))
    result = Result()
    score_example(
        example,
        [
            row("ATTACK", "Iran", "Oman"),
            row(
                "CALL",
                "Oman",
                when={"start": "2025-03-01", "end": "2025-03-31"},
                sources=[{"name": "unnamed sources", "text": "-"}],
            ),
            row("MEET", "France"),
        ],
        result,
    )
    have = {name: (result.tally[name], result.tally[f"{name} of"]) for name in MEASURES}
    assert have == {
        "found": (1, 1),
        "status": (1, 1),
        "parties": (1, 2),
        "when": (1, 1),
        "where": (0, 1),
        "sources": (1, 2),
        "listed": (1, 3),
        "nothing": (0, 0),
    }
    assert len(result.failures) == 1


def test_nothing_is_right_only_when_nothing_is_read() -> None:
    result = Result()
    for rows in ([], [row("MEET", "Iran")]):
        score_example(Example("nothing", "...", None, None, ()), rows, result)
    assert (result.tally["nothing"], result.tally["nothing of"]) == (1, 2)
