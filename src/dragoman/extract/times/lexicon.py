"""The words of a pack's `times.yaml`, month and weekday names from CLDR, and numbers in digits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from babel import Locale, UnknownLocaleError

from dragoman.errors import PackError
from dragoman.extract.times.values import Value, read_value
from dragoman.extract.times.words import Folder, Word, read_clitics
from dragoman.pack import Pack

DIGITS = frozenset({"int", "day_num", "month_num", "year_num", "year_bare", "year_two"})
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    category: str
    value: Value
    clitics: frozenset[str]
    capital: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """Words up to `last` are of `category`, say `value`, and begin with the clitics `flags`."""

    last: int
    category: str
    value: Value
    flags: frozenset[str]


@dataclass(slots=True)
class Node:
    children: dict[str, Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A tree of folded words, and how words are folded."""

    folder: Folder
    root: Node
    categories: frozenset[str]

    def read(self, words: Sequence[Word], at: int) -> tuple[Reading, ...]:
        """Every reading of the words that begin at `at`."""
        word = words[at]
        if word.number is not None:
            return (*_read_digits(word, at, NONE), *self.walk(words, at, word.form, NONE))
        readings = [r for form, flags in self.folder.splits(word.form) for r in self.walk(words, at, form, flags)]
        return (*readings, *self.read_prefixed(words, at))

    def walk(self, words: Sequence[Word], at: int, form: str, flags: frozenset[str]) -> Iterator[Reading]:
        node = self.root.children.get(form)
        last = at + 1
        while node is not None:
            for entry in node.entries:
                if flags <= entry.clitics and (not entry.capital or words[at].text[:1].isupper()):
                    yield Reading(last, entry.category, entry.value, flags)
            if last >= len(words) or words[last].breaks:
                return
            node = node.children.get(words[last].form)
            last += 1

    def read_prefixed(self, words: Sequence[Word], at: int) -> Iterator[Reading]:
        """A number with a clitic before it, with or without a hyphen: the number's readings, one or two words longer."""
        flags = self.folder.clitics.get(words[at].form)
        number = at + 1
        if flags is None or number >= len(words):
            return
        if words[number].form == "-" and words[number].glued:
            number += 1
        if number < len(words) and words[number].glued and words[number].number is not None:
            yield from _read_digits(words[number], number, flags)


def _read_digits(word: Word, at: int, flags: frozenset[str]) -> Iterator[Reading]:
    """What a number in digits can be."""
    number, digits, last = word.number or 0, len(word.text), at + 1
    if digits <= 6:
        yield Reading(last, "int", Value(number=number), flags)
    if digits <= 2 and 1 <= number <= 31:
        yield Reading(last, "day_num", Value(day=number), flags)
    if digits <= 2 and 1 <= number <= 12:
        yield Reading(last, "month_num", Value(month=number), flags)
    if digits == 4 and 1000 <= number <= 2199:
        yield Reading(last, "year_num", Value(year=number), flags)
        if 1900 <= number <= 2100 and number % 100:
            yield Reading(last, "year_bare", Value(year=number), flags)
    if digits == 2:
        yield Reading(last, "year_two", Value(year=2000 + number if number < 70 else 1900 + number), flags)


def read_lexicon(pack: Pack, quoted: Sequence[str]) -> Lexicon:
    """The lexicon of a pack; `quoted` are the words that its patterns name themselves.

    Raises:
        PackError: a category of the wrong shape, or a CLDR locale that Babel does not know.
    """
    times, where = pack.times, f"languages/{pack.language}/times.yaml"
    folds = {ord(a): b for a, b in times.get("folds", {}).items()}
    folder = Folder(folds, read_clitics(times.get("clitics", [])))
    root = Node()
    categories = set(DIGITS)
    for category, section in times.get("lexicon", {}).items():
        categories.add(category)
        clitics, capital = frozenset(section.get("clitics", ())), bool(section.get("capital", False))
        for value, phrases in _read_entries(section, f"{where}: {category}"):
            for phrase in phrases:
                _add(root, folder, phrase, Entry(category, value, clitics, capital))
    allowed = frozenset(times.get("quoted_clitics", ()))
    for phrase in quoted:
        _add(root, folder, phrase, Entry(f"'{phrase}'", Value(), allowed, False))
    return Lexicon(folder, root, frozenset(categories))


def _add(root: Node, folder: Folder, phrase: str, entry: Entry) -> None:
    node = root
    for word in folder.words(str(phrase)):
        node = node.children.setdefault(word.form, Node())
    if entry not in node.entries:
        node.entries.append(entry)


def _read_entries(section: Mapping[str, Any], where: str) -> Iterator[tuple[Value, list[str]]]:
    """(value, phrases) of a category: `cldr` names, `words` by the value of `field`, `entries` with several fields, plain `list`."""
    field_name = str(section.get("field"))
    for key, phrases in (section.get("words") or {}).items():
        value = [key, key] if field_name == "count" else key
        yield read_value({field_name: value}, where), _as_list(phrases)
    for entry in section.get("entries") or ():
        if not isinstance(entry, dict) or "in" not in entry:
            raise PackError(f"{where}: an entry needs 'in'")
        yield read_value({k: v for k, v in entry.items() if k != "in"}, where), _as_list(entry["in"])
    if "list" in section:
        yield Value(), _as_list(section["list"])
    for source in section.get("cldr") or ():
        yield from _read_cldr(source, where)


def _read_cldr(source: Mapping[str, Any], where: str) -> Iterator[tuple[Value, list[str]]]:
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
                yield read_value({key: int(number)}, where), [plain]


def _as_list(phrases: Any) -> list[str]:
    return [str(p) for p in (phrases if isinstance(phrases, list) else [phrases])]
