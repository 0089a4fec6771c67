"""Writes a name in Latin letters as the English-language press would: known parts from the lexicon, the rest by rule.

Scripts that leave vowels out get them by syllable: no word begins with two consonants, none has three in a row, unless the
word looks foreign to the script, where written vowels are all there are.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from dragoman.knowledge_base import fold, word_spans
from dragoman.link.names.joint import spell
from dragoman.link.names.lexicon import lexicon
from dragoman.link.names.tables import Script, joint_letters, prepare, script_of

_VOWELS = frozenset("aeiou")
_LONGEST_ENTRY = 3


@lru_cache(maxsize=16384)
def romanise(name: str, language: str) -> str:
    """A readable name in Latin letters; words that are in Latin letters already stay.

    Args:
        name: a name in any script, without clitics.
        language: the code of its language, for the lexicon.
    """
    words = [part for span in word_spans(name) for part in _split_by_script(span.of(name))]
    if not words or all(_is_latin(w) for w in words):
        return name.strip()
    parts: list[str] = []
    at = 0
    while at < len(words):
        length, latin = _from_lexicon(words, at, language)
        if not length:
            length, latin = 1, _romanise_word(words[at], at == 0)
        parts.append(latin)
        at += length
    return _join(parts)


def is_known_name(word: str, language: str) -> bool:
    """Whether the lexicon has this word, as it stands, for a name."""
    script = script_of(word)
    if script is None or fold(word) in script.particles:
        return False
    known = lexicon().latin
    return (fold(word),) in known.get(script.lexicon, known.get(language, {}))


def _split_by_script(word: str) -> list[str]:
    """A word in its runs of one script; what belongs to no script stays with the run before it."""
    parts: list[str] = []
    for character in word:
        script = script_of(character)
        if parts and (script is None or script is script_of(parts[-1])):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def _is_latin(word: str) -> bool:
    return not any(script.romanise.longest for script in map(script_of, word) if script is not None)


def _from_lexicon(words: list[str], at: int, language: str) -> tuple[int, str]:
    script = script_of(words[at])
    if script is None:
        return 0, ""
    # A report in Latin letters may quote a name in another script: that script's own lexicon knows it.
    known = lexicon().latin
    table = known.get(script.lexicon, known.get(language, {}))
    for length in range(min(_LONGEST_ENTRY, len(words) - at), 0, -1):
        key = tuple(fold(w) for w in words[at : at + length])
        if length == 1 and key[0] in script.particles and (at + 1 < len(words)):
            break
        if key in table:
            return length, table[key]
        bare = _without_article(key[0], script)
        if bare != key[0] and (bare, *key[1:]) in table:
            return length, script.article_latin + table[bare, *key[1:]].removeprefix(script.article_latin)
    return 0, ""


def _without_article(word: str, script: Script) -> str:
    article = script.article
    return word[len(article) :] if article and word.startswith(article) and len(word) >= len(article) + 2 else word


def _romanise_word(word: str, first: bool) -> str:
    script = script_of(word)
    if script is None or _is_latin(word):
        return word
    particle = script.particles.get(fold(word))
    if particle is not None:
        return particle[:1].upper() + particle[1:] if first else particle
    bare = _without_article(word, script)
    ruled = _spell(prepare(bare, _keeping_seats(script)), script, has_article=bare != word)
    latin = spell(joint_letters(bare, script), script.name, ruled) or ruled
    return (script.article_latin if bare != word else "") + latin[:1].upper() + latin[1:]


@lru_cache(maxsize=8)
def _keeping_seats(script: Script) -> Script:
    """The script with its spelling left as it is: the romanising rules tell the seats of hamza apart."""
    return replace(script, spelling={})


def _spell(word: str, script: Script, has_article: bool) -> str:
    units = [u for u in script.romanise.apply(word) if u]
    foreign = not has_article and _looks_foreign(word, units, script)
    sounds = _resolve_glides(units, script, foreign)
    return "".join(sounds if foreign else _add_vowels(sounds, script))


def _looks_foreign(word: str, units: list[str], script: Script) -> bool:
    if not script.native:
        return False
    written_vowels = sum(u in script.glides or u[0] in _VOWELS for u in units)
    return written_vowels >= 2 and not script.native.intersection(word)


def _resolve_glides(units: list[str], script: Script, foreign: bool) -> list[str]:
    out: list[str] = []
    for i, unit in enumerate(units):
        forms = script.glides.get(unit)
        if forms is None:
            out.append(unit)
            continue
        vowel_before = bool(out) and out[-1][-1] in _VOWELS
        following = units[i + 1] if i + 1 < len(units) else ""
        vowel_after = bool(following) and (following[0] in _VOWELS)
        if i == 0 or vowel_before or (vowel_after and not foreign):
            out.append(forms.get("foreign_consonant", forms["consonant"]) if foreign else forms["consonant"])
        else:
            out.append(forms["foreign" if foreign else "vowel"])
    return out


def _is_vowel(unit: str) -> bool:
    return unit[0] in _VOWELS


def _add_vowels(sounds: list[str], script: Script) -> list[str]:
    out: list[str] = []
    for i, unit in enumerate(sounds):
        last = i + 1 == len(sounds)
        if not _is_vowel(unit) and out and not _is_vowel(out[-1]):
            run_starts_word = len(out) == 1
            third = len(out) > 1 and not _is_vowel(out[-2])
            closes = last and len(out) > 1
            if run_starts_word or third or closes:
                out.append(_vowel_before(unit, closes and out[-2] == "a" and _was_written(sounds, i), last, script))
        out.append(unit)
    return out


def _vowel_before(unit: str, after_long: bool, last: bool, script: Script) -> str:
    """The vowel to write before a consonant that has none: Dermer, Khaled, Hasan."""
    vowels = script.epenthesis
    if last and unit == "r" and "before_final_r" in vowels:
        return vowels["before_final_r"]
    return vowels["after_long" if after_long else "default"]


def _was_written(sounds: list[str], last: int) -> bool:
    """Whether the vowel before the closing pair of consonants stands in the spelling."""
    return last >= 2 and _is_vowel(sounds[last - 2])


def _join(parts: list[str]) -> str:
    text = ""
    for part in parts:
        text += part if not text or text.endswith("-") else " " + part
    return text.strip("- ")
