"""Texts on other topics have the verbs of reports on negotiations, and yield nothing or little; reports are never kept out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.acquire import load
from dragoman.annotate import Annotator
from dragoman.annotate.sentences import cut_sentences
from dragoman.annotate.tokens import load_rules
from dragoman.extract import extract
from dragoman.extract.reading import Reading
from dragoman.extract.relevance import other_topic
from dragoman.extract.times import find_times
from dragoman.model import Annotation, Document, Interval, Sentence, Token
from dragoman.pack import languages, load_pack

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
TOPICS = Path(__file__).parent / "other_topics"
# by the second part of the file's name: what the text is about, and how many claims it may yield
ABOUT = {
    "football": ("sport", 0),
    "recipe": ("cooking", 0),
    "history": ("history", 0),
    "weather": ("weather", 1),
    "film": ("culture", 1),
    "business": ("business", 1),
}
TEXTS = sorted(TOPICS.glob("*.txt"))
LEAST_SENTENCES = 8
# files of the corpus that hold pieces on sport and on history, written to show their verbs
OTHER_PIECES = {"reports_strikes", "reports_round2_history"}


def read_one(path: Path) -> Document:
    (item,) = load([path])
    assert isinstance(item, tuple)
    return item[0]


def cut_words_only(document: Document) -> Annotation:
    """Words and sentences without the model."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for line in cut_sentences(document.text, document.furniture, load_rules(document.language)):
        first = len(tokens)
        tokens += [Token(w, w.of(document.text), "X", -1, "root") for w in line.words]
        sentences.append(Sentence(line.span, first, len(tokens)))
    return Annotation(document.id, tuple(tokens), tuple(sentences), ())


def topic_of(document: Document, annotation: Annotation | None = None) -> str | None:
    annotation = annotation or cut_words_only(document)
    pack = load_pack(document.language)
    return other_topic(Reading(document, annotation, pack), find_times(document, annotation, pack, document.published))


# --- texts on other topics ----------------------------------------------------------------------------------------


def test_every_topic_is_there_in_every_language() -> None:
    assert {p.stem for p in TEXTS} == {f"{language}_{about}" for language in languages() for about in ABOUT}


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_other_topics_yield_nothing_or_little(path: Path, annotator: Annotator) -> None:
    document = read_one(path)
    (annotation,) = annotator.annotate([document])
    about, most = ABOUT[path.stem.split("_")[1]]
    assert document.language == path.stem.split("_")[0]
    assert 12 <= len(annotation.sentences) <= 25
    claims = extract(document, annotation).claims
    assert len(claims) <= most, [(c.type.value, c.quote.of(document.text)) for c in claims]
    assert topic_of(document, annotation) == about


@pytest.mark.parametrize("path", [p for p in TEXTS if "history" not in p.stem], ids=lambda p: p.stem)
def test_half_of_such_a_text_is_enough(path: Path) -> None:
    document = read_one(path)
    lines = document.text.split("\n")
    half = Document("0", "0", "\n".join(lines[: len(lines) // 2 + 1]), document.language)
    assert topic_of(half) == ABOUT[path.stem.split("_")[1]][0]


# --- reports ------------------------------------------------------------------------------------------------------


def corpus_reports() -> Iterator[Document]:
    """Whole reports and long passages of the training corpus."""
    for path in sorted((ROOT / "training" / "corpus").glob("*/*.txt")):
        if path.stem in OTHER_PIECES:
            continue
        for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
            lines = block.splitlines()
            text = [line[2:] for line in lines if line.startswith("s ")]
            if len(text) >= LEAST_SENTENCES:
                day = next((line[6:].strip() for line in lines if line.startswith("# pub ")), None)
                yield Document("0", f"{path.stem}:{number}", "\n".join(text), path.parent.name, published=_day(day))


def _day(written: str | None) -> Interval | None:
    return Interval(date.fromisoformat(written), date.fromisoformat(written)) if written else None


def test_no_report_of_the_corpus_is_kept_out() -> None:
    reports = list(corpus_reports())
    assert len(reports) > 50
    assert {r.language for r in reports} == set(languages())
    assert [r.name for r in reports if topic_of(r)] == []
    undated = [Document(r.id, r.name, r.text, r.language) for r in reports]
    assert [r.name for r in undated if topic_of(r)] == []


@pytest.mark.parametrize("folder", ["examples", "tests/gold/reports"])
def test_no_report_of_ours_is_kept_out(folder: str) -> None:
    reports = [item[0] for item in load([ROOT / folder]) if isinstance(item, tuple)]
    assert len(reports) >= 10
    assert [r.name for r in reports if topic_of(r)] == []


def test_no_seed_is_kept_out() -> None:
    if not (seeds := ROOT.parent / "shared" / "seeds").is_dir():
        pytest.skip("no seeds beside this repository")
    assert [r[0].name for r in load([seeds]) if isinstance(r, tuple) and topic_of(r[0])] == []


TALKS_ON_SPORT = {
    "en": (
        "The foreign ministers of Arvania and Lorrick held talks in Geneva on Monday on a joint bid for the football championship. "
        "The envoys agreed that players and fans would cross the border without visas during the tournament. "
        "Lorrick's government demanded that no match be played in the disputed province. "
        "Mediators proposed that the stadium in Sarn host the final under a ceasefire."
    ),
    "he": (
        "שרי החוץ של ארווניה ולוריק קיימו שיחות בז'נבה על אירוח משותף של אליפות הכדורגל. "
        "השליחים הסכימו ששחקנים ואוהדים יחצו את הגבול בלי אשרות בזמן הטורניר. "
        "ממשלת לוריק דרשה שלא ייערך משחק במחוז שבמחלוקת. "
        "המתווכים הציעו שהאצטדיון בסארן יארח את הגמר תחת הפסקת אש."
    ),
    "ar": (
        "أجرى وزيرا خارجية أرفانيا ولوريك محادثات في جنيف بشأن استضافة بطولة كرة القدم. "
        "واتفق المبعوثون على أن يعبر اللاعبون والجماهير الحدود بلا تأشيرات خلال المباريات. "
        "وطالبت حكومة لوريك بألا تقام أي مباراة في الإقليم المتنازع عليه. "
        "واقترح الوسطاء أن يستضيف ملعب سارن النهائي في ظل هدنة."
    ),
}


@pytest.mark.parametrize("language", languages())
def test_talks_on_sport_are_talks(language: str) -> None:
    assert topic_of(Document("0", "0", TALKS_ON_SPORT[language], language)) is None


def test_a_report_with_a_long_background_is_of_its_day() -> None:
    text = (
        "The two armies signed the accord in 1974 and renewed it in 1979, 1986 and 1991. "
        "On Tuesday their envoys met again. They will meet next week, and the mediators expect a draft tomorrow."
    )
    assert topic_of(Document("0", "0", text, "en", published=_day("2025-03-12"))) is None


def test_recent_years_are_no_history() -> None:
    text = "They signed in 2015, withdrew in 2018, met in 2021 and broke off in 2022."
    assert topic_of(Document("0", "0", text, "en", published=_day("2025-03-12"))) is None
    assert topic_of(Document("0", "0", text, "en")) is None
    assert topic_of(Document("0", "0", text, "en", published=_day("2095-03-12"))) == "history"


# --- the lists ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", languages())
def test_lists_of_topics_fit_together(language: str) -> None:
    events = load_pack(language).events
    assert set(events["off_topic"]) == {about for about, _ in ABOUT.values()} - {"history"}
    dealings = {form for entry in events["dealings"] for form in entry.split()}
    for topic, entries in events["off_topic"].items():
        forms = [form for entry in entries for form in entry.split()]
        assert len(forms) == len(set(forms)), topic
        assert not dealings & set(forms), topic
