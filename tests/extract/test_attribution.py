"""Who told whom: chains over words, in three languages, over sentences; where a source's words end."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import knowledge_base
from dragoman.annotate import Annotator
from dragoman.errors import PackError
from dragoman.extract.attribution import Attribution, chain_of, find_attributions, find_said, source_from
from dragoman.extract.attribution.grammar import is_speech_form, speech_grammar
from dragoman.extract.attribution.links import outlets_first
from dragoman.extract.attribution.quotes import find_quotations
from dragoman.extract.mentions import find_mentions
from dragoman.extract.reading import Reading
from dragoman.extract.reference import resolve_references
from dragoman.model import Document, Source, SourceKind, Span
from dragoman.pack import Pack, languages, load_pack


@cache
def annotator() -> Annotator:
    return Annotator(threads=2)


@cache
def read(language: str, text: str) -> Reading:
    document = Document("d", "d", text, language)
    (annotation,) = annotator().annotate([document])
    reading = Reading(document, annotation, load_pack(language))
    reading.set_mentions(find_mentions(reading, knowledge_base.load()))
    reading.set_mentions(resolve_references(reading, reading.mentions))
    return reading


def chain_at(language: str, text: str, word: str) -> list[str]:
    """The words of the chain over the first occurrence of `word`, outermost first."""
    reading = read(language, text)
    token = reading.token_at(text.index(word))
    chain, why = chain_of(find_attributions(reading), token)
    assert bool(chain) == bool(why)
    return [source.text for source in chain]


SPOKEN = [
    ("en", "The crossing will reopen on Sunday, two officials told Reuters.", "reopen", ["Reuters", "two officials"]),
    ("en", "According to the Financial Times, the envoy offered a truce.", "offered", ["Financial Times"]),
    ("en", "The talks, officials said, will resume in Geneva on Monday.", "resume", ["officials"]),
    ("en", "The general denied that his men had attacked the market.", "attacked", ["The general"]),
    ("he", "המעבר ייפתח ביום ראשון, אמרו שני גורמים לרויטרס.", "ייפתח", ["לרויטרס", "שני גורמים"]),
    ("he", "הצבא מסר כי הרג תשעה לוחמים בצפון.", "הרג", ["הצבא"]),
    ("he", "לדברי גורמים רשמיים, הפסקת האש תיכנס לתוקף בחצות.", "תיכנס", ["גורמים רשמיים"]),
    ("ar", "قال مسؤولان لوكالة رويترز إن المعبر سيفتح يوم الأحد.", "سيفتح", ["لوكالة رويترز", "مسؤولان"]),
    ("ar", "تبادلت موسكو وكييف القوائم، حسبما أعلن الكرملين.", "تبادلت", ["الكرملين"]),
    ("ar", "ونقل موقع أكسيوس عن ثلاثة مصادر أن المبعوث هاتف الوزير.", "هاتف", ["موقع أكسيوس", "ثلاثة مصادر"]),
]


@pytest.mark.parametrize(("language", "text", "word", "chain"), SPOKEN)
def test_chains_stand_outermost_first(language: str, text: str, word: str, chain: list[str]) -> None:
    found = chain_at(language, text, word)
    assert len(found) == len(chain)
    assert all(a in b or b in a for a, b in zip(found, chain, strict=True))


OWN_VOICE = [
    ("en", "The delegations met in Geneva on Friday. The minister said that the map was agreed.", "met"),
    ("en", "The army said it had killed nine fighters, but the talks in Doha went on.", "went"),
    ("he", "המשלחות נפגשו בז'נבה ביום שישי. השר אמר כי המפה הוסכמה.", "נפגשו"),
    ("he", "הבית הלבן הודיע שהנשיא יקבל את השר, אבל הביקור נדחה אחר כך.", "נדחה"),
    ("ar", "اجتمع الوفدان في جنيف الجمعة. وقال الوزير إن الخريطة أقرت.", "اجتمع"),
    ("ar", "وأعلن البيت الأبيض أن الرئيس سيستقبل الوزير، لكن الزيارة أرجئت لاحقا.", "أرجئت"),
]


@pytest.mark.parametrize(("language", "text", "word"), OWN_VOICE)
def test_what_the_report_says_itself_has_no_chain(language: str, text: str, word: str) -> None:
    assert chain_at(language, text, word) == []


CONTINUED = [
    ("en", "A spokeswoman said no deal was near. She added that the envoy would return to Muscat.", "return"),
    ("he", "הדוברת אמרה ששום הסכם לא קרוב. היא הוסיפה כי השליח ישוב למוסקט.", "ישוב"),
    ("ar", "قالت المتحدثة إن الاتفاق ليس قريبا. وأضافت أن المبعوث سيعود إلى مسقط.", "سيعود"),
]


@pytest.mark.parametrize(("language", "text", "word"), CONTINUED)
def test_a_speaker_goes_on_in_the_next_sentence(language: str, text: str, word: str) -> None:
    (speaker,) = chain_at(language, text, word)
    assert text.index(speaker) < text.index(".")


def test_unnamed_sources_keep_their_outlet() -> None:
    text = "Two sources told Reuters that the envoys had met. The sources said the talks were held on Wednesday."
    assert chain_at("en", text, "held") == ["Reuters", "The sources"]


def test_sources_carry_number_stake_and_condition() -> None:
    text = "Two diplomats, who spoke on condition of anonymity, said the army would withdraw."
    reading = read("en", text)
    (source,) = chain_of(find_attributions(reading), reading.token_at(text.index("withdraw")))[0]
    assert (source.kind, source.number, source.stake) == (SourceKind.ANONYMOUS, 2, "observer")
    assert source.condition == "on condition of anonymity"


def test_furniture_says_nothing() -> None:
    text = "The general said the army had withdrawn."
    reading = read("en", text)
    page = Document("d", "d", text, "en", furniture=(Span(0, len(text)),))
    assert find_attributions(reading)
    covered = Reading(page, reading.annotation, reading.pack)
    covered.set_mentions(reading.mentions)
    assert find_attributions(covered) == []


@pytest.mark.parametrize("language", languages())
def test_packs_hold_what_the_grammar_needs(language: str) -> None:
    grammar = speech_grammar(load_pack(language))
    assert len(grammar.verbs) > 40
    assert grammar.according
    assert grammar.own
    assert {side for side, _ in grammar.stakes} == {"mediator", "observer", "party"}
    # a condition is a phrase, not a word that could stand anywhere
    assert all(len(phrase) > 1 or len(phrase[0]) > 5 for phrase in grammar.anonymity)


def test_a_pack_without_verbs_is_refused() -> None:
    empty = Pack("xx", **{section: {} for section in Pack.__dataclass_fields__ if section != "language"})
    with pytest.raises(PackError, match=r"xx/speech\.yaml: no verbs"):
        speech_grammar(empty)


def test_weak_verbs_are_told_apart() -> None:
    pack = load_pack("en")
    assert is_speech_form("said", pack)
    assert not is_speech_form("said", pack, weak=True)
    assert is_speech_form("promised", pack, weak=True)
    assert not is_speech_form("walked", pack)


def link(name: str, kind: SourceKind, start: int) -> Source:
    return Source(kind, name, name, Span(start, start + len(name)))


def test_one_outlet_by_two_names_is_one_link() -> None:
    short = link("Harbour Post", SourceKind.OUTLET, 0)
    full = link("The Harbour Post", SourceKind.OUTLET, 40)
    person = link("Ida Varro", SourceKind.PERSON, 80)
    assert outlets_first([person, short, full]) == (full, person)


kinds = st.sampled_from([SourceKind.OUTLET, SourceKind.PERSON, SourceKind.ANONYMOUS, SourceKind.DOCUMENT])
chains = st.lists(st.tuples(st.text("abcdefgh", min_size=3, max_size=6), kinds), min_size=1, max_size=4)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20), chains), max_size=5), st.integers(0, 40))
def test_chains_have_no_link_twice_and_outlets_outside(
    spans: list[tuple[int, int, list[tuple[str, SourceKind]]]], token: int
) -> None:
    attributions = [
        Attribution(first, first + length, -1, tuple(link(n, k, 100 * i) for i, (n, k) in enumerate(chain)), "rule")
        for first, length, chain in spans
    ]
    chain, _ = chain_of(attributions, token)
    names = [source.name for source in chain]
    assert len(names) == len(set(names))
    outlets = [source.kind is SourceKind.OUTLET for source in chain]
    assert outlets == sorted(outlets, reverse=True)
    assert bool(chain) == any(a.covers(token) for a in attributions)


def test_a_title_alone_is_an_office() -> None:
    text = "The Qatari prime minister said the talks would resume."
    reading = read("en", text)
    mention = next(m for m in reading.mentions if "prime minister" in m.text)
    assert source_from(mention, reading).kind is SourceKind.OFFICE


REFERRING = [
    (
        "en",
        "According to Politis, which quoted a participant, the two leaders spoke alone for an hour.",
        "spoke",
        ["Politis", "a participant"],
    ),
    (
        "en",
        "Axios reported, on the word of two officials, that the envoy flew home.",
        "flew",
        ["Axios", "two officials"],
    ),
    (
        "en",
        "Two officials told Axios that the talks had failed. The report added that the envoy flew home.",
        "flew",
        ["Axios", "Two officials"],
    ),
    (
        "en",
        "Two officials told Axios that the talks had failed. Two diplomats said the envoy flew home.",
        "flew",
        ["Two diplomats"],
    ),
    ("he", "לפי אקסיוס, שציטט שני מקורות, הצוותים ייפגשו השבוע.", "ייפגשו", ["אקסיוס", "שני מקורות"]),
    (
        "he",
        "לפי אקסיוס, שציטט שני מקורות, הצוותים ייפגשו השבוע. על פי אותו דיווח, השליח המריא לרומא.",
        "המריא",
        ["אקסיוס", "שני מקורות"],
    ),
    (
        "ar",
        'ونقل موقع "مدى مصر" عن مسؤول مصري أن الوفد انسحب. وقال دبلوماسي لوكالة فرانس برس إن الوفد بقي. '
        "وكشف المسؤول نفسه للموقع أن الوزير سافر.",
        "سافر",
        ["للموقع", "المسؤول نفسه"],
    ),
    ("ar", "وبحسب وكالة نوفا، التي استندت إلى مصدرين ليبيين، فإن اللقاء تأجل.", "تأجل", ["نوفا", "مصدرين ليبيين"]),
]


@pytest.mark.parametrize(("language", "text", "word", "chain"), REFERRING)
def test_sources_cited_and_named_before(language: str, text: str, word: str, chain: list[str]) -> None:
    found = chain_at(language, text, word)
    # the model may or may not take the noun of a name ("agency", "site") for part of it
    assert len(found) == len(chain) and all(want in have for have, want in zip(found, chain, strict=True))


def test_the_site_is_known_by_its_name() -> None:
    text = "Axios said that the talks had failed. An official told the site that the envoy flew home."
    reading = read("en", text)
    chain, _ = chain_of(find_attributions(reading), reading.token_at(text.index("flew")))
    assert [s.name for s in chain] == ["Axios", "An official"]


def test_a_quotation_of_several_sentences_is_said_by_who_stands_behind_it() -> None:
    text = (
        'Nothing was signed. "The president accepted our plan. Sadly, the other side refused," Borrell told reporters.'
    )
    assert chain_at("en", text, "accepted") == ["Borrell"]
    assert chain_at("en", text, "signed") == []


def test_a_quotation_behind_a_full_stop_has_a_speaker_of_its_own() -> None:
    text = 'המטה קרא לנתניהו לשחרר את הצוות. "אמא שלי לא תחכה ולא תוותר", אמרה נועה גלבר.'
    assert chain_at("he", text, "תחכה")[-1] == "נועה גלבר"


def test_what_is_said_to_the_outlet_itself_has_no_outlet() -> None:
    text = "قال دبلوماسي غربي لصحيفتنا إن السعوديين أبلغوا الوسيط استعدادهم."
    assert chain_at("ar", text, "أبلغوا") == ["دبلوماسي غربي"]


def test_who_is_told_and_in_which_words() -> None:
    text = '"We offer Velland a truce of thirty days," Fidan told parliament on Tuesday.'
    reading = read("en", text)
    said = find_said(reading, find_attributions(reading), reading.token_at(text.index("offer")))
    assert said is not None
    assert [q.of(text) for q in said.quotes] == ["We offer Velland a truce of thirty days,"]
    assert [m.text for m in said.addressees] == ["parliament"]
    assert find_said(reading, [], 0) is None


def test_one_source_is_one_link() -> None:
    named = [Source(SourceKind.ANONYMOUS, n, n, Span(at, at + 3)) for at, n in ((0, "two diplomats"), (9, "diplomats"))]
    assert [s.name for s in outlets_first(named)] == ["two diplomats"]


@given(st.text(alphabet='"“”«» .a,\n', max_size=60))
def test_any_quotation_marks_are_read(text: str) -> None:
    reading = read("en", f"x {text}")
    for first, last in find_quotations(reading):
        assert 0 <= first < last <= len(reading.tokens)
    find_attributions(reading)
