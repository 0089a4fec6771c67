"""Expressions of time: recognition F1, value accuracy and speed by language, next to dateparser in the same run.

    python benchmarks/times.py [--verbose] [--without-dateparser]

The sentences (`times_data/*.tsv`: publication day, set, sentence) are our own; an expression stands in brackets with the days that it means:
`[Tuesday||2025-03-11]`, `[since 2021||2021-01-01..]`; empty where the days cannot be known. An expression counts as found when the found
words overlap it; its value is right when the days are the same. dateparser gives moments, not intervals: its value counts as right when it
lies in the expected interval. In English also recognizers-text (its values are intervals; of several the nearest past one counts) and
parsedatetime, where they are installed: `pip install recognizers-text-suite "emoji<2" parsedatetime`. `tune` was looked at while the
packs were written, `unseen` and `fresh` later; `last`, then `held`, `new`, `once`, `told` and `second` were written after the packs and measured once (first figures:
docs/times.md). Speed is processor time, in sentences full of dates and in whole reports of the tests, each text read once.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from dragoman.extract.times import find_times
from dragoman.model import Annotation, Document, Interval, Span
from dragoman.pack import load_pack

DATA = Path(__file__).parent / "times_data"
TESTS = Path(__file__).parent.parent / "tests"
FOLDERS = ("gold/reports", "gold/fresh", "gold/fresh2", "gold/fresh3", "link/undated")
PARTS = ("tune", "unseen", "fresh", "last", "held", "new", "once", "told", "second")
Finder = Callable[["Case", str], "list[tuple[Span, Interval | None]]"]
BRACKETS = re.compile(r"\[([^|\]]+)\|\|([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Case:
    published: date
    part: str
    text: str
    expected: tuple[tuple[Span, Interval | None], ...]


def read_cases(language: str) -> Iterator[Case]:
    for line in (DATA / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            published, part, marked = line.split("\t")
            yield read_case(date.fromisoformat(published), part, marked)


def read_case(published: date, part: str, marked: str) -> Case:
    text, expected, at = "", [], 0
    for match in BRACKETS.finditer(marked):
        text += marked[at : match.start()]
        span = Span(len(text), len(text) + len(match[1]))
        text += match[1]
        expected.append((span, read_interval(match[2])))
        at = match.end()
    return Case(published, part, text + marked[at:], tuple(expected))


def read_interval(written: str) -> Interval | None:
    if not written:
        return None
    start, dots, end = written.partition("..")
    ends = [date.fromisoformat(d) if d else None for d in (start, end if dots else start)]
    return Interval(*ends)


def find_ours(case: Case, language: str) -> list[tuple[Span, Interval | None]]:
    document = Document("0", "0", case.text, language)
    day = Interval(case.published, case.published)
    found = find_times(document, Annotation("0", (), (), ()), load_pack(language), day)
    return [(e.span, e.interval) for e in found]


def find_theirs(case: Case, language: str) -> list[tuple[Span, Interval | None]]:
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.combine(case.published, datetime.min.time()), "PREFER_DATES_FROM": "past"}
    found, at = [], 0
    for words, moment in search_dates(case.text, languages=[language], settings=settings) or ():
        at = max(case.text.find(words, at), 0)
        found.append((Span(at, at + len(words)), Interval(moment.date(), moment.date())))
    return found


def find_recognized(case: Case, _: str) -> list[tuple[Span, Interval | None]]:
    from recognizers_date_time import Culture, recognize_datetime

    base, found = datetime.combine(case.published, datetime.min.time()), []
    for result in recognize_datetime(case.text, Culture.English, reference=base):
        if result.type_name.split(".")[-1] in ("duration", "set", "time", "timerange"):
            continue
        values = [recognized_interval(v) for v in (result.resolution or {}).get("values", ())]
        past = [v for v in values if v is not None and (v.start is None or v.start <= case.published)]
        found.append((Span(result.start, result.end + 1), past[-1] if past else next(iter(values), None)))
    return found


def recognized_interval(value: dict[str, str]) -> Interval | None:
    """The days of one reading; the end of a range is the day after it."""
    single, start, end = ((value.get(key) or "")[:10] for key in ("value", "start", "end"))
    if single[:4].isdigit():
        return Interval(date.fromisoformat(single), date.fromisoformat(single))
    if not (start or end):
        return None
    last = date.fromisoformat(end) - timedelta(days=1) if end else None
    return Interval(date.fromisoformat(start) if start else None, last)


def find_parsed(case: Case, _: str) -> list[tuple[Span, Interval | None]]:
    import parsedatetime

    found = parsedatetime.Calendar().nlp(case.text, datetime.combine(case.published, datetime.min.time())) or ()
    return [(Span(start, end), Interval(moment.date(), moment.date())) for moment, _, start, end, _ in found]


def count(case: Case, found: list[tuple[Span, Interval | None]], exact: bool, show: str = "") -> Counter[str]:
    tally: Counter[str] = Counter(expected=len(case.expected), found=len(found))
    for span, interval in case.expected:
        hit = next((f for f in found if f[0].overlaps(span)), None)
        tally["hit"] += hit is not None
        right = hit is not None and (
            hit[1] == interval if exact else interval is not None and hit[1] is not None and hit[1].within(interval)
        )
        tally["right"] += right
        if show and not right:
            print(f"  {show} [{span.of(case.text)}] wanted {interval} got {hit and (hit[0].of(case.text), hit[1])}")
    extra = [f for f in found if not any(f[0].overlaps(s) for s, _ in case.expected)]
    tally["hit found"] = len(found) - len(extra)
    if show:
        for span, _ in extra:
            print(f"  {show} extra [{span.of(case.text)}] in {case.text}")
    return tally


def report(name: str, tally: Counter[str], seconds: float, characters: int) -> None:
    precision = tally["hit found"] / max(1, tally["found"])
    recall = tally["hit"] / max(1, tally["expected"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    value = tally["right"] / max(1, tally["hit"])
    print(
        f"{name:<28} n {tally['expected']:>4}  F1 {f1:.3f}  value {value:.3f}  "
        f"{characters / max(seconds, 1e-9):>10,.0f} characters/s"
    )


def report_whole(language: str, name: str, find: Finder) -> None:
    """Speed in whole reports: half of them first, then the other half, which is new but comes after others, as most do in a long run; then all
    again, when every word and stretch of words is known."""
    paths = [p for folder in FOLDERS for p in sorted((TESTS / folder).glob(f"*{language}_*.txt"))]
    cases = [Case(date(2025, 6, 18), "whole", p.read_text(encoding="utf-8"), ()) for p in paths]
    for reading, chosen in (("first", cases[::2]), ("new, after others", cases[1::2]), ("again", cases)):
        begin = time.process_time()
        found = sum(len(find(case, language)) for case in chosen)
        seconds, characters = time.process_time() - begin, sum(len(case.text) for case in chosen)
        print(
            f"{f'{language} whole reports {name}, {reading}':<52} found {found:>4}  "
            f"{characters / max(seconds, 1e-9):>20,.0f} characters/s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--without-dateparser", action="store_true")
    parser.add_argument("--whole", action="store_true", help="whole reports only")
    options = parser.parse_args()
    finders: dict[str, tuple[Finder, bool]] = {"dragoman": (find_ours, True)}
    if not options.without_dateparser:
        finders["dateparser"] = (find_theirs, False)
    english: dict[str, tuple[Finder, bool]] = {}
    if find_spec("recognizers_date_time"):
        english["recognizers-text"] = (find_recognized, False)
    if find_spec("parsedatetime"):
        english["parsedatetime"] = (find_parsed, False)
    for language in ("en", "he", "ar"):
        cases = list(read_cases(language))
        for name, (find, exact) in {**finders, **(english if language == "en" else {})}.items():
            find(cases[0], language)
            for part in () if options.whole else PARTS:
                tally: Counter[str] = Counter()
                seconds = 0.0
                chosen = [c for c in cases if c.part == part]
                for case in chosen:
                    begin = time.process_time()
                    found = find(case, language)
                    seconds += time.process_time() - begin
                    show = f"{language} {part}" if options.verbose and exact else ""
                    tally += count(case, found, exact, show)
                report(f"{language} {part} {name}", tally, seconds, sum(len(c.text) for c in chosen))
            report_whole(language, name, find)


if __name__ == "__main__":
    main()
