"""Who was said to be at a place, with a tree and without a subject in it."""

from __future__ import annotations

from extract.building import build, mention

from dragoman.extract.reading import Reading
from dragoman.extract.whereabouts import find_stays, find_theres
from dragoman.model import EntityKind


def stays(reading: Reading, who: str, place: str) -> list[tuple[int, str, str]]:
    reading.set_mentions([mention(reading, who, EntityKind.PERSON), mention(reading, place, EntityKind.PLACE)])
    return [(s.sentence, s.name, s.place.name) for s in find_stays(reading)]


COPULA = "When/ADV/advmod>Doha Dermer/PROPN/nsubj>Doha was/AUX/cop>Doha in/ADP/case>Doha Doha/PROPN/advcl>met , he/PRON/nsubj>met met/VERB Barak ."


def test_a_copula_puts_its_subject_at_the_place() -> None:
    assert stays(build("en", COPULA), "Dermer", "Doha") == [(0, "dermer", "Doha")]


def test_a_verb_of_staying_does() -> None:
    text = "Dermer/PROPN/nsubj>stayed stayed/VERB in/ADP/case>Doha Doha/PROPN/obl>stayed ."
    assert stays(build("en", text), "Dermer", "Doha") == [(0, "dermer", "Doha")]


def test_without_a_subject_in_the_tree_the_first_name_between_verb_and_place_counts() -> None:
    text = "كان/VERB ديرمر/PROPN/nmod>واشنطن في/ADP/case>واشنطن واشنطن/PROPN/obl>كان ."
    assert [s[2] for s in stays(build("ar", text), "ديرمر", "واشنطن")] == ["واشنطن"]


def test_a_verb_of_staying_that_the_tree_gives_to_a_later_verb_counts() -> None:
    text = "كان/VERB/aux>ذكر ديرمر/PROPN/nsubj>ذكر ،/PUNCT المقرب/ADJ/amod>ديرمر ،/PUNCT في/ADP/case>واشنطن واشنطن/PROPN/obl>ذكر لم/PART ذكر/VERB ."
    assert [s[1:] for s in stays(build("ar", text), "ديرمر", "واشنطن")] == [("ديرمر", "واشنطن")]


def test_other_verbs_and_other_prepositions_put_nobody_there() -> None:
    spoke = "Dermer/PROPN/nsubj>praised praised/VERB mediators/NOUN/obj>praised in/ADP/case>Doha Doha/PROPN/nmod>mediators ."
    assert stays(build("en", spoke), "Dermer", "Doha") == []
    of = "Dermer/PROPN/nsubj>tired was/AUX/cop>tired tired/ADJ/root of/ADP/case>Doha Doha/PROPN/obl>tired ."
    assert stays(build("en", of), "Dermer", "Doha") == []


def test_things_are_not_asked_where_they_are() -> None:
    reading = build("en", COPULA)
    outlet = mention(reading, "Dermer", EntityKind.OUTLET)
    reading.set_mentions([outlet, mention(reading, "Doha", EntityKind.PLACE)])
    assert find_stays(reading) == []


def theres(reading: Reading, *places: str) -> list[str]:
    reading.set_mentions([mention(reading, place, EntityKind.PLACE) for place in places])
    return [place.name for _, place in find_theres(reading)]


def test_there_is_the_place_that_the_passage_went_to_last() -> None:
    reading = build(
        "en",
        "She flew/VERB from/ADP Lagos/PROPN to/ADP Accra/PROPN , far from Kano/PROPN .",
        "They met/VERB there/ADV .",
    )
    assert theres(reading, "Lagos", "Accra", "Kano") == ["Accra"]
    hebrew = build("he", "השיחות נפתחו/VERB בקהיר/PROPN+IN .", "הם נפגשו/VERB שם/ADV .")
    assert theres(hebrew, "בקהיר") == ["בקהיר"]
    arabic = build("ar", "وصل/VERB إلى/ADP الدوحة/PROPN .", "والتقاه/VERB هناك/ADV .")
    assert theres(arabic, "الدوحة") == ["الدوحة"]


def test_there_of_being_and_a_place_too_far_back_mean_none() -> None:
    assert theres(build("en", "They came/VERB to/ADP Accra/PROPN .", "There/PRON is no deal ."), "Accra") == []
    far = build(
        "en",
        "They came/VERB to/ADP Accra/PROPN .",
        "It/PRON rained/VERB .",
        "He/PRON slept/VERB .",
        "They met/VERB there/ADV .",
    )
    assert theres(far, "Accra") == []
