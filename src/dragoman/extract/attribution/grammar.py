"""What a pack says of attribution (`speech.yaml`), compiled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman.errors import PackError
from dragoman.extract.words import fold, stems
from dragoman.pack import Pack

Phrases = tuple[tuple[str, ...], ...]

REQUIRED = ("verbs", "participles", "impersonal", "complementisers", "according", "contrast", "document", "post")


@dataclass(frozen=True, slots=True)
class SpeechGrammar:
    """Folded words and phrases of attribution.

    `verbs` are stems of verbs that tell what follows; `weak` those that tell only before "that", a colon or a quotation; `plain` whole forms;
    `participles` whole forms that go on for the subject of their sentence; `impersonal` forms without a speaker ("it was reported").
    `according` are phrases before a source (a last letter alone is written onto it), `own` phrases that mean "according to the same",
    `relying` those of `according` that name on whom a speaker relies ("citing"). `clause` are words
    that open what was said; `contrast` those that open a clause of another voice; `resumes` those with which what was said goes on behind its
    speaker; `onward` those that carry an outlet behind a source ("who spoke to"); `narrative` phrases with which a telling goes on.
    `document` and `post` are the nouns of those kinds of source, `vague` nouns that are no source beside an outlet ("a report").
    `citing` are stems of verbs whose object is a source ("quoted two officials"). `papers` are nouns for outlets ("the newspaper"), `papers_tell` stems of
    verbs by which a document tells ("names", "proposes"), `reports` nouns
    for what they print ("the report added"), `definite` words that mark what was named before, `article` what is written onto such a word,
    `hides_article` the slots whose letters swallow it.
    `through` are words by which an outlet stands behind a paper ("obtained by"), `own_outlet` phrases for the outlet in which the report stands
    ("our correspondent"), `expletive` subjects that stand for nobody ("it is said"), `personal` pronouns that never mean a body.
    `again` are words that name some of the sources before ("one of them"), `interview` nouns of an occasion on which an outlet is spoken to,
    `anonymity` phrases of that condition, `stakes` words that tell a source's side. `places_speak`: a capital stands for a government ("in
    Jerusalem they say"); `dateline_is_source`: an agency in a dateline is a source; `bare_objects`: what was said may be a noun alone, after any
    verb; `bare`: after these. `background` are phrases of speech with which the report itself tells what is known ("it should be noted that"),
    `passive_marks` vowel signs that are written only to tell a passive. `refuting` are stems of verbs that deny an account, `accounts` nouns for one
    beside `reports` ("claim", "rumours").
    """

    verbs: frozenset[str]
    weak: frozenset[str]
    plain: frozenset[str]
    participles: frozenset[str]
    impersonal: frozenset[str]
    according: Phrases
    own: Phrases
    relying: Phrases
    clause: frozenset[str]
    contrast: frozenset[str]
    resumes: frozenset[str]
    onward: frozenset[str]
    document: frozenset[str]
    post: frozenset[str]
    vague: frozenset[str]
    interview: frozenset[str]
    again: frozenset[str]
    citing: frozenset[str]
    papers: frozenset[str]
    papers_tell: frozenset[str]
    reports: frozenset[str]
    definite: frozenset[str]
    article: frozenset[str]
    hides_article: frozenset[str]
    own_outlet: Phrases
    through: frozenset[str]
    expletive: frozenset[str]
    personal: frozenset[str]
    narrative: Phrases
    anonymity: Phrases
    stakes: tuple[tuple[str, frozenset[str]], ...]
    places_speak: bool
    dateline_is_source: bool
    speaker_first: bool
    bare: frozenset[str]
    bare_objects: bool
    background: Phrases
    passive_marks: frozenset[str]
    refuting: frozenset[str]
    accounts: frozenset[str]


@cache
def speech_grammar(pack: Pack) -> SpeechGrammar:
    """The attribution grammar of a pack.

    Raises:
        PackError: a key that the grammar needs is missing.
    """
    data = pack.speech
    missing = [key for key in REQUIRED if key not in data]
    if missing:
        raise PackError(f"languages/{pack.language}/speech.yaml: no {', '.join(missing)}")

    def words(key: str) -> frozenset[str]:
        value = data.get(key) or ()
        return frozenset(fold(w, pack) for w in (value.split() if isinstance(value, str) else value))

    def phrases(key: str) -> Phrases:
        found = {tuple(fold(w, pack) for w in str(p).split()) for p in data.get(key) or ()}
        return tuple(sorted(found, key=lambda p: (-len(p), p)))

    return SpeechGrammar(
        verbs=words("verbs"),
        weak=words("weak"),
        plain=words("plain"),
        bare=words("bare"),
        participles=words("participles"),
        impersonal=words("impersonal"),
        according=phrases("according"),
        own=phrases("according_self"),
        relying=phrases("relying"),
        clause=words("complementisers"),
        contrast=words("contrast"),
        resumes=words("resumes"),
        onward=words("onward"),
        document=words("document"),
        post=words("post"),
        vague=words("vague"),
        interview=words("interview"),
        again=words("again"),
        citing=words("citing"),
        papers=words("papers"),
        papers_tell=words("papers_tell"),
        reports=words("reports"),
        definite=words("definite"),
        article=words("article"),
        hides_article=frozenset(data.get("hides_article") or ()),
        own_outlet=phrases("own_outlet"),
        through=words("through"),
        expletive=words("expletive"),
        personal=words("personal"),
        narrative=phrases("narrative"),
        anonymity=phrases("anonymity"),
        stakes=tuple(sorted((side, _folded(ws, pack)) for side, ws in (data.get("stakes") or {}).items())),
        places_speak=bool(data.get("places_speak", False)),
        dateline_is_source=bool(data.get("dateline_is_source", False)),
        speaker_first=pack.pack["order"] == "SVO",
        background=phrases("background"),
        passive_marks=frozenset(data.get("passive_marks") or ()),
        refuting=words("refuting"),
        accounts=words("accounts"),
        bare_objects=bool(data.get("bare_objects", False)),
    )


def _folded(words: Iterable[str], pack: Pack) -> frozenset[str]:
    return frozenset(fold(w, pack) for w in words)


@cache
def is_speech_form(word: str, pack: Pack, weak: bool = False) -> bool:
    """Whether a word, inflected, is a verb of speech; `weak`: one that tells only where "that", a colon or a quotation follows it."""
    grammar = speech_grammar(pack)
    if weak:
        return fold(word, pack) not in grammar.plain and _is_inflected(word, grammar.weak, grammar.verbs, pack)
    return fold(word, pack) in grammar.plain or any(
        s in grammar.verbs or s in grammar.weak for s in stems(word, False, pack)
    )


def _is_inflected(word: str, weak: frozenset[str], strong: frozenset[str], pack: Pack) -> bool:
    found = stems(word, False, pack)
    return any(s in weak for s in found) and not any(s in strong for s in found)
