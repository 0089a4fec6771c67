"""Attributions of a document: chains of sources with the words that they cover, and the chain over a predicate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.extract.attribution.addressing import without_listener
from dragoman.extract.attribution.beside import main_clause
from dragoman.extract.attribution.cues import (
    SEMICOLONS,
    Cue,
    CueKind,
    clause_follows,
    find_cues,
    in_background,
    is_citing,
    is_denied,
    is_relying,
    is_stop,
    is_told_of,
    only_cites,
    opens_clause,
)
from dragoman.extract.attribution.grammar import is_speech_form, speech_grammar
from dragoman.extract.attribution.links import nouns_of, outlets_first, source_from
from dragoman.extract.attribution.listeners import HUMAN, is_listener
from dragoman.extract.attribution.nesting import cited_by, nested, told_on, with_inner
from dragoman.extract.attribution.papers import with_papers
from dragoman.extract.attribution.phrases import read_phrase
from dragoman.extract.attribution.quotations import is_only_quotation, over_sentences
from dragoman.extract.attribution.referring import introduces, is_known, is_nameless, is_own, is_report, resolved
from dragoman.extract.attribution.refuting import is_refuted
from dragoman.extract.attribution.scope import find_scope
from dragoman.extract.attribution.through import occasion_outlets
from dragoman.extract.attribution.unsaid import leaves_open
from dragoman.extract.attribution.voices import GOES_ON, Attribution, find_chain, outside_quotations
from dragoman.extract.predicates import Predicate
from dragoman.extract.reading import Reading
from dragoman.extract.slots import is_passive
from dragoman.extract.words import bare_forms
from dragoman.model import Mention, MentionForm, Source, SourceKind
from dragoman.vocabulary import event_kinds

# what the model says of a source counts from this probability on: alone, and beside a chain by the rules (an outlet, a speaker)
ALONE = 0.3
BESIDE = {True: 0.4, False: 0.9}
# what it says of a source in another sentence than the event's counts from this probability on
ELSEWHERE = 0.9


def find_attributions(reading: Reading) -> list[Attribution]:
    """All attributions of a document, in text order.

    Args:
        reading: the document with its mentions set.
    """
    found: list[Attribution] = []
    numbers = [n for n, s in enumerate(reading.sentences) if not reading.is_furniture(s.span)]
    for number in numbers:
        cues = with_papers(reading, number, find_cues(reading, number))
        here: list[Attribution] = []
        for cue in cues:
            holder = next((a for a in here if a.hole[0] <= cue.token < a.hole[1] and a.cue != cue.token), None)
            if holder is not None and cue.kind is not CueKind.PARTICLE and not is_citing(reading, cue.token):
                continue
            attribution = _read_cue(reading, number, cue, cues, found + here)
            if attribution is None:
                continue
            attribution = told_on(attribution, here)
            outer = holder or cited_by(reading, attribution, here)
            if outer is not None:
                here[here.index(outer)] = with_inner(outer, attribution)
            elif cue.kind is CueKind.PARTICLE or not only_cites(reading, cue.token):
                here.append(attribution)
        here = _cut_at_other_voices(reading, nested(reading, here))
        if further := _goes_on(reading, number, found, here):
            here = [further, *here]
        found.extend(_with_surroundings(here))
    return over_sentences(reading, found)


def _with_surroundings(here: Sequence[Attribution]) -> list[Attribution]:
    """Each attribution of a sentence with the chain of those that stand around it."""
    full = []
    for a in here:
        around = [b for b in here if b is not a and b.chain != a.chain and b.covers(a.at) and _width(b) >= _width(a)]
        wide = sorted(around, key=lambda b: (-_width(b), b.cue))
        full.append(replace(a, told=outlets_first((*(s for b in wide for s in b.chain), *a.chain))))
    return full


def _width(attribution: Attribution) -> int:
    return attribution.last - attribution.first


def _read_cue(
    reading: Reading, number: int, cue: Cue, cues: Sequence[Cue], before: list[Attribution]
) -> Attribution | None:
    phrase = read_phrase(reading, cue, cues)
    chain, why = find_chain(reading, number, cue, phrase, before)
    if not chain:
        return None
    first, last = find_scope(reading, number, cue, phrase, cues)
    hole = (phrase.first, phrase.last)
    if why == GOES_ON and _tells_own_deeds(reading, number, cue):
        first, hole = reading.sentences[number].first, (cue.first, cue.last)
    return Attribution(first, last, cue.token, chain, why, hole, addressees=phrase.addressees)


def _tells_own_deeds(reading: Reading, number: int, cue: Cue) -> bool:
    """Whether the last speaker is the subject of the whole sentence ("He condoled with them, and told that ...")."""
    word = reading.tokens[cue.token]
    if word.relation != "conj" or word.head < reading.sentences[number].first:
        return False
    subjects = [c for c in reading.children[word.head] if reading.tokens[c].relation == "nsubj"]
    return bool(subjects) and all(reading.tokens[c].upos == "PRON" for c in subjects)


def _cut_at_other_voices(reading: Reading, here: list[Attribution]) -> list[Attribution]:
    """A scope ends where another speaker's clause begins after "but", "while" or a semicolon."""
    grammar = speech_grammar(reading.pack)
    cut = []
    for a in here:
        for b in here:
            start = b.hole[0]
            if b is a or not a.first < start < a.last or a.hole[0] >= start or b.why == GOES_ON:
                continue
            previous = reading.tokens[start - 1]
            divided = (
                previous.text in SEMICOLONS
                or reading.folded[start - 1] in grammar.contrast
                or reading.folded[start] in grammar.contrast
                or previous.upos == "CCONJ"
                or "AND" in reading.tokens[start].clitics
            )
            if divided and b.chain[-1].name != a.chain[-1].name:
                a = replace(a, last=min(a.last, start))
        cut.append(a)
    return cut


def _goes_on(
    reading: Reading, number: int, before: list[Attribution], here: Sequence[Attribution]
) -> Attribution | None:
    """A sentence goes on for the last source when it goes on telling ("that same night ..."), or begins with a quotation mark and has no cue."""
    sentence = reading.sentences[number]
    previous = [a for a in before if number - reading.sentence_of(a.at) == 1]
    previous = outside_quotations(reading, sentence.first, previous) or previous
    if not previous:
        return None
    if not here and is_only_quotation(reading, number):
        return Attribution(sentence.first, sentence.last, -1, previous[-1].voices, "quotation goes on")
    told = [a for a in previous if a.voices[0].kind in {SourceKind.OUTLET, SourceKind.ANONYMOUS}]
    narrative = speech_grammar(reading.pack).narrative
    own = any(a.first <= sentence.first or reading.tokens[max(a.cue, 0)].relation == "root" for a in here if a.cue >= 0)
    if told and not own and any(_begins_with(reading, sentence.first, p) for p in narrative):
        return Attribution(sentence.first, sentence.last, -1, told[0].voices, "telling goes on")
    return None


def _begins_with(reading: Reading, first: int, phrase: tuple[str, ...]) -> bool:
    words = reading.folded[first : first + len(phrase)]
    if len(words) < len(phrase) or tuple(words[1:]) != phrase[1:]:
        return False
    return any(b.word == phrase[0] for b in bare_forms(reading.tokens[first].text, reading.pack))


# --- the chain over a predicate -----------------------------------------------------------------------------------


def chain_of(attributions: Sequence[Attribution], token: int) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The chain that covers a token, outermost first, and the rules that gave it: wider attributions stand outside narrower ones."""
    covering = [a for a in attributions if a.covers(token)]
    chain = [s for a in sorted(covering, key=lambda a: (a.first - a.last, a.cue)) for s in a.chain]
    return outlets_first(chain), tuple(dict.fromkeys(a.why for a in covering))


def _told_outlets(reading: Reading, attributions: Sequence[Attribution], token: int) -> list[Source]:
    """The outlets to which a statement was made, when the predicate is itself the attribution or joined to it ("told Sky News that ... and accused")."""
    word = reading.tokens[token]
    said = {token} | ({word.head} if word.relation == "conj" else set())
    own = (a for a in attributions if a.cue in said or a.hole[0] <= token < a.hole[1])
    sentence = reading.sentences[reading.sentence_of(token)].span
    found = [s for a in own for s in a.chain if s.kind is SourceKind.OUTLET and sentence.covers(s.span)]
    return found or [source_from(resolved(m, reading), reading) for m in occasion_outlets(reading, token)]


def _model_sources(
    reading: Reading, predicate: Predicate, attributions: Sequence[Attribution]
) -> list[tuple[Source, float]]:
    """The model's sources of a predicate with their probabilities, without the outlet of the report itself."""
    if predicate.reading is None:
        return []
    found = []
    if leaves_open(reading, predicate.token):
        return []
    listeners = [m.span for a in attributions for m in a.addressees if m.kind in HUMAN]
    sentence = reading.sentence_of(predicate.token)
    for argument in sorted(predicate.reading.arguments, key=lambda a: a.token):
        mention = reading.mention_at(argument.token)
        if argument.role != "source" or mention is None or mention.form in {MentionForm.PRONOUN, MentionForm.DEMONYM}:
            continue
        if is_own(mention, reading) or is_report(mention, reading) or is_listener(mention, reading):
            continue
        if any(span.overlaps(mention.span) for span in listeners) or _is_no_voice(reading, mention):
            continue
        if any(_speaks_beside(reading, a, predicate.token, mention) for a in attributions):
            continue
        at = reading.sentence_of(argument.token)
        elsewhere = argument.score >= ELSEWHERE and (at < sentence or _tells_of_before(reading, at))
        if at == sentence or elsewhere:
            found.append((source_from(without_listener(reading, resolved(mention, reading)), reading), argument.score))
    sources = [s for s, _ in found]
    return [(s, score) for s, score in found if not _is_class_beside(reading, s, sources)]


def _speaks_beside(reading: Reading, attribution: Attribution, token: int, mention: Mention) -> bool:
    """Whether a mention speaks in a clause of time only and a token stands in the main clause behind it, or the other way round."""
    speaks = any(s.span.overlaps(mention.span) for s in attribution.chain)
    after = attribution.cue < attribution.last <= token and speaks
    before = attribution.covers(token) and attribution.last <= mention.head
    if attribution.cue < 0 or not (after or before):
        return False
    end = reading.sentences[reading.sentence_of(attribution.cue)].last
    return main_clause(reading, attribution.cue, attribution.first, end) == attribution.last


def _is_no_voice(reading: Reading, mention: Mention) -> bool:
    """Whether a mention only is what a passive tells of, whose report is denied, or who is not cited ("without citing sources")."""
    if is_nameless(resolved(mention, reading), reading):
        return True
    tokens, word = reading.tokens_in(mention.span), reading.tokens[mention.head]
    passive = word.relation == "nsubj" and word.head >= 0 and is_passive(reading, word.head)
    if passive and not is_citing(reading, word.head) and is_speech_form(reading.tokens[word.head].text, reading.pack):
        return True
    raised = word.head >= 0 and reading.tokens[word.head].relation == "xcomp" and word.relation == "nsubj"
    if raised and mention.head < reading.tokens[word.head].head and is_told_of(reading, reading.tokens[word.head].head):
        return True
    uncited = any(is_relying(reading, i) and is_denied(reading, i) for i in range(max(0, tokens[0] - 2), tokens[0]))
    return uncited or is_refuted(reading, tokens[0], tokens[-1] + 1)


def _tells_of_before(reading: Reading, number: int) -> bool:
    """Whether a sentence only tells whose the words before it are ("So the committee announced by mail")."""
    sentence = reading.sentences[number]
    cue = next(iter(find_cues(reading, number)), None)
    headed = cue is not None and cue.kind is CueKind.PARTICLE and cue.first == sentence.first
    return headed and not any(is_stop(reading, i) for i in range(sentence.first, sentence.last))


def _is_class_beside(reading: Reading, source: Source, others: Iterable[Source]) -> bool:
    """Whether a source is only the class of an outlet that is named beside it."""
    mentions = (o.mention for o in others if o.mention is not None)
    return source.mention is not None and any(introduces(source.mention, m, reading) for m in mentions)


def _refers_back(reading: Reading, source: Source) -> bool:
    """Whether a source was spoken of before, so that what is known of it may hold here: by article, by reference, or by its name."""
    mention = source.mention
    if mention is None or mention.antecedent is not None or is_known(mention, reading):
        return True
    return any(m.name == mention.name and m.span.end <= mention.span.start for m in reading.mentions)


def _is_told_already(reading: Reading, source: Source, chain: Sequence[Source], token: int) -> bool:
    """Whether the model's source only repeats the chain: the first naming of an unnamed source, or a part of the title of a speaker."""
    tokens = reading.tokens_in(source.span)
    word = reading.tokens[source.mention.head] if source.mention is not None else None
    if word is not None and word.relation == "compound" and any(word.head in reading.tokens_in(s.span) for s in chain):
        return True
    if _is_class_beside(reading, source, chain) or _is_mere_report(reading, source, chain):
        return True
    if reading.sentence_of(tokens[0]) != reading.sentence_of(token):
        known = tokens[0] < token and _refers_back(reading, chain[-1])
        return not known or source.kind not in {SourceKind.OUTLET, SourceKind.PERSON}
    if source.kind is not SourceKind.OFFICE:
        return False
    starts = (reading.tokens_in(s.span)[0] for s in chain)
    return any(
        0 <= start - tokens[-1] - 1 <= 1 and all(reading.tokens[i].upos == "NOUN" for i in range(tokens[-1] + 1, start))
        for start in starts
    )


def _is_mere_report(reading: Reading, source: Source, chain: Sequence[Source]) -> bool:
    """Whether a source is no more than "a report" beside the outlet that printed it."""
    mention, reports = source.mention, speech_grammar(reading.pack).reports
    printed = any(s.kind is SourceKind.OUTLET for s in chain)
    return (
        mention is not None
        and printed
        and mention.form is MentionForm.NOMINAL
        and bool(nouns_of(mention, reading) & reports)
    )


def _impersonal(reading: Reading, token: int) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The words by which something is reported, nobody says by whom ("it was reported that"), as an unnamed source: the report does not vouch for it."""
    number = reading.sentence_of(token)
    for cue in find_cues(reading, number):
        if cue.kind is CueKind.IMPERSONAL:
            told = _is_told_by(reading, cue, token)
        else:
            told = cue.kind is CueKind.VERB and cue.token < token and _has_nobody(reading, cue.token)
            told = told and clause_follows(reading, cue.token)
            told = told or (cue.kind is CueKind.PARTICLE and _is_aside(reading, cue, token))
        if told:
            span = reading.span(cue.first, cue.last)
            text = span.of(reading.text)
            return (Source(SourceKind.ANONYMOUS, text, text, span),), (cue.kind.value,)
    return (), ()


def _is_told_by(reading: Reading, cue: Cue, token: int) -> bool:
    """Whether a token stands in what an impersonal verb tells: behind its "that", as its infinitive ("is said to have met"), or all before its mark."""
    if cue.token < token:
        raised = reading.tokens[token].relation == "xcomp" and reading.tokens[token].head == cue.token
        opened = any(opens_clause(reading, i) for i in range(cue.last, token + 1))
        return raised or opened or reading.tokens[cue.token].upos == "ADV" or _is_aside(reading, cue, token)
    below = reading.tokens[token].head == cue.token and reading.tokens[token].relation in {"ccomp", "parataxis"}
    return below and any(is_stop(reading, i) for i in range(token, cue.token))


def _is_aside(reading: Reading, cue: Cue, token: int) -> bool:
    """Whether an impersonal report stands aside before what it tells ("as was reported last week, ...")."""
    impersonal = speech_grammar(reading.pack).impersonal
    told = any(
        b.word in impersonal
        for i in range(cue.first, cue.last)
        for b in bare_forms(reading.tokens[i].text, reading.pack)
    )
    marked = any(reading.is_word(i, "speech", "as_told") for i in range(max(0, cue.first - 2), cue.last))
    passive = cue.kind is CueKind.IMPERSONAL and reading.tokens[cue.token].relation == "advcl"
    return marked and (told or passive) and any(is_stop(reading, i) for i in range(cue.last, token))


def _has_nobody(reading: Reading, verb: int) -> bool:
    """Whether a verb of speech has no subject of its own and none to share ("they told us that", where a language drops the pronoun)."""
    word = reading.tokens[verb]
    subjects = [c for c in reading.children[verb] if reading.tokens[c].relation in {"nsubj", "csubj"}]
    return word.upos == "VERB" and word.relation in {"root", "parataxis"} and not subjects


def read_chain(
    reading: Reading, predicate: Predicate, attributions: Sequence[Attribution]
) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The chain over a predicate, outermost first, by rules and model together, and which of them gave it.

    The rules know order, scope and who goes on speaking; the model adds sources that it is sure of, and speaks alone where no rule fires.

    Args:
        reading: the document with its mentions set.
        predicate: the words that report the event.
        attributions: who says which words, of the whole document.
    """
    chain, why = chain_of(attributions, predicate.token)
    if event_kinds()[predicate.type].speech and (told := _told_outlets(reading, attributions, predicate.token)):
        chain, why = outlets_first((*told, *chain)), (*why, "statement to an outlet")
    opinions = _model_sources(reading, predicate, attributions)
    if not chain and in_background(reading, predicate.token):
        return (), ()
    if not chain:
        chain = outlets_first(source for source, score in opinions if score >= ALONE)
        return (chain, ("model source",)) if chain else _impersonal(reading, predicate.token)
    sure = [
        s
        for s, score in opinions
        if score >= BESIDE[s.kind is SourceKind.OUTLET] and not _is_told_already(reading, s, chain, predicate.token)
    ]
    both = outlets_first((*chain, *sure))
    return both, (*why, "model source") if len(both) > len(chain) else why
