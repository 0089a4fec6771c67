"""All expressions of time of a document, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from dragoman.dates import resolve, resolve_on
from dragoman.extract.times.anniversary import date_anniversaries
from dragoman.extract.times.build import BASIS, NAMED, build, change, settle
from dragoman.extract.times.grammar import Grammar, read_grammar
from dragoman.extract.times.lasting import give_end
from dragoman.extract.times.marks import is_quote
from dragoman.extract.times.ranked import is_ranked
from dragoman.extract.times.scan import Found, scan
from dragoman.extract.times.spoken import count_from_speech
from dragoman.extract.times.story import inherit_time
from dragoman.extract.times.tense import Clauses, TenseCues, direction_at, read_cues
from dragoman.extract.times.words import Words
from dragoman.model import Anchor, Annotation, Detail, Document, Interval, Precision, Span, TimeExpression
from dragoman.pack import Pack

VERBS = frozenset({"VERB", "AUX"})
_DAYS = frozenset({Precision.DAY, Precision.WEEK})
EXACT = {  # how exact a date must be for units to be counted from it
    "day": _DAYS,
    "week": _DAYS,
    "month": _DAYS | {Precision.MONTH},
    "year": _DAYS | {Precision.MONTH, Precision.SEASON, Precision.YEAR},
}
HERE = frozenset({("month", 0), ("year", 0)})
VAGUE = 3  # days: what is counted less exactly may count from a month


@dataclass(frozen=True, slots=True)
class Finder:
    """What a pack's `times` section becomes."""

    grammar: Grammar
    cues: TenseCues


@dataclass(frozen=True, slots=True)
class Read:
    """All that the grammar found in one text."""

    words: Words
    found: Sequence[Found]


@lru_cache(maxsize=16)
def finder_of(pack: Pack) -> Finder:
    """The grammar and cues of a pack, built once."""
    grammar = read_grammar(pack)
    return Finder(grammar, read_cues(pack, grammar.lexicon.folder))


@lru_cache(maxsize=4)
def read_text(text: str, pack: Pack) -> Read:
    """Words of a text and what the grammar finds among them; the last texts are remembered, as times and durations ask in turn."""
    finder = finder_of(pack)
    words = finder.grammar.lexicon.folder.words(text)
    return Read(words, scan(finder.grammar, words))


def span_of(read: Read, found: Found) -> Span:
    return read.words.span(found.first, found.last)


def find_times(
    document: Document, annotation: Annotation, pack: Pack, published: Interval | None
) -> tuple[TimeExpression, ...]:
    """Every expression of `document` that says when.

    Args:
        document: the report; expressions inside its furniture are left out.
        annotation: its sentences (they bound the search for tense); may be empty.
        pack: the pack of its language.
        published: the days on which it may have appeared, None when nothing is known.

    Returns:
        Expressions in the order of the text, without overlaps, spans at the borders of written words. `interval` is None
        where the words need a publication day (or an event) that is not known.

    Raises:
        PackError: the pack's times section breaks its format.
    """
    finder, read = finder_of(pack), read_text(document.text, pack)
    clauses = Clauses(
        read.words.all, read.words.breaks, sentence_starts(read.words, annotation), verbs_among(read.words, annotation)
    )
    expressions: list[TimeExpression] = []
    spans, furniture = [span_of(read, found) for found in read.found], document.furniture
    for at, (found, span) in enumerate(zip(read.found, spans, strict=True)):
        if furniture and any(f.overlaps(span) for f in furniture):
            continue
        expression = build(found.value, span, span.of(document.text))
        if expression is None or is_ranked(at, read.found, clauses, finder.cues):
            continue
        expression = give_end(expression, at, read.found, spans, document.text)
        if is_ahead_of_report(expression, expressions) and direction_at(
            clauses, found.first, found.last, finder.cues
        ) == (1, True):
            expression = replace(expression, anchor=Anchor.PUBLICATION, basis=BASIS["ago"])
        said = expression.direction is not None
        if not said and expression.anchor is not Anchor.EVENT:
            direction, before = direction_at(clauses, found.first, found.last, finder.cues)
            known = expression.year is not None  # its days are known without
            starts = expression.bound == "since" and direction < 0  # "as of 1 May the pass is closed"
            if (known or starts) and not before:
                direction = 0
            if direction <= 0 and expression.bound == "until" and not known:
                direction = side_of_term(expression, published) or direction
            direction = direction or usual_direction(expression) or 0
            expression = change(expression, direction=direction) if direction else expression
        elif said:
            expression = change(expression, fixed=True)
        expressions.append(place(expression, expressions, published, said, document.text))
    return count_from_speech(date_anniversaries(expressions, published), document.text, published)


def is_ahead_of_report(expression: TimeExpression, earlier: Sequence[TimeExpression]) -> bool:
    """Whether "after three weeks" has no date before it to count from, so that what is still to come must count from the report."""
    counts = expression.anchor is Anchor.EVENT and expression.basis == BASIS["same"]
    return counts and (expression.direction or 0) > 0 and date_before(expression, earlier) is None


def side_of_term(expression: TimeExpression, published: Interval | None) -> int | None:
    """On which side of the report the nearest such day lies: the tense of "declared a truce until 20 April" is not that of the truce's end."""
    gregorian = expression.month is not None and expression.calendar == "gregorian"
    if published is None or published.end is None or not gregorian:
        return None
    ahead = ((expression.month or 0) * 30 + (expression.day or 1) - published.end.month * 30 - published.end.day) % 360
    return 1 if ahead <= 180 else -1


def usual_direction(expression: TimeExpression) -> int | None:
    """Reports look back, but not where something must be before a day; a month or a day of one may be the nearest, and a year is known."""
    if expression.bound in ("until", "before"):
        return 1
    if expression.until is not None and expression.until.anchor is Anchor.EVENT:
        return None  # a stretch from a day on: as often ahead
    return None if expression.month is not None or expression.year is not None else -1


def sentence_starts(words: Words, annotation: Annotation) -> frozenset[int]:
    """Indices of the words that begin a sentence of the annotation."""
    return frozenset(words.at(s.span.start - 1) + 1 for s in annotation.sentences)


def verbs_among(words: Words, annotation: Annotation) -> frozenset[int] | None:
    """Indices of the words that the tree calls verbs; None without a tree."""
    if not annotation.tokens:
        return None
    verbs = (words.at(t.span.start) for t in annotation.tokens if t.upos in VERBS)
    return frozenset(i for i in verbs if i >= 0)


def place(
    expression: TimeExpression, earlier: Sequence[TimeExpression], published: Interval | None, said: bool, text: str
) -> TimeExpression:
    """`expression` with its interval, as far as publication day and the expressions before it tell; `said` is whether its own words
    look back or ahead, `text` that of the report."""
    if expression.anchor is Anchor.EVENT:
        before = date_before(expression, earlier)
        if (
            before is None and expression.shift in HERE
        ):  # "the 21st of that month" with no other date before: of the report's own
            own = replace(expression, anchor=Anchor.PUBLICATION, basis=BASIS["date"])
            return settle(own, resolve(own, published) if published is not None else None)
        expression = replace(expression, counted_from=before)
        return settle(expression, resolve(expression, published or Interval(None, None)))
    if not said:
        expression = inherit_time(expression, earlier, published, text)
    if expression.anchor is Anchor.EPOCH:
        return settle(expression)
    if published is not None:
        return settle(expression, resolve(expression, published))
    if expression.anchor is Anchor.CALENDAR and expression.year is not None:
        any_day = Interval(None, None)
        return settle(expression, _calendar_only(expression) or resolve(expression, any_day))
    return settle(expression)


def _calendar_only(expression: TimeExpression) -> Interval | None:
    """The value of a date that says its year: the publication day does not matter."""
    return resolve_on(expression, date(expression.year or 1, 1, 1))


def date_before(expression: TimeExpression, earlier: Sequence[TimeExpression]) -> TimeExpression | None:
    """The date from which "the next day", "a month earlier" counts: the last one before it that is exact enough."""
    if expression.basis == NAMED:
        return None
    enough = EXACT[_unit_counted(expression)]
    for last in reversed(earlier):
        if last.precision in enough and last.bound is None and last.until is None and last.anchor is not Anchor.EPOCH:
            if last.anchor is not Anchor.EVENT:
                return last
            if last.counted_from is not None and last.counted_from.counted_from is None:
                return last
            if last.counted_from is not None and last.offset == (0, 0):
                return last.counted_from
    return None


def _unit_counted(expression: TimeExpression) -> str:
    """How exact the date must be from which `expression` counts: "a week earlier", "days before" and "the following April" count from a month, too."""
    vague = expression.offset is not None and expression.offset[1] - expression.offset[0] >= VAGUE
    if expression.shift is not None and expression.shift[0] == "season":
        return "month"
    if expression.shift is not None and expression.shift[0] in EXACT:
        return "month" if expression.shift[0] == "week" else expression.shift[0]
    return "month" if vague or (expression.month is not None and expression.day is None) else "day"


def _is_mark(mark: str) -> bool:
    return mark == "'" or is_quote(mark)


def find_durations(document: Document, annotation: Annotation, pack: Pack) -> tuple[Detail, ...]:
    """Every "for two hours", "a 60-day" of `document`, as details of kind `duration`, in the order of the text.

    Args:
        document: the report; its furniture is left out.
        annotation: not needed yet; as for `find_times`.
        pack: the pack of its language.

    Raises:
        PackError: the pack's times section breaks its format.
    """
    read, cues = read_text(document.text, pack), finder_of(pack).cues
    clauses = Clauses(read.words.all, read.words.breaks, frozenset(), None)
    details = []
    for at, found in enumerate(read.found):
        span = span_of(read, found)
        before, after = document.text[span.start - 1 : span.start], document.text[span.end : span.end + 1]
        titled = _is_mark(before) and _is_mark(after)  # a title, not a duration, stands alone between quotes
        if found.value.kind != "duration" or titled or any(f.overlaps(span) for f in document.furniture):
            continue
        if not is_ranked(at, read.found, clauses, cues):
            details.append(Detail("duration", span.of(document.text), span))
    return tuple(details)
