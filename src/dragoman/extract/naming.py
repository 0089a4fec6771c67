"""What a name is called once clitics, honorifics and stray marks are taken off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dragoman.extract.words import Bare, bare_forms, fold, word_set
from dragoman.knowledge_base import Knowledge
from dragoman.knowledge_base.folding import strip_edges
from dragoman.pack import Pack


class NameCleaner:
    """Decides, with the whole document in view, which leading letters of a written name are clitics.

    A clitic comes off when the document (or the knowledge) has the name without it, or when the model flags one and no form with it is known.

    Args:
        names: the names as written in the document, repeated as often as they occur.
        knowledge: names known beforehand.
        pack: the data of the language.
    """

    def __init__(self, names: Iterable[str], knowledge: Knowledge, pack: Pack) -> None:
        self._pack = pack
        self._knowledge = knowledge
        self._first_words = Counter(fold(name.split()[0], pack) for name in names if name.split())

    def clean(self, written: str, flagged: int) -> str:
        """The name of `written`, empty when it is all marks; on its first word the model sees `flagged` clitics, the article aside."""
        words = [strip_edges(w) for w in strip_edges(written).split()]
        words = self._drop_honorifics([w for w in words if w])
        if not words:
            return ""
        first, *rest = words
        return " ".join([self._bare_first(first, rest, flagged), *rest])

    def _drop_honorifics(self, words: list[str]) -> list[str]:
        titles = word_set(self._pack, "pack", "honorifics")
        while len(words) > 1 and any(b.word in titles for b in bare_forms(words[0], self._pack)):
            words = words[1:]
        return words

    def _bare_first(self, first: str, rest: list[str], flagged: int) -> str:
        forms = bare_forms(first, self._pack)
        if len(forms) == 1:
            return first
        best, best_score = first, self._weight(forms[0].word, rest) + (0 if flagged else 1.5)
        for name, clitics in self._without_clitics(first, forms):
            # what the model sees weighs a little more than that the name, as written, stands here once
            seen = (1.0 if flagged else 0.0) + (0.5 if flagged == clitics else 0.0)
            score = self._weight(fold(name, self._pack), rest) + seen
            if score > best_score:
                best, best_score = name, score
        return best

    def _without_clitics(self, first: str, forms: Sequence[Bare]) -> list[tuple[str, int]]:
        """What the first word may be, and how many clitics were written onto it; an article stays, also where it has fused."""
        names: list[tuple[str, int]] = []
        for form in forms[1:]:
            name = strip_edges(first[-len(form.word) :])
            if not _is_article(form.clitics, self._pack):
                names.append((name, len(form.clitics)))
            elif len(forms[0].word) - len(form.word) < len("".join(form.clitics)):
                names.insert(0, (form.clitics[-1] + name, len(form.clitics) - 1))
        return [(name, clitics) for name, clitics in names if name and name != first]

    def _weight(self, word: str, rest: list[str]) -> float:
        return min(3, self._first_words[word]) + (4.0 if self._is_known(" ".join([word, *rest])) else 0.0)

    def _is_known(self, name: str) -> bool:
        """Whether the name is known exactly as it stands (look-up alone would try its prefixes)."""
        language = self._pack.language
        wanted = fold(name, self._pack)
        found = self._knowledge.lookup(name, language)
        return any(fold(n, self._pack) == wanted for entry in found for n in entry.names_in(language))


def _is_article(clitics: tuple[str, ...], pack: Pack) -> bool:
    """Whether nothing but the article came off: it is part of a name."""
    article = {fold(c, pack) for c in pack.pack["proclitics"][-1]} if pack.pack["proclitics"] else set()
    return bool(clitics) and clitics[-1] in article
