"""The words of a pack's `times.yaml`, month and weekday names from CLDR, and numbers in digits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from babel import Locale, UnknownLocaleError

from dragoman.errors import PackError
from dragoman.extract.times.values import Fields, read_fields
from dragoman.extract.times.words import Folder, Marks, Word, read_clitics
from dragoman.pack import Pack

DIGITS = ("int", "day_num", "month_num", "year_num", "year_bare", "year_two", "year_hebrew")
INT, DAY, MONTH, YEAR, YEAR_BARE, YEAR_TWO, YEAR_HEBREW = range(len(DIGITS))  # the numbers of these categories
NONE: frozenset[str] = frozenset()
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
    """All readings at one word, with the bit of each of their categories, and the flags of the one with the most clitics."""

    mask: int
    all: tuple[Reading, ...]
    flags: frozenset[str]


NOTHING = Readings(0, (), NONE)


@dataclass(slots=True)
class Node:
    children: dict[str, Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A tree of folded words, how words are folded, and the numbers of its categories.

    What a word can be on its own is remembered by its text; only where a phrase may go on are the words behind it asked.
    """

    folder: Folder
    root: Node
    numbers: Mapping[str, int]
    alone: dict[str, Readings] = field(default_factory=dict)
    starts: dict[str, tuple[tuple[Node, frozenset[str]], ...]] = field(default_factory=dict)

    def read(self, words: Sequence[Word], at: int) -> Readings:
        """Every reading of the words that begin at `at`."""
        text = words[at].text
        known = self.alone.get(text)
        if known is not None:
            return known
        starts = self.starts.get(text)
        if starts is None:
            starts = self._find_starts(words[at])
        readings = self._read(words, at, starts)
        if not any(node.children for node, _ in starts) and words[at].form not in self.folder.clitics:
            self.alone[text] = readings
        if len(self.alone) + len(self.starts) > KNOWN:
            self.alone.clear()
            self.starts.clear()
        return readings

    def _find_starts(self, word: Word) -> tuple[tuple[Node, frozenset[str]], ...]:
        """Where in the tree a word stands, whole and without each run of clitics that it may begin with."""
        children = self.root.children
        starts = tuple((children[rest], flags) for rest, flags in self.folder.splits(word.form) if rest in children)
        self.starts[word.text] = starts
        return starts

    def _read(self, words: Sequence[Word], at: int, starts: Sequence[tuple[Node, frozenset[str]]]) -> Readings:
        word = words[at]
        readings = [] if word.number is None else _read_digits(word, 1, NONE)
        for node, flags in starts:
            self._walk(words, at, node, flags, readings)
        clitics = self.folder.clitics.get(word.form)
        if clitics is not None:
            readings += self._read_prefixed(words, at, clitics)
        return _gather(readings)

    def _walk(
        self, words: Sequence[Word], at: int, node: Node | None, flags: frozenset[str], readings: list[Reading]
    ) -> None:
        """Add the readings of the words at `at`, of which the first leads to `node`."""
        last, count, capital = at + 1, len(words), words[at].text[:1].isupper()
        while node is not None:
            for entry in node.entries:
                if flags <= entry.clitics and (capital or not entry.capital):
                    readings.append(Reading(last - at, entry.category, entry.fields, flags))
            if not node.children or last >= count or words[last].breaks:
                return
            node = node.children.get(words[last].form)
            last += 1

    def _read_prefixed(self, words: Sequence[Word], at: int, flags: frozenset[str]) -> list[Reading]:
        """A number with a clitic before it, with or without a hyphen: the number's readings, one or two words longer."""
        number = at + 1
        if number < len(words) and words[number].form == "-" and words[number].glued:
            number += 1
        if number < len(words) and words[number].glued and words[number].number is not None:
            return _read_digits(words[number], number + 1 - at, flags)
        return []


def _gather(readings: Sequence[Reading]) -> Readings:
    if not readings:
        return NOTHING
    mask, most = 0, NONE
    for reading in readings:
        mask |= 1 << reading.category
        if reading.flags and (len(reading.flags), sorted(reading.flags)) > (len(most), sorted(most)):
            most = reading.flags
    return Readings(mask, tuple(readings), most)


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
    for word in folder.words(str(phrase)):
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
