"""Sources that are no mentions: nouns that speak, what is joined to a source, a quoted name behind a noun for an outlet."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman import knowledge_base
from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.attribution.quotes import find_pairs, is_scare_quote
from dragoman.extract.counting import number_of
from dragoman.extract.reading import Reading
from dragoman.extract.words import bare_forms
from dragoman.model import EntityKind, Mention, MentionForm

# how many words a joined source may have that is no mention
JOINED = 3


def unmarked_source(reading: Reading, token: int) -> Mention | None:
    """A noun that speaks but is no mention of its own becomes one ("two relatives of the man")."""
    word = reading.tokens[token]
    if word.upos not in {"NOUN", "PROPN", "NUM", "ADJ", "DET"}:
        return None
    first = last = token
    for below in sorted(subtree(reading, token)):
        if reading.tokens[below].upos == "PUNCT" or reading.tokens[below].relation in {
            "acl",
            "appos",
            "conj",
            "parataxis",
        }:
            if below > token:
                break
            continue
        if (
            below < first
            and token - below < 5
            and reading.tokens[below].upos in {"DET", "NUM", "ADJ", "NOUN", "PROPN", "PRON", "ADV"}
        ):
            first = below
        elif below == last + 1 and last - first < 7:
            last = below
    if (outlet := _quoted_name(reading, token, last + 1)) is not None:
        return outlet
    span = reading.span(first, last + 1)
    text = span.of(reading.text)
    number = number_of(reading, first, last + 1)
    return Mention(span, text, EntityKind.GROUP, MentionForm.NOMINAL, text, token, number=number, why=("speaks",))


def _quoted_name(reading: Reading, noun: int, mark: int) -> Mention | None:
    """The name in quotation marks right behind a noun for an outlet, though it be no mention (`the opposition channel "Mtavari"`)."""
    papers = speech_grammar(reading.pack).papers
    if not any(b.word in papers for b in bare_forms(reading.tokens[noun].text, reading.pack)):
        return None
    close = next((last - 1 for first, last in find_pairs(reading) if first == mark), None)
    if close is None or not is_scare_quote(reading, mark) or close - mark < 2:
        return None
    span = reading.span(mark + 1, close)
    text = span.of(reading.text)
    return Mention(span, text, EntityKind.OUTLET, MentionForm.NAME, text, mark + 1, why=("speaks",))


def by_quoted_name(reading: Reading, mention: Mention) -> Mention:
    """The name in quotation marks right behind an outlet that is only called by its class (`the opposition's channel "X"`), though it be no mention."""
    tokens, papers = reading.tokens_in(mention.span), speech_grammar(reading.pack).papers
    mark = tokens[-1] + 1
    called = any(b.word in papers for b in bare_forms(reading.tokens[tokens[0]].text, reading.pack))
    close = next((last for first, last in find_pairs(reading) if first == mark), None)
    if not called or close is None or close - mark < 3 or not is_scare_quote(reading, mark):
        return mention
    span = reading.span(mark + 1, close - 1)
    text = span.of(reading.text)
    return Mention(span, text, EntityKind.OUTLET, MentionForm.NAME, text, mark + 1, why=("speaks",))


def reporting_name(reading: Reading, verb: int) -> Mention | None:
    """The name in quotation marks right behind a verb of speech at the end of what it tells (`..., reports "The Post"`), though it be no mention."""
    close = next((last for first, last in find_pairs(reading) if first == verb + 1), None)
    if close is None or not is_scare_quote(reading, verb + 1) or verb == 0 or reading.tokens[verb - 1].upos != "PUNCT":
        return None
    words = range(verb + 2, close - 1)
    if not words or any(reading.tokens[i].upos in {"VERB", "AUX", "ADP"} for i in words):
        return None
    span = reading.span(words[0], words[-1] + 1)
    text = span.of(reading.text)
    return Mention(span, text, EntityKind.OUTLET, MentionForm.NAME, text, words[0], why=("speaks",))


def quoted_outlet(reading: Reading, first: int, last: int) -> Mention | None:
    """The known outlet whose name in quotation marks is all of tokens [first, last) (`"The Post": ...`), though it be no mention."""
    if (first, last) not in find_pairs(reading) or last - first < 3:
        return None
    span = reading.span(first + 1, last - 1)
    text = span.of(reading.text)
    known = {e.kind for e in knowledge_base.load().lookup(text, reading.document.language)}
    return (
        Mention(span, text, EntityKind.OUTLET, MentionForm.NAME, text, first + 1, why=("speaks",))
        if EntityKind.OUTLET in known
        else None
    )


def telling_paper(reading: Reading, verb: int) -> Mention | None:
    """The paper or report that a clause with a verb of speech describes ("comment on a report that said that")."""
    word, grammar = reading.tokens[verb], speech_grammar(reading.pack)
    if not word.relation.startswith("acl"):
        return None
    papers = grammar.document | grammar.reports
    told = any(b.word in papers for b in bare_forms(reading.tokens[word.head].text, reading.pack))
    return (reading.mention_at(word.head) or unmarked_source(reading, word.head)) if told else None


def subtree(reading: Reading, token: int) -> Iterator[int]:
    """The token and all that hang below it."""
    stack = [token]
    while stack:
        at = stack.pop()
        yield at
        stack.extend(reading.children[at])


def before_joined(reading: Reading, first: int, mention: Mention) -> Mention | None:
    """What stands between a cue and "and X" is a source as X is, though it be no mention ("a witness and an official")."""
    start = reading.tokens_in(mention.span)[0]
    last = start if "AND" in reading.tokens[start].clitics else start - 1
    if last == start - 1 and reading.tokens[last].upos != "CCONJ":
        return None
    words = [reading.tokens[i].upos for i in range(first, last)]
    if not 1 <= len(words) <= JOINED or "NOUN" not in words or not set(words) <= {"NOUN", "ADJ", "PROPN", "ADP", "DET"}:
        return None
    span = reading.span(first, last)
    text = span.of(reading.text)
    return Mention(span, text, EntityKind.GROUP, MentionForm.NOMINAL, text, first, why=("speaks",))
