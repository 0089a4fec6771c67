"""The knowledge base: what is found however it is typed, and what is not taken for a name."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import InputError, RecordError
from dragoman.knowledge_base import (
    Entry,
    ImportedNames,
    Knowledge,
    fold,
    import_entities,
    index_beside,
    load,
    open_consulted,
)
from dragoman.model import EntityKind


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load()


def ids(entries: object) -> list[str]:
    return [e.id for e in entries]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("بالدوحة", "ar", "doha"),
        ("وللدوحة", "ar", "doha"),
        ("الاردن", "ar", "JO"),
        ("إيران", "ar", "IR"),
        ("ارتيريا", "ar", "ER"),
        ("שבקטר", "he", "QA"),
        ("ארה״ב", "he", "US"),
        ('ארה"ב', "he", "US"),
        ("בז'נבה", "he", "geneva"),
        ("Côte d’Ivoire", "en", "CI"),
        ("U.S.", "en", "US"),
        ("Sharm El Sheikh", "en", "sharm-el-sheikh"),
        ("סרגיי לאברוב", "he", "sergei-lavrov"),
        ("قوات الدعم السريع", "ar", "rapid-support-forces"),
    ],
)
def test_lookup_folds_spellings_and_prefixes(knowledge: Knowledge, text: str, language: str, expected: str) -> None:
    assert ids(knowledge.lookup(text, language)) == [expected]


@pytest.mark.parametrize(("text", "language"), [("banana split", "en"), ("", "he"), ("שולחן", "he"), ("؟", "ar")])
def test_lookup_finds_nothing_where_nothing_is(knowledge: Knowledge, text: str, language: str) -> None:
    assert knowledge.lookup(text, language) == ()


def test_spot_takes_the_longest_name_at_word_borders(knowledge: Knowledge) -> None:
    text = "قالت صحيفة نيويورك تايمز إن الوفد وصل إلى جنوب السودان وبورتسودان"
    assert [(s.of(text), e.id) for s, e in knowledge.spot(text, "ar")] == [
        ("صحيفة نيويورك تايمز", "new-york-times"),
        ("جنوب السودان", "SS"),
        ("وبورتسودان", "port-sudan"),
    ]


@pytest.mark.parametrize("text", ["he told us so", "who knows", "a roast turkey", "the chad voted"])
def test_common_words_are_no_names_in_lower_case(knowledge: Knowledge, text: str) -> None:
    assert knowledge.spot(text, "en") == []
    assert knowledge.demonyms_in(text, "en") == []


def test_weak_names_are_found_on_request_only(knowledge: Knowledge) -> None:
    assert "ML" in ids(knowledge.lookup("مالي", "ar"))
    assert knowledge.spot("عجز مالي كبير", "ar") == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("القطريين", "ar", "QA"),
        ("والأتراك", "ar", "TR"),
        ("الكوريين الجنوبيين", "ar", "KR"),
        ("الأميركية", "ar", "US"),
        ("הקטרית", "he", "QA"),
        ("דרום קוריאנים", "he", "KR"),
        ("האיראנים", "he", "IR"),
        ("Qataris", "en", "QA"),
        ("South Korean", "en", "KR"),
        ("Frenchman", "en", "FR"),
        ("European", "en", "european-union"),
    ],
)
def test_demonyms(knowledge: Knowledge, text: str, language: str, expected: str) -> None:
    entry = knowledge.demonym(text, language)
    assert entry is not None and entry.id == expected


def test_no_demonym(knowledge: Knowledge) -> None:
    assert knowledge.demonym("Tuesday", "en") is None


def test_holder_depends_on_the_day(knowledge: Knowledge) -> None:
    before, after = date(2024, 6, 1), date(2025, 6, 1)
    assert knowledge.holder("president", "US", before).id == "joe-biden"  # type: ignore[union-attr]
    assert knowledge.holder("president", "US", after).id == "donald-trump"  # type: ignore[union-attr]
    assert knowledge.holder("president", "QA", after) is None


def test_two_holders_are_none(knowledge: Knowledge) -> None:
    assert knowledge.holder("deputy-foreign-minister", "IR", date(2025, 5, 1)) is None


@pytest.mark.parametrize(
    ("title", "language"),
    [("the Egyptian foreign minister", "en"), ("وزير الخارجية المصري", "ar"), ("שר החוץ המצרי", "he")],
)
def test_titles_resolve_in_three_languages(knowledge: Knowledge, title: str, language: str) -> None:
    entry = knowledge.resolve_title(title, language, date(2025, 3, 1))
    assert entry is not None and entry.id == "badr-abdelatty"


def test_every_entry_is_whole(knowledge: Knowledge) -> None:
    codes = {code for table in knowledge.titles.values() for code in table.values()}
    for entry in knowledge.entries.values():
        assert entry.names_in("en"), entry.id
        for office in entry.offices:
            assert office.code in codes, (entry.id, office)
            assert office.of in knowledge.entries, (entry.id, office)
            assert office.start is None or office.end is None or office.start <= office.end, entry.id
        assert entry.country is None or entry.country in knowledge.entries, entry.id


def test_aims_of_coverage(knowledge: Knowledge) -> None:
    count = {kind: sum(e.kind is kind for e in knowledge.entries.values()) for kind in EntityKind}
    assert count[EntityKind.PERSON] >= 400
    assert count[EntityKind.ORGANISATION] >= 150
    assert count[EntityKind.COUNTRY] >= 190
    assert count[EntityKind.PLACE] >= 300
    assert count[EntityKind.OUTLET] >= 250


def test_fold_is_stable() -> None:
    for word in ("مُحَمَّد", "Öcalan", "ג׳וב״ן", "İmralı"):
        assert fold(fold(word)) == fold(word)


def test_an_open_quotation_mark_spoils_its_own_line_only(tmp_path: Path) -> None:
    table, told = tmp_path / "some.csv", []
    table.write_text(
        'id,kind,name\na1,person,"Ana Brandt\na2,person,Abu "Ali" Brandt\n\na3,person,"Brandt, Eva"\n', encoding="utf-8"
    )
    assert import_entities(table, tmp_path / "all.names", told.append) == 2
    assert [str(error).partition(": ")[0] for error in told] == [f"{table}:2"]
    table.write_text('"id,kind,name\na1,person,Ana\n', encoding="utf-8")
    with pytest.raises(InputError, match="no headings"):
        import_entities(table, tmp_path / "all.names")


def test_import_of_followthemoney_and_csv(tmp_path: Path) -> None:
    rows = [
        {
            "id": "a1",
            "schema": "Person",
            "properties": {"name": ["Ana Brandt"], "alias": ["אנה ברנדט"], "country": ["de"]},
        },
        {"id": "a2", "schema": "Vessel", "properties": {"name": ["Ana Brandt"]}},
    ]
    source = tmp_path / "people.jsonl"
    source.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    index = tmp_path / "names.sqlite"
    assert import_entities(source, index) == 1
    table = tmp_path / "more.csv"
    table.write_text(
        "id,kind,name,aliases,language,country\nb1,organisation,Blue Helmet Fund,BHF;Fund,en,\n", encoding="utf-8"
    )
    assert import_entities(table, index) == 1
    assert import_entities(source, index) == 1
    names = ImportedNames(index)
    assert [(e.id, e.country) for e in names.lookup("ANA  BRANDT")] == [("a1", "DE")]
    assert ids(names.lookup("אנה ברנדט")) == ["a1"]
    assert names.lookup("bhf")[0].kind is EntityKind.ORGANISATION
    assert names.lookup("nobody") == ()
    names.close()


def test_import_again_forgets_old_names(tmp_path: Path) -> None:
    source, index = tmp_path / "p.jsonl", tmp_path / "i.sqlite"
    for name in ("Old Name", "New Name"):
        source.write_text(json.dumps({"id": "x", "schema": "Person", "properties": {"name": [name]}}), encoding="utf-8")
        import_entities(source, index)
    names = ImportedNames(index)
    assert names.lookup("Old Name") == () and ids(names.lookup("New Name")) == ["x"]
    names.close()


def test_import_says_which_line_is_wrong(tmp_path: Path) -> None:
    source = tmp_path / "bad.jsonl"
    source.write_text('{"id": "x", "schema": "Person", "properties": {"name": ["A B"]}}\nnot json\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl:2"):
        import_entities(source, tmp_path / "i.sqlite")
    with pytest.raises(RecordError):
        ImportedNames(tmp_path / "missing.sqlite")


def test_knowledge_grows_by_imported_entries_for_one_run_only(knowledge: Knowledge) -> None:
    witkoff = knowledge.entries["steve-witkoff"]
    alias = Entry("steve-witkoff", EntityKind.PERSON, (("en", "Esteban Witkoff"),))
    new = Entry("Q0", EntityKind.PERSON, (("en", "Zelda Quimby"), ("he", "זלדה קווימבי")), "NZ")
    grown = knowledge.with_entries([alias, new])
    assert ids(grown.lookup("זלדה קווימבי", "he")) == ["Q0"]
    assert grown.lookup("Esteban Witkoff", "en")[0].name("he") == witkoff.name("he")
    assert grown.office("prime minister", "en") == knowledge.office("prime minister", "en")
    assert knowledge.lookup("Zelda Quimby", "en") == ()


def test_where_the_index_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRAGOMAN_KNOWLEDGE", raising=False)
    assert index_beside(tmp_path / "r.dragoman") == tmp_path / "r.dragoman.names"
    assert open_consulted() is None
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(tmp_path / "all.names"))
    assert index_beside(tmp_path / "r.dragoman") == tmp_path / "all.names"
    assert open_consulted() is None
    (tmp_path / "c.csv").write_text("id,kind,name\nb1,person,Ana al-Brandt\n", encoding="utf-8")
    import_entities(tmp_path / "c.csv", tmp_path / "all.names")
    names = open_consulted()
    assert names is not None and ids(names.lookup("Ana Brandt")) == ["b1"]
    assert names.status().spellings == 1
    names.close()


@pytest.mark.parametrize(
    ("name", "language", "day", "expected"),
    [
        ("Transitional Military Council", "en", date(2019, 6, 1), "sudan-transitional-military-council"),
        ("المجلس العسكري الانتقالي", "ar", date(2021, 6, 1), "chad-transitional-military-council"),
        ("המועצה הצבאית הזמנית", "he", date(2021, 6, 1), "chad-transitional-military-council"),
        ("جبهة النصرة", "ar", date(2025, 6, 1), "hayat-tahrir-al-sham"),
        ("Organisation of African Unity", "en", date(1990, 1, 1), "african-union"),
    ],
)
def test_a_name_that_passed_on_means_whoever_bore_it_then(name: str, language: str, day: date, expected: str) -> None:
    found = load().lookup_on(name, language, day)
    assert [e.id for e in found] == [expected]


def test_a_name_that_nobody_bore_then_means_all_who_ever_did() -> None:
    assert len(load().lookup_on("Transitional Military Council", "en", date(1990, 1, 1))) == 2


def test_broken_lines_are_told_and_left_out(tmp_path: Path) -> None:
    lines = tmp_path / "some.jsonl"
    good = {"id": "n1", "schema": "Person", "properties": {"name": ["Ann Lee"], "country": [None]}}
    lines.write_text("\n".join(['["a"]', json.dumps(good), "{"]), encoding="utf-8")
    table = tmp_path / "some.csv"
    table.write_text("\ufeffid,kind,name\nq1,person,Bo Ray\nq2,alien,Foo\n,person,\nq3,outlet\n", encoding="utf-8")
    told: list[InputError] = []
    assert import_entities(lines, tmp_path / "i.sqlite", told.append) == 1
    assert import_entities(table, tmp_path / "i.sqlite", told.append) == 1
    assert [str(e).split(": ")[0].rsplit(":", 1)[1] for e in told] == ["1", "3", "3", "4", "5"]


def test_a_table_without_its_headings_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "none.csv"
    table.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column id, kind, name"):
        import_entities(table, tmp_path / "i.sqlite", lambda error: None)


def test_broken_bytes_and_values_spoil_only_their_line(tmp_path: Path) -> None:
    lines = tmp_path / "some.jsonl"
    rows = [
        b'{"id":"a","schema":"Person","properties":{"name":["\xff Bad"]}}',
        b'{"id":"b","schema":"Person","properties":{"name":"No List"}}',
        b'{"id":"c","schema":"Person","properties":{"name":["\\ud800 Half"]}}',
        b"[" * 100_000,
        b'{"id":"d","schema":"Person","properties":{"name":["Ann Lee"," "]}}',
    ]
    lines.write_bytes(b"\n".join(rows))
    told: list[InputError] = []
    assert import_entities(lines, tmp_path / "i.sqlite", told.append) == 1
    assert [str(e).split(": ")[0].rsplit(":", 1)[1] for e in told] == ["1", "2", "3", "4"]
