"""Takes apart what was read as one name: a title before a name, the kind of outlet before its name, descriptions taken for names."""

from __future__ import annotations

from dataclasses import replace

from dragoman.knowledge_base import PIVOT, Knowledge, fold_words, without_possessive, word_spans
from dragoman.knowledge_base.folding import strip_article
from dragoman.link.names.description import Word, load_glosses, read_description
from dragoman.link.names.english import english_forms
from dragoman.link.names.gloss import is_title
from dragoman.link.names.romanise import is_known_name
from dragoman.model import EntityKind, Mention, MentionForm

_LONGEST_NAME = 5
_IN_A_NAME = ("unknown", "name", "noun", "adjective")


def settle(mention: Mention, language: str, knowledge: Knowledge, families: frozenset[str]) -> Mention:
    """A mention with its name alone as name and its title as office, and of the form that its words have.

    Args:
        mention: as extracted.
        language: of the document.
        knowledge: the knowledge base.
        families: folded family names of people whose full names the report has: such a word is a name, whatever else it may mean.
    """
    mention = replace(mention, name=without_possessive(mention.name))
    if mention.form is MentionForm.NAME and mention.kind is EntityKind.PERSON:
        return _settle_person(mention, language, knowledge, families)
    if mention.form is MentionForm.NAME and mention.antecedent is None and _is_no_name(mention, language, knowledge):
        return replace(mention, form=MentionForm.NOMINAL)
    if mention.form is MentionForm.NAME and mention.kind is EntityKind.ORGANISATION and mention.antecedent is None:
        words = read_description(mention.name, language) if len(word_spans(mention.name)) == 1 else ()
        is_noun = len(words) == 1 and words[0].part == "noun" and words[0].definite
        is_noun = is_noun and is_body_noun(words[0].english, language) and not knowledge.lookup(mention.name, language)
        return replace(mention, form=MentionForm.NOMINAL) if is_noun else mention
    if mention.form in (MentionForm.TITLE, MentionForm.NOMINAL) and mention.antecedent is None:
        split = split_title(mention.text, language)
        if split is not None:
            named = replace(mention, kind=EntityKind.PERSON, form=MentionForm.NAME, name=split[1])
            return replace(named, office=split[0])
    return mention


def _is_no_name(mention: Mention, language: str, knowledge: Knowledge) -> bool:
    """Whether what was taken for the name of a place, body or outlet is a common noun with its owner ("his country"), or one with an article that tells
    of what kind it is alone ("the news agency", "the region")."""
    words = read_description(mention.name, language)
    if len(words) != 1 or words[0].part != "noun" or knowledge.lookup(mention.name, language):
        return False
    forms = english_forms()
    kinds = forms.outlet_nouns if mention.kind is EntityKind.OUTLET else forms.land_nouns
    return bool(words[0].owner) or (bool(words[0].definite) and words[0].english in kinds)


def is_body_noun(noun: str, language: str) -> bool:
    """Whether an English noun is that of a class of bodies."""
    forms, glosses = english_forms(), load_glosses(language)
    return noun in forms.of_state | forms.outlet_nouns or (glosses is not None and noun in glosses.stand_for_body)


def is_of_people(word: Word, language: str) -> bool:
    """Whether a word is the noun of people or of a class of bodies, and of no outlet: what it begins describes ("the security forces", "a ministry")."""
    forms = english_forms()
    if word.part != "noun" or word.english in forms.outlet_nouns:
        return False
    return forms.may_bear(word.english) or is_body_noun(word.english, language)


def is_quality(text: str, language: str) -> bool:
    """Whether a text is nothing but common adjectives without an article ("decisive"): the name of nobody."""
    words = read_description(text, language)
    return bool(words) and all(
        w.part == "adjective" and not w.definite and not w.joined and w.english[:1].islower() for w in words
    )


def _settle_person(mention: Mention, language: str, knowledge: Knowledge, families: frozenset[str]) -> Mention:
    words = fold_words(mention.name)
    if words and words[-1] in families and len(words) == 1:
        return mention
    if mention.antecedent is not None:
        # Named after a longer name which itself was a description: its own words are the name.
        owned = _is_of_somebody(read_description(mention.name, language), mention.name, language)
        return replace(mention, name=mention.text, antecedent=None) if owned else mention
    split = split_title(mention.name, language)
    if split is not None:
        return replace(mention, name=split[1], office=mention.office or split[0])
    if is_title(mention.name, language) or knowledge.read_title(mention.name, language) is not None:
        return replace(mention, form=MentionForm.TITLE)
    if _is_of_somebody(read_description(mention.name, language), mention.name, language):
        return replace(mention, form=MentionForm.NOMINAL, kind=EntityKind.GROUP)
    return mention


def _is_of_somebody(words: tuple[Word, ...], name: str, language: str) -> bool:
    """Whether a common noun and a known person's name stand in it, and nothing else ("envoys of Trump")."""
    if len(words) < 2 or words[0].part != "noun" or is_known_name(word_spans(name)[0].of(name), language):
        return False
    named = [w for w in words[1:] if w.part == "name"]
    return bool(named) and all(w.part in ("name", "adjective") for w in words[1:])


def split_title(text: str, language: str) -> tuple[str, str] | None:
    """The title and the name in a text that begins with the noun of an office or a calling and ends in its bearer's name; None for any other text.

    The name after a chain of nouns is the bearer's only where an article, an owner or a proper name has closed the chain, and where no second
    noun in it may bear the name ("the envoy of the president Donald Trump").
    """
    words = read_description(text, language)
    forms = english_forms()
    if not words or words[0].part != "noun" or not forms.may_bear(words[0].english):
        return None
    at = next((i for i, w in enumerate(words) if _begins_name(w, text, language) and i), None)
    if at is None:
        return None
    head, tail = words[:at], words[at:]
    if head[-1].part == "link" or not _is_closed(head) or any(w.part not in _IN_A_NAME for w in tail):
        return None
    if any(forms.may_bear(w.english) and w.english not in forms.honorifics for w in head[1:] if w.part == "noun"):
        return None
    name = text[tail[0].start :].strip()
    count = len(word_spans(name))
    if count > _LONGEST_NAME or (count == 1 and tail[0].kind is not EntityKind.PERSON):
        return None
    return text[: tail[0].start].strip(), name


def describes_one(text: str, language: str) -> bool:
    """Whether a description is of one certain person, whose name may follow it ("his son", "the minister")."""
    words = read_description(text, language)
    if not words or words[0].part != "noun" or not english_forms().may_bear(words[0].english):
        return False
    return bool(words[0].definite or words[0].owner) and all(w.part in ("noun", "adjective") for w in words)


def _begins_name(word: Word, text: str, language: str) -> bool:
    if word.part == "name":
        return word.kind is EntityKind.PERSON
    if word.part != "unknown":
        return False
    written = word_spans(text[word.start :])[0].of(text[word.start :])
    folded = fold_words(written)[0]
    # An adjective that no table knows carries an article where a given name seldom does.
    return strip_article(folded, language) == folded or is_known_name(written, language)


def _is_closed(head: tuple[Word, ...]) -> bool:
    return bool(head[0].definite or head[0].owner or any(w.definite or w.part == "name" for w in head[1:]))


def outlet_core(name: str, language: str) -> str:
    """The name of an outlet without the nouns that say what it is ("the newspaper") and the adjectives of nations after it; itself when nothing is left."""
    if language == PIVOT:
        return _english_core(name)
    words = read_description(name, language)
    if words and is_of_people(words[0], language):
        return name
    first = 0
    while first < len(words) and words[first].part == "noun" and words[first].english in english_forms().outlet_nouns:
        first += 1
    rest = words[first:]
    while first and rest and rest[0].part == "adjective" and rest[0].definite:
        rest = rest[1:]
    if not rest or rest[0].part not in ("unknown", "name", "noun"):
        return name
    last = len(rest)
    # Without the noun, only an adjective with an article is none of the name's own words.
    while (
        last > 1
        and rest[last - 1].part == "adjective"
        and (first or (rest[last - 1].definite and not rest[0].definite))
    ):
        last -= 1
    if not first and last == len(rest):
        return name
    end = rest[last].start if last < len(rest) else len(name)
    core = name[rest[0].start : end]
    spans = word_spans(core)
    return core[: spans[-1].end] if spans else name


def _english_core(name: str) -> str:
    """The name behind the noun of an outlet with its article and adjectives ("the Arabic site Al-Shati"); itself where none stands before it."""
    spans = word_spans(name)
    at = next((i for i, s in enumerate(spans[:-1]) if s.of(name) in english_forms().outlet_nouns), None)
    if at is None or not name[: spans[0].end].islower() or not spans[at + 1].of(name)[:1].isupper():
        return name
    return name[spans[at + 1].start :]


def is_own_outlet(name: str, language: str) -> bool:
    """Whether a report calls its own outlet so ("our newspaper")."""
    words = read_description(name, language)
    return len(words) == 1 and words[0].owner == "our" and words[0].english in english_forms().outlet_nouns
