"""Entities over reports and languages: who is merged, who is kept apart, and people's judgements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dragoman.knowledge_base import consulting, import_entities, load
from dragoman.link.entities import link_entities
from dragoman.link.names.evidence import Setting
from dragoman.link.names.people import identify_short
from dragoman.model import (
    Claim,
    Document,
    Entity,
    EntityKind,
    EventType,
    Extraction,
    Interval,
    Judgement,
    Mention,
    MentionForm,
    Participant,
    Role,
    Span,
    Status,
    Where,
)

PERSON, GROUP = EntityKind.PERSON, EntityKind.GROUP


def mention(
    text: str, word: str, kind: EntityKind, form: MentionForm = MentionForm.NAME, name: str | None = None
) -> Mention:
    start = text.index(word)
    return Mention(Span(start, start + len(word)), word, kind, form, name or word, 0)


def report(identifier: str, language: str, text: str, *mentions: Mention) -> tuple[Document, Extraction]:
    return Document(identifier, identifier, text, language), Extraction(identifier, mentions, (), ())


def link(
    *reports: tuple[Document, Extraction], judgements: Sequence[Judgement] = (), day: date = date(2025, 10, 9)
) -> tuple[Entity, ...]:
    documents = {d.id: d for d, _ in reports}
    datings = {d: Interval(day, day) for d in documents}
    return link_entities([e for _, e in reports], documents, load(), judgements, datings)


def by_words(entities: Sequence[Entity], document: Document, word: str) -> Entity:
    start = document.text.index(word)
    (found,) = [e for e in entities for m in e.mentions if m.document == document.id and m.span.start == start]
    return found


EN = "Envoy Ingrid Solvang met Tomas Varga in Doha. Solvang left."
HE = "השליחה אינגריד סולוונג נפגשה עם נציגים"
AR = "التقت إنغريد سولفانغ وفدا قطريا"


@pytest.fixture
def reports() -> list[tuple[Document, Extraction]]:
    return [
        report(
            "d1",
            "en",
            EN,
            mention(EN, "Ingrid Solvang", PERSON),
            mention(EN, "Tomas Varga", PERSON),
            mention(EN, "Doha", EntityKind.COUNTRY),
            mention(EN, "Solvang left"[:7] + " left", PERSON, name="Solvang"),
        ),
        report("d2", "he", HE, mention(HE, "אינגריד סולוונג", PERSON)),
        report(
            "d3", "ar", AR, mention(AR, "إنغريد سولفانغ", PERSON), mention(AR, "وفدا قطريا", GROUP, MentionForm.NOMINAL)
        ),
    ]


def test_an_unknown_person_is_one_entity_in_three_scripts(reports: list[tuple[Document, Extraction]]) -> None:
    entities = link(*reports)
    person = by_words(entities, reports[0][0], "Ingrid")
    assert {m.document for m in person.mentions} == {"d1", "d2", "d3"}
    assert person.name("en") == "Ingrid Solvang"
    assert person.knowledge is None and person.why
    assert by_words(entities, reports[0][0], "Solvang left") == person
    assert by_words(entities, reports[0][0], "Tomas").id != person.id


def test_a_delegation_is_its_country_and_a_place_a_place(reports: list[tuple[Document, Extraction]]) -> None:
    entities = link(*reports)
    assert by_words(entities, reports[2][0], "وفدا").id == "QA"
    assert by_words(entities, reports[0][0], "Doha").kind is EntityKind.PLACE


def test_a_capital_that_acts_is_its_country() -> None:
    text = "Kigali denied it in Kigali"
    actor, place = (
        mention(text, "Kigali", EntityKind.COUNTRY),
        Mention(Span(20, 26), "Kigali", EntityKind.COUNTRY, MentionForm.NAME, "Kigali", 4),
    )
    claim = Claim(
        "c",
        "d1",
        "en",
        EventType.DENY,
        Status.HAPPENED,
        Span(7, 13),
        Span(0, 26),
        (Participant(Role.PARTY, actor),),
        where=Where(place),
    )
    one = (Document("d1", "d1", text, "en"), Extraction("d1", (actor, place), (), (claim,)))
    assert [(e.id, len(e.mentions)) for e in link(one)] == [("RW", 1), ("kigali", 1)]


def test_order_of_reports_does_not_matter(reports: list[tuple[Document, Extraction]]) -> None:
    assert link(*reports) == link(*reversed(reports))


def test_every_mention_has_at_most_one_entity(reports: list[tuple[Document, Extraction]]) -> None:
    keys = [m for e in link(*reports) for m in e.mentions]
    assert len(keys) == len(set(keys)) == 7


def test_a_title_alone_is_its_holder_on_the_day() -> None:
    text = "رئيس الوزراء البريطاني زار برلين"
    one = report("d1", "ar", text, mention(text, "رئيس الوزراء البريطاني", PERSON, MentionForm.TITLE))
    assert [e.id for e in link(one, day=date(2024, 2, 1))] == ["rishi-sunak"]
    assert [e.id for e in link(one, day=date(2025, 2, 1))] == ["keir-starmer"]


def test_an_office_without_known_holder_is_one_entity_in_two_languages() -> None:
    ar, en = "وزير الخارجية الدنماركي", "the Danish foreign minister"
    one = report("d1", "ar", ar, mention(ar, ar, PERSON, MentionForm.TITLE))
    two = report("d2", "en", en, mention(en, en, PERSON, MentionForm.TITLE))
    (entity,) = link(one, two)
    assert entity.name("en") == "Denmark foreign minister" and entity.kind is PERSON


def test_two_bearers_of_a_family_name_are_not_merged_by_it() -> None:
    text = "Marta Keel and Jonas Keel met. Keel spoke."
    one = report(
        "d1",
        "en",
        text,
        mention(text, "Marta Keel", PERSON),
        mention(text, "Jonas Keel", PERSON),
        mention(text, "Keel spoke", PERSON, name="Keel"),
    )
    assert len(link(one)) == 3


def test_groups_stay_in_their_report() -> None:
    text = "מקורות ביטחוניים"
    entities = link(*(report(d, "he", text, mention(text, text, GROUP, MentionForm.NOMINAL)) for d in ("d1", "d2")))
    assert len(entities) == 2
    assert {e.name("en") for e in entities} == {"security sources"}


def judgement(number: int, action: str, *subjects: str, value: str | None = None) -> Judgement:
    return Judgement(number, action, subjects, value, "reader", "2025-11-01")


def test_merge_split_and_rename(reports: list[tuple[Document, Extraction]]) -> None:
    plain = link(*reports)
    person, other = by_words(plain, reports[0][0], "Ingrid"), by_words(plain, reports[0][0], "Tomas")
    merged = link(*reports, judgements=[judgement(1, "merge", person.id, other.id)])
    assert by_words(merged, reports[0][0], "Tomas").id == person.id
    assert other.id not in {e.id for e in merged}
    key = next(m for m in person.mentions if m.document == "d2")
    split = link(*reports, judgements=[judgement(1, "split", person.id, f"d2:{key.span.start}-{key.span.end}")])
    assert by_words(split, reports[1][0], "אינגריד").id != person.id
    assert len(by_words(split, reports[0][0], "Ingrid").mentions) == len(person.mentions) - 1
    renamed = link(*reports, judgements=[judgement(1, "rename", person.id, value="Ingrid N. Solvang")])
    assert by_words(renamed, reports[0][0], "Ingrid").name("en") == "Ingrid N. Solvang"


def test_an_undone_or_dangling_judgement_changes_nothing(reports: list[tuple[Document, Extraction]]) -> None:
    gone = [
        judgement(1, "merge", "nobody", "nowhere"),
        judgement(2, "split", "x", "d9:0-1"),
        judgement(3, "rename", "x", value="Y"),
    ]
    assert link(*reports, judgements=gone) == link(*reports)


def test_imported_names_join_spellings_and_ambiguous_ones_tell_nothing(tmp_path: Path) -> None:
    table, index = tmp_path / "people.csv", tmp_path / "all.names"
    rows = [
        "id,kind,name,aliases,country",
        "z1,person,Zelda Quimby,אסתר לוין,NZ",
        "k1,person,Olu Twin,,NG",
        "k2,person,Olu Twin,,GH",
    ]
    table.write_text("\n".join(rows), encoding="utf-8")
    import_entities(table, index)
    english, hebrew = "Zelda Quimby met Olu Twin", "אסתר לוין נחתה"
    first = report("d1", "en", english, mention(english, "Zelda Quimby", PERSON), mention(english, "Olu Twin", PERSON))
    second = report("d2", "he", hebrew, mention(hebrew, "אסתר לוין", PERSON))
    assert by_words(link(first, second), second[0], "אסתר").id != by_words(link(first, second), first[0], "Zelda").id
    with consulting(index):
        entities = link(first, second)
    assert by_words(entities, second[0], "אסתר").id == by_words(entities, first[0], "Zelda").id == "z1"
    assert by_words(entities, first[0], "Olu").knowledge is None


def test_a_spelling_in_brackets_joins_a_foreign_name_with_its_english_one() -> None:
    he = report(
        "h", "he", "צ'אאו גווד (Zhao Guowei) הגיע", mention("צ'אאו גווד (Zhao Guowei) הגיע", "צ'אאו גווד", PERSON)
    )
    en = report("e", "en", "Zhao Guowei arrived", mention("Zhao Guowei arrived", "Zhao Guowei", PERSON))
    entities = link(he, en)
    assert by_words(entities, he[0], "צ'אאו גווד") == by_words(entities, en[0], "Zhao Guowei")
    assert by_words(link(he), he[0], "צ'אאו גווד").name("en") == "Zhao Guowei"


def test_an_unknown_outlet_is_one_in_all_scripts() -> None:
    texts = {
        "ar": ("قال لموقع الشاطئ", "لموقع الشاطئ"),
        "he": ("אמר לאתר א-שאטי", "א-שאטי"),
        "en": ("told Al-Shati", "Al-Shati"),
    }
    reports = [report(code, code, t, mention(t, w, EntityKind.OUTLET)) for code, (t, w) in texts.items()]
    entities = link(*reports)
    assert len(entities) == 1
    assert entities[0].name("en") == "Al-Shati"


def test_two_outlets_of_one_script_are_two() -> None:
    text = "Al-Shati and Al-Shatiya reported"
    doc = report(
        "d", "en", text, mention(text, "Al-Shati", EntityKind.OUTLET), mention(text, "Al-Shatiya", EntityKind.OUTLET)
    )
    assert len(link(doc)) == 2


def test_the_army_is_that_of_the_country_that_the_report_is_about() -> None:
    text = "السودان السودان السودان قال الجيش"
    spans = [Span(i * 8, i * 8 + 7) for i in range(3)]
    named = [Mention(s, "السودان", EntityKind.COUNTRY, MentionForm.NAME, "السودان", 0) for s in spans]
    doc = report("d", "ar", text, *named, mention(text, "الجيش", EntityKind.ORGANISATION))
    assert by_words(link(doc), doc[0], "الجيش").name("en") == "Sudanese army"
    alone = report("a", "ar", "قال الجيش", mention("قال الجيش", "الجيش", EntityKind.ORGANISATION))
    assert by_words(link(alone), alone[0], "الجيش").name("en") == "the army"


def test_a_place_that_holds_the_name_of_another_is_its_own() -> None:
    text = "clashes near Puerto Jordán"
    doc = report("d", "en", text, mention(text, "Puerto Jordán", EntityKind.PLACE))
    assert by_words(link(doc), doc[0], "Puerto Jordán").knowledge is None


def test_a_judgement_holds_when_a_better_name_changes_the_id(reports: list[tuple[Document, Extraction]]) -> None:
    alone = by_words(link(reports[1]), reports[1][0], "אינגריד")
    decided = [judgement(1, "rename", alone.id, value="Ingrid N. Solvang")]
    both = link(*reports, judgements=decided)
    assert alone.id not in {e.id for e in both}
    assert by_words(both, reports[0][0], "Ingrid").name("en") == "Ingrid N. Solvang"
    first, second = (by_words(link(*reports), reports[0][0], word) for word in ("Ingrid", "Tomas"))
    gone = [judgement(1, "merge", first.id.replace(first.id[-8:], "00000000"), second.id)]
    assert link(*reports, judgements=gone) == link(*reports)


def test_an_adjective_alone_is_nobody_and_a_body_taken_for_an_outlet_is_glossed() -> None:
    text = "في لقاء حاسم قالت وزارة الري"
    quality = mention(text, "حاسم", PERSON)
    body = mention(text, "وزارة الري", EntityKind.OUTLET)
    (entity,) = link(report("d", "ar", text, quality, body))
    assert "irrigation ministry" in entity.name("en")


@pytest.mark.parametrize(("code", "text"), [("ar", "زوجة نتنياهو"), ("he", "אשת נתניהו"), ("ar", "شقيق نتنياهو")])
def test_kin_of_somebody_are_not_that_person(code: str, text: str) -> None:
    kin = mention(text, text, PERSON, MentionForm.NOMINAL)
    (entity,) = link(report("d", code, text, kin))
    assert entity.knowledge is None


def test_half_of_a_name_that_was_cut_is_no_known_man() -> None:
    text = "מנהיג מסודאן, אידריס דהבי, הגיע לחרטום. סודאן שותקת."
    halves = (
        mention(text, "אידריס", PERSON),
        mention(text, "דהבי", PERSON),
        mention(text, "סודאן שותקת", EntityKind.COUNTRY, name="סודאן"),
    )
    document, extraction = report("d1", "he", text, *halves)
    found = by_words(link((document, extraction)), document, "אידריס")
    assert found.knowledge != "kamil-idris" and found.id != "kamil-idris"


def test_a_given_name_alone_means_only_who_is_in_office() -> None:
    knowledge, sudan = load(), frozenset(["SD"])
    before, then = (Setting(days=frozenset([date(year, 7, 1)])) for year in (2019, 2025))
    assert identify_short("אידריס", "he", knowledge, sudan, before) is None
    found = identify_short("אידריס", "he", knowledge, sudan, then)
    assert found is not None and found.entry == "kamil-idris"
