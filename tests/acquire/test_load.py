"""What `load` reads and what it hands on as quarantined; never an exception for bad input."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.acquire import count, load
from dragoman.acquire.load import MAX_BYTES
from dragoman.model import Document, Interval, Original, Quarantined

HEBREW = "השר נפגש אתמול עם השליח המיוחד בבירה, ולדבריו השיחות נמשכות. המתווכים הציעו הצעה חדשה לשני הצדדים."
ARABIC = "التقى الوزير أمس المبعوث الخاص في العاصمة، وقال إن المحادثات مستمرة. وقدم الوسطاء اقتراحا جديدا للطرفين."
ENGLISH = (
    "The minister met the special envoy in the capital yesterday and said the talks go on. Mediators made a new offer."
)


def read_one(path: Path) -> Document:
    (item,) = load([path])
    assert isinstance(item, tuple), item
    return item[0]


def reason(path: Path) -> Quarantined:
    (item,) = load([path])
    assert isinstance(item, Quarantined), item
    assert item.stage == "acquire"
    return item


@pytest.mark.parametrize(("text", "language"), [(HEBREW, "he"), (ARABIC, "ar"), (ENGLISH, "en")])
def test_plain_text_keeps_its_text_and_gets_its_language(tmp_path: Path, text: str, language: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    document = read_one(tmp_path / "a.txt")
    assert document.text == text
    assert (document.language, document.name, document.published) == (language, "a.txt", None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Startseite Politik Wirtschaft Sport Kultur Panorama Video Podcast Abo Shop Login Suche App Radio\n"
            "The two ministers met in Antalya on Monday and agreed to go on talking.",
            "en",
        ),
        ("Menu Login Abo\nFidan met Lavrov in Antalya.", "en"),
        ("الرئيسية سياسة اقتصاد رياضة ثقافة منوعات فيديو بودكاست مباشر بحث\nالتقى الوزيران في القاهرة أمس.", "ar"),
        ("ראשי חדשות ספורט כלכלה תרבות וידאו פודקאסט מבזקים חיפוש תפריט\nהשרים נפגשו אתמול בקהיר.", "he"),
    ],
)
def test_a_menu_above_a_short_text_hides_no_language(tmp_path: Path, text: str, language: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert read_one(path).language == language


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Kuleba met Szijjarto in Uzhhorod", True),
        ("Tatar in Den Haag met Christodoulides.", True),
        ("De minister sprak maandag met de leiders van Hamas in Doha over een bestand.", False),
        ("Hamas wijst voorstel af, zegt Witkoff", False),
        ("Petro suspende diálogos con el ELN", False),
    ],
)
def test_names_make_no_language_of_a_few_words(tmp_path: Path, text: str, read: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    found = list(load([path]))
    assert [isinstance(item, tuple) for item in found] == [read]


def test_stated_day_at_the_head_is_read_and_marked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f" date 2025-11-15 {ENGLISH}", encoding="utf-8")
    document = read_one(tmp_path / "a.txt")
    assert document.published == Interval(date(2025, 11, 15), date(2025, 11, 15))
    assert [span.of(document.text) for span in document.furniture] == [" date 2025-11-15 "]


@pytest.mark.parametrize(
    ("encoding", "text", "language"),
    [
        ("utf-8-sig", HEBREW, "he"),
        ("utf-16", ARABIC, "ar"),
        ("windows-1255", HEBREW, "he"),
        ("windows-1256", ARABIC, "ar"),
        ("windows-1252", "The envoy’s café talks — “useful”, he said — went on in Geneva.", "en"),
    ],
)
def test_encodings_of_old_archives(tmp_path: Path, encoding: str, text: str, language: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    document = read_one(tmp_path / "a.txt")
    assert (document.text, document.language) == (text, language)


def test_line_ends_change_neither_text_nor_id(tmp_path: Path) -> None:
    lines = f"{ENGLISH}\nThe second round is planned for Sunday."
    (tmp_path / "unix.txt").write_bytes(lines.encode())
    (tmp_path / "dos.txt").write_bytes(lines.replace("\n", "\r\n").encode())
    unix, dos = read_one(tmp_path / "unix.txt"), read_one(tmp_path / "dos.txt")
    assert (unix.id, unix.text) == (dos.id, dos.text)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, "binary"),
        (bytes(range(1, 32)) * 9, "binary"),
        ("Правительство объявило о начале переговоров в столице.".encode(), "unknown language"),
        ("Le ministre a rencontré hier l'envoyé spécial dans la capitale, selon le journal.".encode(), "looks like fr"),
        (
            "وزیر امور خارجه دیروز با فرستاده ویژه در پایتخت دیدار کرد و گفت که گفتگوها ادامه دارد".encode(),
            "looks like fa",
        ),
        (b"12:30 - 14:50", "letters"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    bad = reason(tmp_path / "bad.txt")
    assert why in bad.reason
    assert bad.source == str(tmp_path / "bad.txt")


def test_missing_file_and_empty_folder(tmp_path: Path) -> None:
    assert "no such file" in reason(tmp_path / "none.txt").reason
    (tmp_path / "folder").mkdir()
    assert "no reports" in reason(tmp_path / "folder").reason


def test_too_large_a_report(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_bytes(b"word " * (MAX_BYTES // 5 + 1))
    assert "larger than one report" in reason(tmp_path / "big.txt").reason


def test_folders_are_read_sorted_and_hidden_files_left(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{ENGLISH} {name}", encoding="utf-8")
    assert [item[0].name for item in load([tmp_path]) if isinstance(item, tuple)] == ["a.txt", "b.txt", "c.txt"]
    assert count([tmp_path]) == 3


def test_json_lines_by_the_contract(tmp_path: Path) -> None:
    full = {
        "id": "r7",
        "url": "https://example.org/7",
        "outlet": "The Examiner",
        "title": "Talks",
        "language": "en",
        "published": "2025-11-02T08:00:00Z",
        "text": ENGLISH,
    }
    lines = [
        json.dumps(full),
        "{broken",
        "[1, 2]",
        "",
        json.dumps({"id": "x"}),
        json.dumps({"text": 5}),
        json.dumps({"text": HEBREW, "published": "yesterday"}),
        json.dumps({"text": HEBREW}, ensure_ascii=False),
    ]
    path = tmp_path / "feed.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    items = list(load([path]))
    first, last = items[0], items[-1]
    assert isinstance(first, tuple) and isinstance(last, tuple)
    document, original = first
    assert (document.name, document.outlet, document.title, document.url) == (
        "r7",
        "The Examiner",
        "Talks",
        full["url"],
    )
    assert document.published == Interval(date(2025, 11, 2), date(2025, 11, 2))
    assert original == Original(document.id, f"{path}:1", lines[0].encode() + b"\n")
    assert (last[0].name, last[0].language) == ("feed.jsonl:8", "he")
    bad = {item.source.rsplit(":", 1)[1]: item.reason for item in items if isinstance(item, Quarantined)}
    assert set(bad) == {"2", "3", "5", "6", "7"}
    assert "broken JSON" in bad["2"] and "no text" in bad["5"] and "no date" in bad["7"]


def test_a_huge_json_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps({"text": "x" * (2 * MAX_BYTES + 10)}) + "\n" + json.dumps({"text": ENGLISH}) + "\n")
    huge, good = load([path])
    assert isinstance(huge, Quarantined) and huge.source == f"{path}:1" and "longer" in huge.reason
    assert isinstance(good, tuple) and good[1].source == f"{path}:2"


def test_html_gives_text_title_day_and_site(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{ENGLISH} This was round number {n} of the talks in Geneva.</p>" for n in range(5))
    page = (
        '<html lang="en"><head><title>Envoys meet | The Examiner</title>'
        '<meta property="og:site_name" content="The Examiner">'
        '<meta property="og:title" content="Envoys meet in the capital">'
        '<meta property="article:published_time" content="2025-11-03T10:00:00Z"></head><body><nav>Home News Sport</nav>'
        f"<article><h1>Envoys meet in the capital</h1>{paragraphs}</article>"
        "<footer>All rights reserved</footer></body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    document = read_one(tmp_path / "page.html")
    assert (document.title, document.outlet, document.language) == ("Envoys meet in the capital", "The Examiner", "en")
    assert document.published == Interval(date(2025, 11, 3), date(2025, 11, 3))
    assert "round number 4" in document.text and "All rights reserved" not in document.text
    (tmp_path / "empty.html").write_text("<html><body></body></html>")
    assert "no article" in reason(tmp_path / "empty.html").reason


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".jsonl", ".html"]))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str) -> None:
    path = tmp_path_factory.mktemp("any") / f"any{suffix}"
    path.write_bytes(content)
    for item in load([path]):
        assert isinstance(item, Quarantined | tuple)
