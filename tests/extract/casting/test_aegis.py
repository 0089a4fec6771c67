"""Who is named after "mediated by" or "hosted by", beyond the ends of the clause."""

from __future__ import annotations

from extract.building import build, mention

from dragoman.extract.casting.aegis import under_aegis
from dragoman.extract.reading import Reading
from dragoman.model import EntityKind, MentionForm


def named(reading: Reading) -> list[tuple[str, str]]:
    return [(f.slot, f.mention.text) for f in under_aegis(reading, 0, len(reading.tokens))]


def test_a_name_after_the_preposition() -> None:
    reading = build("en", "They signed/VERB a truce , mediated/VERB by/ADP Qatar/PROPN .")
    reading.set_mentions([mention(reading, "Qatar", EntityKind.COUNTRY)])
    assert named(reading) == [("AEGIS", "Qatar")]


def test_names_joined_by_and_but_no_others() -> None:
    reading = build(
        "en", "Talks hosted/VERB by/ADP Oman/PROPN and/CCONJ Egypt/PROPN , where Grundberg/PROPN waited/VERB ."
    )
    names = [mention(reading, n, EntityKind.COUNTRY) for n in ("Oman", "Egypt")]
    reading.set_mentions([*names, mention(reading, "Grundberg")])
    assert named(reading) == [("HOSTED", "Oman"), ("HOSTED", "Egypt")]


def test_an_office_gives_way_to_the_name_behind_it() -> None:
    reading = build("en", "Talks hosted/VERB by/ADP the/DET president , Embaló/PROPN .")
    office = mention(reading, "president", EntityKind.PERSON, MentionForm.TITLE)
    reading.set_mentions([office, mention(reading, "Embaló")])
    assert named(reading) == [("HOSTED", "Embaló")]


def test_a_clitic_joins_in_arabic_and_hebrew() -> None:
    arabic = build("ar", "وقعا/VERB الاتفاق بوساطة/NOUN قطر/PROPN ومصر/PROPN+AND .")
    arabic.set_mentions([mention(arabic, n, EntityKind.COUNTRY) for n in ("قطر", "ومصر")])
    assert [slot for slot, _ in named(arabic)] == ["AEGIS", "AEGIS"]
    hebrew = build("he", "שיחות בתיווך/NOUN קטר/PROPN .")
    hebrew.set_mentions([mention(hebrew, "קטר", EntityKind.COUNTRY)])
    assert named(hebrew) == [("AEGIS", "קטר")]


def test_none_without_such_a_preposition() -> None:
    reading = build("en", "They met/VERB Qatar/PROPN .")
    reading.set_mentions([mention(reading, "Qatar", EntityKind.COUNTRY)])
    assert named(reading) == []
