"""Sources that are named by reference: "the newspaper", "the report", "the two officials", "one of them", "this newspaper"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.attribution.grammar import speech_grammar
from dragoman.extract.attribution.links import is_outlet, nouns_of
from dragoman.extract.attribution.quotes import is_quote
from dragoman.extract.reading import Reading
from dragoman.extract.slots import slot_before
from dragoman.extract.words import bare_forms, fold, word_set
from dragoman.model import EntityKind, Mention, MentionForm

# how many tokens an article may stand before its noun
WIDEST = 4


def is_known(mention: Mention, reading: Reading) -> bool:
    """Whether a mention is definite: it begins with an article or a word for "the same", or is one of several named before."""
    grammar = speech_grammar(reading.pack)
    start = reading.tokens_in(mention.span)[0]
    if is_definite(start, reading) or (start > 0 and says_same(start - 1, reading)):
        return True
    return bool(nouns_of(mention, reading) & grammar.again)


def is_definite(token: int, reading: Reading) -> bool:
    """Whether a token is marked definite, is a word for what was named before, or has an article written onto a word for sources or one used before."""
    grammar = speech_grammar(reading.pack)
    if "DET" in reading.tokens[token].clitics or says_same(token, reading):
        return True
    if grammar.hides_article & reading.tokens[token].clitics and _is_bare(token, reading):
        return True
    nouns = grammar.papers | grammar.reports | grammar.document | word_set(reading.pack, "roles", "anonymous")
    forms = bare_forms(reading.tokens[token].text, reading.pack)
    articled = [f.word for f in forms if grammar.article & set(f.clitics)]
    return any(w in nouns or w in reading.folded[:token] for w in articled)


def _is_bare(token: int, reading: Reading) -> bool:
    """Whether a noun for an outlet or a paper has nothing behind it that says which."""
    nouns = speech_grammar(reading.pack).papers | speech_grammar(reading.pack).reports
    words = {b.word for b in bare_forms(reading.tokens[token].text, reading.pack)}
    return bool(words & nouns) and not any(
        c > token and reading.tokens[c].relation in {"amod", "compound", "nmod", "appos", "flat"}
        for c in reading.children[token]
    )


def says_same(token: int, reading: Reading) -> bool:
    """Whether a token is a word for what was named before ("the same")."""
    definite = speech_grammar(reading.pack).definite
    return any(b.word in definite for b in bare_forms(reading.tokens[token].text, reading.pack))


def is_only_same(mention: Mention, reading: Reading) -> bool:
    """Whether a mention is no more than a word for what was named before ("the same" without its noun)."""
    return all(says_same(t, reading) for t in reading.tokens_in(mention.span))


def tells_of_report(reading: Reading, first: int, last: int) -> bool:
    """Whether tokens [first, last) name a report told of before, though it be no mention ("according to the same report")."""
    reports = speech_grammar(reading.pack).reports
    return any(
        any(b.word in reports for b in bare_forms(reading.tokens[t].text, reading.pack))
        and (is_definite(t, reading) or (t > 0 and says_same(t - 1, reading)))
        for t in range(first, last)
    )


def is_report(mention: Mention, reading: Reading) -> bool:
    """Whether a mention is a report told of before ("the report adds"), which speaks with the voice of whoever told it."""
    if mention.form is not MentionForm.NOMINAL or is_outlet(mention, reading):
        return False
    tokens = reading.tokens_in(mention.span)
    return tells_of_report(reading, tokens[0], min(tokens[-1], tokens[0] + 1) + 1) and is_known(mention, reading)


def is_own(mention: Mention, reading: Reading) -> bool:
    """Whether a mention is the outlet in which the report stands ("told our correspondent")."""
    grammar = speech_grammar(reading.pack)
    tokens = reading.tokens_in(mention.span)
    start = tokens[0] - 1
    if start < 0 or reading.is_word(start, "speech", "first_person"):
        start = tokens[0]
    before = tuple(reading.folded[start : tokens[-1] + 1])
    return any(
        tuple(before[i : i + len(phrase)]) == phrase
        or (len(phrase) == 1 and any(b.word == phrase[0] for b in bare_forms(before[i], reading.pack)))
        for phrase in grammar.own_outlet
        for i in range(len(before))
    )


def whole(mention: Mention, reading: Reading) -> Mention:
    """A mention of an article or a number alone, widened to its noun ("a" in "a Caricom official")."""
    tokens = reading.tokens_in(mention.span)
    if mention.form is not MentionForm.NOMINAL or any(reading.tokens[t].upos not in {"DET", "NUM"} for t in tokens):
        return mention
    noun = reading.tokens[tokens[-1]].head
    if not 0 <= noun - tokens[-1] <= WIDEST or reading.tokens[noun].upos not in {"NOUN", "PROPN"}:
        return mention
    span = reading.span(tokens[0], noun + 1)
    text = span.of(reading.text)
    return replace(mention, span=span, text=text, name=text, head=noun)


def is_nameless(mention: Mention, reading: Reading) -> bool:
    """Whether somebody speaks to "the newspaper" where no outlet was named: nobody knows which, most often the report's own."""
    first = reading.tokens_in(mention.span)[0]
    addressed = slot_before(reading, first) == "TO" or "TO" in reading.tokens[first].clitics
    addressed = addressed or _is_written_to_paper(first, reading)
    return mention.antecedent is None and addressed and is_bare_class(mention, reading)


def _is_written_to_paper(token: int, reading: Reading) -> bool:
    """Whether the letter for "to" is written onto a noun for an outlet, though the model did not flag it."""
    pack, papers = reading.pack, speech_grammar(reading.pack).papers
    to = {fold(letter, pack) for letter, slot in pack.pack["clitic_slots"].items() if slot == "TO"}
    return any(b.word in papers and to & set(b.clitics) for b in bare_forms(reading.tokens[token].text, pack))


def is_class_of_outlet(mention: Mention, reading: Reading) -> bool:
    """Whether a mention begins with a noun for an outlet ("the agency Reuters")."""
    papers = speech_grammar(reading.pack).papers
    tokens = reading.tokens_in(mention.span)
    return any(b.word in papers for t in tokens[:2] for b in bare_forms(reading.tokens[t].text, reading.pack))


def introduces(one: Mention, other: Mention, reading: Reading) -> bool:
    """Whether a mention is only the class of an outlet that is named right beside it ("the Italian daily La Repubblica")."""
    if one.span.overlaps(other.span) or not is_outlet(other, reading) or is_bare_class(other, reading):
        return False
    if not nouns_of(one, reading) & speech_grammar(reading.pack).papers:
        return False
    first, second = sorted((one, other), key=lambda m: m.span)
    start = reading.tokens_in(second.span)[0]
    between = range(reading.tokens_in(first.span)[-1] + 1, start)
    described = all(is_quote(reading, i) or reading.tokens[i].upos == "ADJ" for i in between)
    return described and len(between) <= WIDEST and "AND" not in reading.tokens[start].clitics


def named_outlet(mention: Mention, reading: Reading) -> Mention | None:
    """The outlet that "the newspaper", "the site" means: the last one named before it, of the same class when its words say one."""
    grammar = speech_grammar(reading.pack)
    words = nouns_of(mention, reading)
    if mention.form is MentionForm.NAME and not is_bare_class(mention, reading):
        return None
    if not words & grammar.papers or not is_known(mention, reading):
        return None
    before = [
        m
        for m in reading.mentions
        if m.span.end <= mention.span.start and is_outlet(m, reading) and not is_bare_class(m, reading)
    ]
    alike = [m for m in before if words & _words_around(m, reading) & grammar.papers]
    return (alike or before)[-1] if before else None


def is_bare_class(mention: Mention, reading: Reading) -> bool:
    """Whether a mention is no more than "the newspaper"."""
    papers = speech_grammar(reading.pack).papers
    definite = speech_grammar(reading.pack).definite
    return all(
        any(b.word in papers or b.word in definite for b in bare_forms(reading.tokens[t].text, reading.pack))
        for t in reading.tokens_in(mention.span)
    )


def _words_around(mention: Mention, reading: Reading) -> set[str]:
    """The words of an outlet's name and the two before it ("the site of ...")."""
    tokens = reading.tokens_in(mention.span)
    return {
        b.word
        for t in range(max(0, tokens[0] - 2), tokens[-1] + 1)
        for b in bare_forms(reading.tokens[t].text, reading.pack)
    }


def unnamed_outlets(reading: Reading, first: int, last: int) -> list[Mention]:
    """Outlets among tokens [first, last) that are meant by a noun which is no mention of its own ("told the site")."""
    found = []
    for token in range(first, last):
        if reading.mention_at(token) is not None and "TO" not in reading.tokens[token].clitics:
            continue
        span = reading.tokens[token].span
        text = span.of(reading.text)
        mention = Mention(span, text, EntityKind.OUTLET, MentionForm.NOMINAL, text, token, why=("speaks",))
        if (outlet := named_outlet(mention, reading)) is not None:
            found.append(replace(mention, name=outlet.name, antecedent=outlet.antecedent or outlet.span))
    return found


def resolved(mention: Mention, reading: Reading) -> Mention:
    """The mention, named as the outlet that it means where it means one."""
    outlet = named_outlet(mention, reading)
    if outlet is None:
        return mention
    return replace(
        mention,
        name=outlet.name,
        kind=EntityKind.OUTLET,
        antecedent=outlet.antecedent or outlet.span,
        why=(*mention.why, "outlet named before"),
    )
