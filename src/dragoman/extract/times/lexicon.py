"""The words of a pack's `times.yaml`, month and weekday names from CLDR, and numbers in digits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple

from babel import Locale, UnknownLocaleError

from dragoman.errors import PackError
from dragoman.extract.times.values import Fields, read_fields
from dragoman.extract.times.words import Folder, Marks, Word, Words, read_clitics
from dragoman.pack import Pack

DIGITS = ("int", "day_num", "month_num", "year_num", "year_bare", "year_two", "year_hebrew")
INT, DAY, MONTH, YEAR, YEAR_BARE, YEAR_TWO, YEAR_HEBREW = range(len(DIGITS))  # the numbers of these categories
NONE: frozenset[str] = frozenset()
_CODES = count(1)
TAIL = 3  # letters at the end of a word by which it is looked up first
KNOWN = 100_000  # words whose readings are remembered


@dataclass(frozen=True, slots=True)
class Entry:
    category: int
    fields: Fields
    clitics: frozenset[str]
    capital: bool


class Reading(NamedTuple):
    """The next `length` words are of the category with this number, say `fields`, and begin with the clitics `flags`."""

    length: int
    category: int
    fields: Fields
    flags: frozenset[str]


class Readings(NamedTuple):
    """All readings at one word, with the bit of each of their categories, and the flags of the one with the most clitics. Where two words have
    the same `code`, they read the same."""

    mask: int
    all: tuple[Reading, ...]
    flags: frozenset[str]
    code: int


NOTHING = Readings(0, (), NONE, 0)


@dataclass(slots=True)
class Node:
    children: dict[str, Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of a written word: where in the tree it stands, whole and without each run of clitics that it may begin with; what it is
    on its own; the forms with which a phrase may go on behind it; and whether a number may."""

    starts: tuple[tuple[Node, frozenset[str]], ...]
    alone: Readings
    further: frozenset[str]
    prefix: bool


UNKNOWN = Known((), NOTHING, NONE, False)  # of a word that says nothing of time


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A tree of folded words, how words are folded, and the numbers of its categories.

    What a word can be on its own is remembered by its text; only where a phrase goes on are the words behind it asked.
    """

    folder: Folder
    root: Node
    numbers: Mapping[str, int]
    known: dict[str, Known] = field(default_factory=dict)
    tails: set[str] = field(default_factory=set)
    shared: dict[tuple[tuple[object, ...], ...], Readings] = field(default_factory=dict)

    def read_all(self, words: Words) -> list[Readings]:
        """Every reading of the words that begin at each word of a text."""
        known, all_words = self.known, words.all
        found = [known.get(word.text) or self._learn(word) for word in all_words]
        readings = [one.alone for one in found]
        last = len(found) - 1
        for at, one in enumerate(found):
            if (one.further or one.prefix) and at < last:
                behind = all_words[at + 1]
                if behind.form in one.further or (one.prefix and behind.glued):
                    readings[at] = self._read(words, at, one)
        return readings

    def _learn(self, word: Word) -> Known:
        if word.number is None and not self._may_begin(word.form):
            return self._keep(word.text, UNKNOWN)
        children = self.root.children
        starts = tuple((children[rest], flags) for rest, flags in self.folder.splits(word.form) if rest in children)
        readings = [] if word.number is None else _read_digits(word, 1, NONE)
        for node, flags in starts:
            _read_entries_of(node, word, 1, flags, readings)
        further = frozenset(form for node, _ in starts for form in node.children)
        return self._keep(word.text, Known(starts, _gather(readings), further, word.form in self.folder.clitics))

    def _may_begin(self, form: str) -> bool:
        """Whether a word can be the first of a phrase of the lexicon, with clitics or without, or is a clitic; most are turned away by their ends."""
        children, clitics, tails = self.root.children, self.folder.clitics, self.tails
        if form in children or form in clitics:
            return True
        if not clitics:
            return False
        if not tails:
            tails.update(word[-TAIL:] for word in children if len(word) >= TAIL)
        return form[-TAIL:] in tails or any(form[:-n] in clitics and form[-n:] in children for n in range(1, TAIL))

    def _keep(self, text: str, known: Known) -> Known:
        if len(self.known) >= KNOWN:
            self.known.clear()
        self.known[text] = known
        return known

    def _read(self, words: Words, at: int, known: Known) -> Readings:
        word = words.all[at]
        readings = [] if word.number is None else _read_digits(word, 1, NONE)
        for node, flags in known.starts:
            _walk(words, at, node, flags, readings)
        clitics = self.folder.clitics.get(word.form)
        if clitics is not None:
            readings += _read_prefixed(words.all, at, clitics)
        key = tuple((r.length, r.category, _identity(r), r.flags) for r in readings)
        found = self.shared.get(key)
        if found is None:
            found = self.shared[key] = _gather(readings)
        return found


def _walk(words: Words, at: int, node: Node | None, flags: frozenset[str], readings: list[Reading]) -> None:
    """Add the readings of the words at `at`, of which the first leads to `node`."""
    last, count, first = at + 1, len(words), words.all[at]
    while node is not None:
        _read_entries_of(node, first, last - at, flags, readings)
        if not node.children or last >= count or last in words.breaks:
            return
        node = node.children.get(words.all[last].form)
        last += 1


def _read_entries_of(node: Node, first: Word, length: int, flags: frozenset[str], readings: list[Reading]) -> None:
    for entry in node.entries:
        if flags <= entry.clitics and (not entry.capital or first.text[:1].isupper()):
            readings.append(Reading(length, entry.category, entry.fields, flags))


def _read_prefixed(words: Sequence[Word], at: int, flags: frozenset[str]) -> list[Reading]:
    """A number with a clitic before it, with or without a hyphen: the number's readings, one or two words longer."""
    number = at + 1
    if number < len(words) and words[number].form == "-" and words[number].glued:
        number += 1
    if number < len(words) and words[number].glued and words[number].number is not None:
        return _read_digits(words[number], number + 1 - at, flags)
    return []


def _identity(reading: Reading) -> object:
    """The fields of a word of the lexicon stay as long as it; those of a number are made anew each time."""
    return tuple(reading.fields.items()) if reading.category < len(DIGITS) else id(reading.fields)


def _gather(readings: Sequence[Reading]) -> Readings:
    if not readings:
        return NOTHING
    mask, most = 0, NONE
    for reading in readings:
        mask |= 1 << reading.category
        if reading.flags and (len(reading.flags), sorted(reading.flags)) > (len(most), sorted(most)):
            most = reading.flags
    return Readings(mask, tuple(readings), most, next(_CODES))


def _read_digits(word: Word, length: int, flags: frozenset[str]) -> list[Reading]:
    """What a number in digits can be."""
    number, digits = word.number or 0, len(word.text)
    readings: list[Reading] = []
    if digits <= 6:
        readings.append(Reading(length, INT, {"number": number}, flags))
    if digits <= 2 and 1 <= number <= 31:
        readings.append(Reading(length, DAY, {"day": number}, flags))
    if digits <= 2 and 1 <= number <= 12:
        readings.append(Reading(length, MONTH, {"month": number}, flags))
    if digits == 4 and 1000 <= number <= 2199:
        readings.append(Reading(length, YEAR, {"year": number}, flags))
        if 1900 <= number <= 2100 and number % 100:
            readings.append(Reading(length, YEAR_BARE, {"year": number}, flags))
    if digits == 4 and 5000 <= number <= 5999:
        readings.append(Reading(length, YEAR_HEBREW, {"year": number}, flags))
    if digits == 2:
        year = 2000 + number if number < 70 else 1900 + number
        readings.append(Reading(length, YEAR_TWO, {"year": year}, flags))
    return readings


def read_lexicon(pack: Pack, quoted: Sequence[str]) -> Lexicon:
    """The lexicon of a pack; `quoted` are the words that its patterns name themselves.

    Raises:
        PackError: a category of the wrong shape, or a CLDR locale that Babel does not know.
    """
    times, where = pack.times, f"languages/{pack.language}/times.yaml"
    folds = {ord(a): b for a, b in times.get("folds", {}).items()}
    marks = _read_marks(times.get("marks", {}), where)
    folder = Folder(folds, read_clitics(times.get("clitics", [])), marks.token(), marks.folds())
    root = Node()
    numbers = {category: number for number, category in enumerate(DIGITS)}
    for category, section in times.get("lexicon", {}).items():
        number = numbers.setdefault(category, len(numbers))
        clitics, capital = frozenset(section.get("clitics", ())), bool(section.get("capital", False))
        for fields, phrases in _read_entries(section, f"{where}: {category}"):
            for phrase in phrases:
                _add(root, folder, phrase, Entry(number, fields, clitics, capital))
    allowed = frozenset(times.get("quoted_clitics", ()))
    for phrase in quoted:
        number = numbers.setdefault(f"'{phrase}'", len(numbers))
        _add(root, folder, phrase, Entry(number, {}, allowed, False))
    return Lexicon(folder, root, numbers)


def _read_marks(section: Mapping[str, Any], where: str) -> Marks:
    try:
        return Marks(**{**section, "endings": tuple(map(str, section.get("endings", ())))})
    except TypeError as error:
        raise PackError(f"{where}: marks: {error}") from error


def _add(root: Node, folder: Folder, phrase: str, entry: Entry) -> None:
    node = root
    for word in folder.words(str(phrase)).all:
        node = node.children.setdefault(word.form, Node())
    if entry not in node.entries:
        node.entries.append(entry)


def _read_entries(section: Mapping[str, Any], where: str) -> Iterator[tuple[Fields, list[str]]]:
    """(value, phrases) of a category: `cldr` names, `words` by the value of `field`, `entries` with several fields, plain `list`."""
    field_name = str(section.get("field"))
    for key, phrases in (section.get("words") or {}).items():
        value = [key, key] if field_name == "count" else key
        yield read_fields({field_name: value}, where), _as_list(phrases)
    for entry in section.get("entries") or ():
        if not isinstance(entry, dict) or "in" not in entry:
            raise PackError(f"{where}: an entry needs 'in'")
        yield read_fields({k: v for k, v in entry.items() if k != "in"}, where), _as_list(entry["in"])
    if "list" in section:
        yield {}, _as_list(section["list"])
    for source in section.get("cldr") or ():
        yield from _read_cldr(source, where)


def _read_cldr(source: Mapping[str, Any], where: str) -> Iterator[tuple[Fields, list[str]]]:
    """Month or weekday names: `{names: months, locale: ar_SY, width: wide, without: [May]}`."""
    try:
        locale = Locale.parse(source["locale"])
    except (UnknownLocaleError, ValueError, KeyError) as error:
        raise PackError(f"{where}: {error}") from error
    names, width = str(source.get("names", "months")), str(source.get("width", "wide"))
    table = locale.months if names == "months" else locale.days
    without, only = set(source.get("without", ())), source.get("only")
    for context in ("format", "stand-alone"):
        for number, name in sorted(dict(table[context][width]).items()):
            plain = str(name).rstrip(".")
            if plain not in without and (only is None or plain in only):
                key = "month" if names == "months" else "weekday"
                yield read_fields({key: int(number)}, where), [plain]


def _as_list(phrases: Any) -> list[str]:
    return [str(p) for p in (phrases if isinstance(phrases, list) else [phrases])]
