"""Short names of bodies inside one report: letters in brackets or behind a comma after the name ("the Liberation Front (LFS)"), and one word of it alone
("the Tigers" after "the Liberation Tigers")."""

from __future__ import annotations

import re

from dragoman.knowledge_base import fold_words
from dragoman.knowledge_base.folding import strip_article
from dragoman.link.names.description import is_common
from dragoman.link.names.gloss import is_latin
from dragoman.link.names.referents import Referent
from dragoman.link.names.report import Report
from dragoman.model import EntityKind, Mention, MentionForm, Span

_LETTERS = re.compile(r"[\s\"'”»]*(?:[(\[]|,)\s*((?:[^\W\d_]\.?){2,6})(?=[)\],.\s])")
_BODIES = (EntityKind.ORGANISATION, EntityKind.COUNTRY)
_TWO = 2


def join_short_bodies(report: Report) -> None:
    """Let the short names of bodies in a report mean what the long ones do; what is known of either is known of both."""
    short: dict[str, Referent] = {}
    for span, mention in sorted(report.mentions.items()):
        if not _is_body(mention) or mention.kind is not EntityKind.ORGANISATION or span not in report.referents:
            continue
        found = _LETTERS.match(report.text, span.end)
        letters = found[1].replace(".", "") if found is not None else ""
        if letters.isupper() and letters.casefold() != letters and len(fold_words(mention.name)) >= _TWO:
            _join(report, letters, span, short)
    _join_words(report, short)
    for span, mention in report.mentions.items():
        own = report.referents.get(span)
        meant = short.get(_key(mention.name, report.language)) if _is_body(mention) and own is not None else None
        if meant is not None and own is not None and not own.target.known and own.target != meant.target:
            report.referents[span] = Referent(meant.target, meant.english, (f"short for {meant.english}",))


def _join(report: Report, letters: str, body: Span, short: dict[str, Referent]) -> None:
    """Note what the letters behind a body's name mean; a known body of these letters is the one that the name means."""
    key = _key(letters, report.language)
    same = (s for s, m in sorted(report.mentions.items()) if _is_body(m) and _key(m.name, report.language) == key)
    known = next((r for s in same if (r := report.referents.get(s)) is not None and r.target.known), None)
    own = report.referents[body]
    if known is None:
        short.setdefault(key, own)
    elif not own.target.known:
        report.referents[body] = Referent(known.target, known.english, (f"{letters} behind it",))


def _join_words(report: Report, short: dict[str, Referent]) -> None:
    """Note single words that exactly one longer name of a body in the report holds, in a script with case, where the report has no place or person of that
    name."""
    others = (
        m for m in report.mentions.values() if m.form is MentionForm.NAME and m.kind is not EntityKind.ORGANISATION
    )
    taken = {word for m in others for word in fold_words(m.name)}
    named = [(m, r) for s, m in report.mentions.items() if _is_body(m) and (r := report.referents.get(s)) is not None]
    longer = {r.target: r for m, r in named if len(_words(m.name, report.language)) >= _TWO}
    holding: dict[str, set[Referent]] = {}
    for m, r in named:
        words = _words(m.name, report.language)
        for word in set(words) if len(words) >= _TWO and m.kind is EntityKind.ORGANISATION else ():
            holding.setdefault(word, set()).add(longer[r.target])
    for mention, referent in named:
        words = _words(mention.name, report.language)
        meant = holding.get(words[0], set()) if len(words) == 1 and words[0] not in taken else set()
        if len({r.target for r in meant}) == 1 and not referent.target.known and _is_own_word(mention, report.language):
            short.setdefault(_key(mention.name, report.language), next(iter(sorted(meant, key=lambda r: r.target))))


def _words(name: str, language: str) -> tuple[str, ...]:
    words = tuple(strip_article(w, language) for w in fold_words(name))
    return words[1:] if words[:1] == ("the",) else words


def _key(name: str, language: str) -> str:
    return " ".join(_words(name.replace(".", ""), language))


def _is_own_word(mention: Mention, language: str) -> bool:
    """Whether a name of one word shows by its capital that it is no common word."""
    return is_latin(mention.name) and not mention.name.split()[-1].islower() and not is_common(mention.name, language)


def _is_body(mention: Mention) -> bool:
    return mention.form is MentionForm.NAME and mention.kind in _BODIES and mention.antecedent is None
