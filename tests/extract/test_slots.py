"""Which mention stands in which slot: by the tree, by prepositions, by the order of words."""

from __future__ import annotations

import pytest
from extract.building import build, mention, predicate, token
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.reading import Reading
from dragoman.extract.slots import clause_of, fill_slots, slot_before
from dragoman.model import EntityKind, EventType, MentionForm
from dragoman.pack import languages

PLACE, GROUP = EntityKind.PLACE, EntityKind.GROUP


def slots(
    reading: Reading, word: str, *, carrier: str | None = None, noun: bool = False, others: tuple[str, ...] = ()
) -> dict[str, str]:
    found = predicate(reading, word, EventType.MEET, carrier, noun=noun)
    filled = fill_slots(reading, found, frozenset(token(reading, o) for o in others))
    assert len({f.mention.span for f in filled}) == len(filled)
    return {f.mention.name: f.slot for f in filled}


def with_names(reading: Reading, *names: str) -> Reading:
    """Set a mention for each name; `word=name` when clitics are written onto it, `name@` when it is a place."""
    mentions = []
    for given_ in names:
        written, _, name = given_.rstrip("@").partition("=")
        kind = PLACE if given_.endswith("@") else EntityKind.PERSON
        mentions.append(mention(reading, written, kind, name=name or written))
    reading.set_mentions(mentions)
    return reading


# --- prepositions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence", "word", "slot"),
    [
        ("en", "talks in Doha", "Doha", "IN"),
        ("en", "together with Anna", "Anna", "WITH"),
        ("en", "under the auspices of Cairo", "Cairo", "AEGIS"),
        ("en", "the Cairo", "Cairo", None),
        ("he", "פגישה עם דני", "דני", "WITH"),
        ("he", "פגישה ועם דני", "דני", "WITH"),
        ("he", "יחד עם דני", "דני", "WITH"),
        ("he", "מחוץ לקהיר", "לקהיר", "IN"),
        ("he", "בנוגע לדני", "לדני", "ABOUT"),
        ("he", "על אודות דני", "דני", "ABOUT"),
        ("ar", "اجتماع مع سليم", "سليم", "WITH"),
        ("ar", "وفي/ADP الدوحة", "الدوحة", "IN"),
        ("ar", "ومع/ADP سليم", "سليم", "WITH"),
        ("ar", "من قبل سليم", "سليم", "BY"),
    ],
)
def test_a_preposition_opens_a_slot(language: str, sentence: str, word: str, slot: str | None) -> None:
    reading = build(language, sentence)
    assert slot_before(reading, token(reading, word)) == slot


@pytest.mark.parametrize(
    ("language", "written", "name", "slot"),
    [
        ("he", "בדוחא", "דוחא", "IN"),
        ("he", "לדני", "דני", "TO"),
        ("he", "מקהיר", "קהיר", "FROM"),
        ("he", "ולדני", "דני", "TO"),
        ("he", "ברלין", "ברלין", None),
        ("he", "לבנון", "לבנון", None),
        ("ar", "لسليم", "سليم", "TO"),
        ("ar", "بالدوحة", "الدوحة", "BI"),
        ("ar", "ولسليم", "سليم", "TO"),
        ("ar", "باريس", "باريس", None),
        ("ar", "للحركة", "الحركة", "TO"),
        ("ar", "وللحركة", "الحركة", "TO"),
        ("ar", "الحركة", "الحركة", None),
        ("he", "לברגסון", "אנה ברגסון", "TO"),
        ("he", "ברגסון", "אנה ברגסון", None),
        ("ar", "لسليم", "كريم سليم", "TO"),
    ],
)
def test_a_preposition_written_onto_a_name_opens_a_slot(
    language: str, written: str, name: str, slot: str | None
) -> None:
    reading = with_names(build(language, f"x {written}"), f"{written}={name}")
    assert slot_before(reading, 1) == slot


# --- the tree -----------------------------------------------------------------------------------------------------


def test_subject_object_and_place_by_the_tree() -> None:
    reading = build("en", "Anna/PROPN/nsubj>met met/VERB Boris/PROPN/obj>met in/ADP/case>Doha Doha/PROPN/obl>met .")
    with_names(reading, "Anna", "Boris", "Doha@")
    assert slots(reading, "met") == {"Anna": "SUBJ", "Boris": "OBJ", "Doha": "IN"}


def test_who_is_joined_to_the_subject_is_subject_too() -> None:
    reading = build(
        "en", "Anna/PROPN/nsubj>met and/CCONJ/cc>Clara Clara/PROPN/conj>Anna met/VERB Boris/PROPN/obj>met ."
    )
    with_names(reading, "Anna", "Boris", "Clara")
    assert slots(reading, "met") == {"Anna": "SUBJ", "Clara": "SUBJ", "Boris": "OBJ"}


def test_the_subject_of_a_passive_is_its_object() -> None:
    reading = build(
        "en", "Anna/PROPN/nsubj>freed was/AUX/aux>freed freed/VERB by/ADP/case>Boris Boris/PROPN/obl>freed ."
    )
    with_names(reading, "Anna", "Boris")
    assert slots(reading, "freed") == {"Anna": "OBJ", "Boris": "BY"}


def test_a_joined_verb_shares_the_subject() -> None:
    reading = build(
        "en",
        "Anna/PROPN/nsubj>flew flew/VERB home and/CCONJ/cc>met met/VERB/conj>flew Boris/PROPN/obj>met .",
    )
    with_names(reading, "Anna", "Boris")
    assert slots(reading, "met", others=("flew",)) == {"Anna": "SUBJ", "Boris": "OBJ"}


def test_the_noun_before_a_relative_clause_is_its_subject() -> None:
    reading = build("en", "Anna/PROPN/nsubj>left , who/PRON met/VERB/acl>Anna Boris/PROPN/obj>met , left/VERB .")
    with_names(reading, "Anna", "Boris")
    assert slots(reading, "met", others=("left",)) == {"Anna": "SUBJ", "Boris": "OBJ"}


def test_a_light_verb_carries_the_subject_of_its_noun() -> None:
    reading = build(
        "en", "Anna/PROPN/nsubj>held held/VERB talks/NOUN/obj>held with/ADP/case>Boris Boris/PROPN/nmod>talks ."
    )
    with_names(reading, "Anna", "Boris")
    assert slots(reading, "talks", carrier="held") == {"Anna": "SUBJ", "Boris": "WITH"}


def test_a_noun_has_owners_and_partners() -> None:
    reading = build(
        "en",
        "The meeting between/ADP Anna/PROPN/nmod>meeting and/CCONJ Boris/PROPN/conj>Anna in/ADP Doha/PROPN/nmod>meeting .",
    )
    with_names(reading, "Anna", "Boris", "Doha@")
    found = slots(reading, "meeting", noun=True)
    assert found["Anna"] == found["Boris"] == "BETWEEN"
    assert found["Doha"] == "IN"


# --- word order ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence", "verb", "names", "expected"),
    [
        (
            "en",
            "Anna/PROPN met/VERB Boris/PROPN with/ADP Clara/PROPN .",
            "met",
            ("Anna", "Boris", "Clara"),
            {"Anna": "SUBJ", "Boris": "OBJ", "Clara": "WITH"},
        ),
        (
            "ar",
            "التقى/VERB سليم/PROPN كريم/PROPN في/ADP الدوحة/PROPN .",
            "التقى",
            ("سليم", "كريم", "الدوحة@"),
            {"سليم": "SUBJ", "كريم": "OBJ", "الدوحة": "IN"},
        ),
        (
            "ar",
            "اجتمع/VERB سليم/PROPN مع/ADP كريم/PROPN ونديم/PROPN+AND .",
            "اجتمع",
            ("سليم", "كريم", "ونديم=نديم"),
            {"سليم": "SUBJ", "كريم": "WITH", "نديم": "WITH"},
        ),
        (
            "he",
            "דני/PROPN נפגש/VERB עם/ADP יוסי/PROPN ורון/PROPN+AND .",
            "נפגש",
            ("דני", "יוסי", "ורון=רון"),
            {"דני": "SUBJ", "יוסי": "WITH", "רון": "WITH"},
        ),
        (
            "he",
            "דני/PROPN נפגש/VERB בדוחא/PROPN+IN עם/ADP יוסי/PROPN .",
            "נפגש",
            ("דני", "בדוחא=דוחא@", "יוסי"),
            {"דני": "SUBJ", "דוחא": "IN", "יוסי": "WITH"},
        ),
    ],
)
def test_order_and_prepositions_serve_without_a_tree(
    language: str, sentence: str, verb: str, names: tuple[str, ...], expected: dict[str, str]
) -> None:
    reading = with_names(build(language, sentence), *names)
    assert slots(reading, verb) == expected


def test_where_the_verb_comes_first_a_name_before_it_is_no_second_subject() -> None:
    reading = build("ar", "وفي الدوحة كريم/PROPN التقى/VERB سليم/PROPN .")
    with_names(reading, "كريم", "سليم")
    found = slots(reading, "التقى")
    assert list(found.values()).count("SUBJ") == 1


def test_what_lies_beyond_the_clause_is_no_argument() -> None:
    reading = build("en", "Anna/PROPN met/VERB Boris/PROPN after/SCONJ Clara/PROPN called/VERB Dora/PROPN .")
    with_names(reading, "Anna", "Boris", "Clara", "Dora")
    assert slots(reading, "met", others=("called",)) == {"Anna": "SUBJ", "Boris": "OBJ"}


# --- clauses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence", "verb", "clause"),
    [
        ("en", "He said/VERB that/SCONJ they met/VERB when/SCONJ it rained .", "met", "they met"),
        ("en", 'He said/VERB : " they met/VERB today " .', "met", "they met today"),
        ("he", "הוא אמר/VERB כי/SCONJ הם נפגשו/VERB כאשר/SCONJ ירד גשם .", "נפגשו", "הם נפגשו"),
        ("he", "הוא אמר/VERB שהם/PRON+THAT נפגשו/VERB היום .", "נפגשו", "נפגשו היום ."),
        ("ar", "قال/VERB إنهم التقوا/VERB أمس عندما/SCONJ نزل المطر .", "التقوا", "قال إنهم التقوا أمس"),
    ],
)
def test_a_clause_ends_at_clause_words_and_quotation_marks(
    language: str, sentence: str, verb: str, clause: str
) -> None:
    reading = build(language, sentence)
    first, last = clause_of(reading, predicate(reading, verb), frozenset())
    assert " ".join(t.text for t in reading.tokens[first:last]) == clause


# --- properties ---------------------------------------------------------------------------------------------------

WORDS = ["Anna", "Boris", "Clara", "Doha", "met", "talks", "in", "with", "and", "that", ",", "of", "who"]
PARTS = st.sampled_from(["NOUN", "PROPN", "VERB", "ADP", "CCONJ", "PUNCT", "ADJ"])
RELATIONS = st.sampled_from(["nsubj", "obj", "obl", "nmod", "conj", "acl", "dep", "xcomp"])


@settings(max_examples=150)
@given(st.data(), st.sampled_from(languages()), st.lists(st.sampled_from(WORDS), min_size=1, max_size=10))
def test_any_tree_gives_each_mention_one_slot_at_most(data: st.DataObject, language: str, words: list[str]) -> None:
    written = []
    for i, word in enumerate(words):
        # heads stand before their dependents, so that no tree is a ring
        earlier = f"/{data.draw(RELATIONS)}>{words[data.draw(st.integers(0, i - 1))]}" if i else ""
        written.append(f"{word}/{data.draw(PARTS)}{earlier}")
    reading = build(language, " ".join(written))
    forms = [MentionForm.NAME, MentionForm.NOMINAL, MentionForm.PRONOUN]
    names = [i for i, w in enumerate(words) if w in {"Anna", "Boris", "Clara", "Doha"}]
    reading.set_mentions(
        [
            mention(
                reading,
                words[i],
                PLACE if words[i] == "Doha" else GROUP,
                forms[n % 3],
                nth=words[: i + 1].count(words[i]),
            )
            for n, i in enumerate(names)
        ]
    )
    verb = predicate(reading, data.draw(st.sampled_from(words)), noun=data.draw(st.booleans()))
    filled = fill_slots(reading, verb, frozenset())
    assert filled == fill_slots(reading, verb, frozenset())
    assert [f.mention.span for f in filled] == sorted({f.mention.span for f in filled})
    assert {f.mention.span for f in filled} <= {m.span for m in reading.mentions}
    first, last = clause_of(reading, verb, frozenset())
    assert 0 <= first <= verb.token < last <= len(reading.tokens)
