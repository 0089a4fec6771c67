"""Decides for one mention that is no person's plain name what it refers to: a known entry, an office, a name, or something of its own report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dragoman.knowledge_base import PIVOT, Entry, Knowledge, fold_words, word_spans
from dragoman.knowledge_base.folding import strip_article, strip_prefixes
from dragoman.link.names.description import Names, read_description
from dragoman.link.names.english import english_forms
from dragoman.link.names.gloss import gloss, gloss_name, is_description, is_latin, stands_for_body
from dragoman.link.names.romanise import romanise
from dragoman.link.names.taking_apart import is_of_people, outlet_core
from dragoman.model import EntityKind, Mention, MentionForm, Span

# The office whose holder an administration is named after.
_HEAD = "president"
# Kinds whose names may begin with what kind of outlet it is: the model takes outlets for bodies.
_BY_CORE = (EntityKind.OUTLET, EntityKind.ORGANISATION)


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """What a mention refers to; equal targets are one entity.

    `key` is a knowledge id (`known`), or a language and folded name, or an office and its country. `document` is set for what means something in
    its own report only.
    """

    kind: str
    key: tuple[str, ...]
    document: str = ""
    known: bool = False


# kinds of those for whom others may act
_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.COUNTRY, EntityKind.GROUP})


@dataclass(frozen=True, slots=True)
class Referent:
    """A target with the English name to show where nothing better is found, and why."""

    target: Target
    english: str
    reasons: tuple[str, ...]


def of_entry(entry: Entry, reason: str) -> Referent:
    """The referent that is a knowledge entry."""
    return Referent(Target(entry.kind.value, (entry.id,), known=True), entry.name(PIVOT), (reason,))


def refer_thing(mention: Mention, language: str, knowledge: Knowledge, day: date | None = None) -> Referent:
    """A body, country, place or outlet by its name; of several that bore it, the one that did on `day`."""
    core = outlet_core(mention.name, language) if mention.kind in _BY_CORE else mention.name
    kind = mention.kind if core == mention.name else EntityKind.OUTLET
    for text in dict.fromkeys((mention.name, mention.text, core)):
        entry = pick_thing(knowledge.lookup_on(text, language, day), mention.kind)
        if entry is not None:
            return of_entry(entry, f"known name of {entry.name(PIVOT)}")
    people = knowledge.demonym(mention.name, language) or knowledge.demonym(mention.text, language)
    if people is not None:
        return of_entry(people, f"demonym of {people.name(PIVOT)}")
    capital = _capital(mention.name, language, knowledge)
    if capital is not None:
        return of_entry(capital, f"capital, {capital.name(PIVOT)}")
    kinds = (mention.kind,) if mention.kind is EntityKind.OUTLET else (EntityKind.PLACE, EntityKind.COUNTRY)
    inside = _only(_named_inside(mention.name, language, knowledge, kinds))
    if inside is not None and mention.kind in (EntityKind.OUTLET, EntityKind.PLACE, EntityKind.COUNTRY):
        return of_entry(inside, f"holds the name of {inside.name(PIVOT)}")
    own = _of_state(mention, language, knowledge) or _of_person(mention, language, knowledge)
    if own is not None:
        return own
    words = fold_words(core) or (core,)
    english = name_in_english(core, kind, language)
    return Referent(Target(_class_of(kind), (language, " ".join(words))), english, ("by name",))


def _of_state(mention: Mention, language: str, knowledge: Knowledge) -> Referent | None:
    """A body of which every state has its own, whose state its name tells ("the Thai army")."""
    if mention.kind is not EntityKind.ORGANISATION:
        return None
    words = read_description(mention.name, language)
    country = _only([e for _, e in knowledge.demonyms_in(mention.name, language)])
    nouns = [w.english for w in words if w.part == "noun"]
    plain = len(words) == 2 and {w.part for w in words} == {"noun", "adjective"}
    own = plain and country is not None and nouns[0] in english_forms().of_state
    return body_of(country, nouns[0], knowledge) if own and country is not None else None


def _of_person(mention: Mention, language: str, knowledge: Knowledge) -> Referent | None:
    """A body that is called by its head alone ("the Trump administration", "Netanyahu's office")."""
    words = [w for w in read_description(mention.text, language) if w.part != "unknown" or w.english[:1].isupper()]
    nouns = [w.english for w in words if w.part == "noun" and not w.owner]
    named = [e for _, e in knowledge.spot(mention.text, language) if e.kind is EntityKind.PERSON]
    if len(words) != 2 or len(nouns) != 1 or len(named) != 1 or nouns[0] not in english_forms().of_person:
        return None
    return _body_of_person(named[0], nouns[0])


def refer_administration(mention: Mention, language: str, day: date | None, knowledge: Knowledge) -> Referent | None:
    """The administration of a state as that of its president on a day: "the American administration" is the Trump administration."""
    words = read_description(mention.name, language)
    country = _only([e for _, e in knowledge.demonyms_in(mention.name, language)])
    if country is None or len(words) != 2 or words[0].part != "noun" or words[1].part != "adjective":
        return None
    forms, noun = english_forms(), words[0].english
    own = noun in forms.of_person and noun not in forms.of_state
    head = knowledge.holder(_HEAD, country.id, day) if own else None
    if head is None:
        return None
    known = knowledge.lookup(f"{head.name(PIVOT).split()[-1]} {noun}", PIVOT)
    entry = pick_thing(known, EntityKind.ORGANISATION)
    return of_entry(entry, "body of its head") if entry is not None else _body_of_person(head, noun)


def _body_of_person(head: Entry, noun: str) -> Referent:
    target = Target(EntityKind.ORGANISATION.value, ("of", head.id, noun))
    return Referent(target, f"{head.name(PIVOT)}'s {noun}", ("body of its head",))


def body_of(country: Entry, noun: str, knowledge: Knowledge) -> Referent:
    """The body of a state by the noun of its class; the known one of that English name, where there is one."""
    known = pick_thing(knowledge.lookup(f"{country.demonym(PIVOT)} {noun}", PIVOT), EntityKind.ORGANISATION)
    if known is not None:
        return of_entry(known, "body of its state")
    english = f"{country.demonym(PIVOT)} {noun}"
    return Referent(Target(EntityKind.ORGANISATION.value, ("of", country.id, noun)), english, ("body of its state",))


def refer_own_body(mention: Mention, report: InReport, knowledge: Knowledge) -> Referent | None:
    """The army, the government and the like of the country that a report is about, where it names no country beside it; the administration and the
    like that was named last."""
    words = read_description(mention.text, report.language)
    if len(words) != 1 or not words[0].definite:
        return None
    noun = words[0].english
    if noun in english_forms().of_state and report.country is not None:
        return body_of(report.country, noun, knowledge)
    return report.last_body(noun, mention.span.start) if noun in english_forms().of_person else None


def name_in_english(name: str, kind: EntityKind, language: str) -> str:
    """The English name of an unknown body, outlet or place: common words glossed where they say what it is, all others romanised."""
    if kind is EntityKind.ORGANISATION:
        return gloss_name(name, language)
    words = read_description(name, language)
    if kind is EntityKind.OUTLET and words and is_of_people(words[0], language):
        return gloss_name(name, language)
    what = kind is not EntityKind.OUTLET or (bool(words) and words[0].english in english_forms().outlet_nouns)
    if what and is_description(name, language):
        return gloss(name, language)
    if kind is EntityKind.OUTLET or len(words) < 2 or words[0].part != "noun" or is_latin(name):
        return romanise(name, language)
    if words[0].english in english_forms().town_nouns:
        return romanise(name[words[1].start :], language)
    return gloss_name(name, language)


def _capital(text: str, language: str, knowledge: Knowledge) -> Entry | None:
    """The city that "the Qatari capital" means."""
    if not any(w.part == "noun" and w.english == "capital" for w in read_description(text, language)):
        return None
    country = _only([e for e in _bodies_inside(text, language, knowledge) if e.kind is EntityKind.COUNTRY])
    return knowledge.capitals.get(country.id) if country is not None else None


def pick_thing(entries: tuple[Entry, ...], kind: EntityKind) -> Entry | None:
    """The entry of the wanted kind, else the first that is no person."""
    same = [e for e in entries if e.kind is kind]
    things = [e for e in entries if e.kind is not EntityKind.PERSON]
    return next(iter([*same, *things]), None)


def _class_of(kind: EntityKind) -> str:
    """The model tells countries from places badly: unknown ones share a class."""
    return EntityKind.PLACE.value if kind is EntityKind.COUNTRY else kind.value


def refer_government(place: Referent, knowledge: Knowledge) -> Referent:
    """The country for its capital, where the capital acts or speaks ("Doha suspended its mediation"); any other referent as it is."""
    entry = knowledge.entry(place.target.key[0]) if place.target.known else None
    country = knowledge.entry(entry.country) if entry is not None and entry.capital and entry.country else None
    if entry is None or country is None:
        return place
    return of_entry(country, f"{entry.name(PIVOT)} for the government of {country.name(PIVOT)}")


class InReport(Protocol):
    """What a title alone may mean depends on: the report's language, day and people."""

    @property
    def id(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def day(self) -> date | None: ...
    @property
    def country(self) -> Entry | None: ...
    def last_body(self, noun: str, before: int) -> Referent | None:
        """The body named last before a place whose English name ends in a noun."""

    def holder(self, office: str) -> Entry | None:
        """The only person named in the report who held an office."""

    def is_named(self, office: str) -> bool:
        """Whether the report names anybody who held an office."""

    def state_at(self, span: Span, knowledge: Knowledge) -> str | None:
        """The country that a title alone at a span is of."""


def refer_title(
    mention: Mention, report: InReport, knowledge: Knowledge, inside: tuple[tuple[Span, Referent], ...] = ()
) -> Referent:
    """Whoever held the office that a title names when the report appeared; else the office itself.

    Args:
        mention: the title.
        report: where it stands. Of an office without its country, the only holder whom the report names is meant.
        knowledge: the knowledge base.
        inside: referents of names inside the title.
    """
    language = report.language
    named = _named_bearer(mention, language, knowledge, inside)
    if named is not None:
        return named
    body = pick_thing(knowledge.lookup(mention.text, language), EntityKind.ORGANISATION)
    if body is not None:
        return of_entry(body, f"known name of {body.name(PIVOT)}")
    texts = dict.fromkeys(t for t in (mention.name, mention.text, mention.office) if t)
    for text in texts:
        parts = knowledge.read_title(text, language)
        if parts is None:
            continue
        holder = knowledge.holder(parts[0], parts[1], report.day)
        if holder is not None:
            reason = f"held the office {parts[0]} of {parts[1]}" + (f" on {report.day}" if report.day else "")
            return of_entry(holder, reason)
        owner = knowledge.entry(parts[1])
        english = f"{owner.name(PIVOT) if owner else parts[1]} {parts[0].replace('-', ' ')}"
        return Referent(Target("office", parts), english, ("office without a known holder",))
    for code in filter(None, (knowledge.office(text, language) for text in texts)):
        holder = report.holder(code)
        if holder is not None:
            return of_entry(holder, f"the only {code.replace('-', ' ')} whom the report names")
        state = report.state_at(mention.span, knowledge) if not report.is_named(code) else None
        holder = knowledge.holder(code, state, report.day) if state is not None else None
        if holder is not None and _stands_alone(mention, language):
            return of_entry(holder, f"held the office {code} of {state}, whose affairs the passage is about")
    key = (language, " ".join(fold_words(mention.name)))
    english = _gloss(mention, mention.name, language, inside)
    return Referent(Target("person", key, report.id), english, ("title alone",))


def _stands_alone(mention: Mention, language: str) -> bool:
    """Whether a title is one noun with an article and nothing else: somebody whom the reader is taken to know."""
    words = read_description(mention.text, language)
    return len(words) == 1 and bool(words[0].definite)


def refer_demonym(mention: Mention, language: str, knowledge: Knowledge) -> Referent:
    """The country or body of a people."""
    entry = knowledge.demonym(mention.text, language) or knowledge.demonym(mention.name, language)
    return of_entry(entry, f"demonym of {entry.name(PIVOT)}") if entry else refer_thing(mention, language, knowledge)


def refer_nominal(
    mention: Mention,
    language: str,
    knowledge: Knowledge,
    document: str,
    anonymous: bool,
    inside: tuple[tuple[Span, Referent], ...],
) -> Referent:
    """A noun phrase: the body or country that it acts for, or a group of its own report.

    Args:
        mention: the noun phrase.
        language: of the document.
        knowledge: the knowledge base.
        document: id of the document.
        anonymous: whether it is somewhere the unnamed source of a claim.
        inside: referents of named mentions inside the phrase.
    """
    named = _named_bearer(mention, language, knowledge, inside)
    if named is not None:
        return named
    capital = _capital(mention.text, language, knowledge)
    if capital is not None:
        return of_entry(capital, f"capital, {capital.name(PIVOT)}")
    entry = pick_thing(knowledge.lookup(mention.text, language), EntityKind.ORGANISATION)
    if entry is not None:
        return of_entry(entry, f"known name of {entry.name(PIVOT)}")
    own = _of_person(mention, language, knowledge)
    if own is not None:
        return own
    bodies = _bodies_inside(mention.text, language, knowledge)
    if stands_for_body(mention.text, language, as_source=anonymous):
        acting = [r for _, r in inside if _kind_of(r.target) in _BODIES]
        referents = [of_entry(e, f"acts for {e.name(PIVOT)}") for e in bodies] or acting
        if len({r.target for r in referents}) == 1:
            return referents[0]
        if len(bodies) > 1:
            names = [e.name(PIVOT) for e in bodies]
            english = f"{', '.join(names[:-1])} and {names[-1]}"
            return Referent(_local(mention, language, document), english, ("acts for several",))
    text = mention.name if len(fold_words(mention.text)) == 1 and not bodies and mention.antecedent else mention.text
    english = _gloss(mention, text, language, inside)
    return Referent(_local(mention, language, document), english, ("described, not named",))


def _gloss(mention: Mention, text: str, language: str, inside: tuple[tuple[Span, Referent], ...]) -> str:
    """An English gloss of `text`, words of a mention, with the names inside it as their referents have them."""
    at = mention.text.find(text)
    names: Names = ()
    if at >= 0:
        shift = mention.span.start + at
        moved = ((Span(s.start - shift, s.end - shift), r) for s, r in inside)
        names = tuple((s, r.english, _kind_of(r.target)) for s, r in moved if s.start >= 0 and s.end <= len(text))
    return gloss(text, language, names)


def _kind_of(target: Target) -> EntityKind:
    return EntityKind.PERSON if target.kind == "office" else EntityKind(target.kind)


def _named_bearer(
    mention: Mention, language: str, knowledge: Knowledge, inside: tuple[tuple[Span, Referent], ...]
) -> Referent | None:
    """The person whose name closes a title or a phrase ("the American envoy Tom Perriello"), where the head cannot be that person's aide.

    A noun with an article of its own owns no name after it in languages that build chains of nouns; else the person must hold the office.
    """
    spotted = [(s, of_entry(e, "")) for s, e in knowledge.spot(mention.text, language) if e.kind is EntityKind.PERSON]
    start = mention.span.start
    people = [(Span(s.start - start, s.end - start), r) for s, r in inside if r.target.kind == "person"]
    closing = [(s, r) for s, r in (*spotted, *people) if s.start > 0 and s.end >= len(mention.text.rstrip())]
    if not closing:
        return None
    span, referent = min(closing, key=lambda c: c[0].start)
    head = mention.text[: span.start].strip()
    words = read_description(head, language)
    if not words or any(w.part == "name" for w in words):
        return None
    entry = knowledge.entry(referent.target.key[0]) if referent.target.known else None
    code = knowledge.office(head, language)
    holds = entry is not None and code is not None and any(o.code == code for o in entry.offices)
    if not holds and not (words[0].part == "noun" and words[0].definite and _has_own_article(head, language)):
        return None
    return Referent(referent.target, referent.english, (f"named after the title {head}",))


def _has_own_article(text: str, language: str) -> bool:
    first = next(iter(fold_words(text)), "")
    return any(strip_article(form, language) != form for form in strip_prefixes(first, language))


def _local(mention: Mention, language: str, document: str) -> Target:
    """Descriptions in the same words are one group within a report; an indefinite one may recur, but its words cannot tell."""
    return Target(EntityKind.GROUP.value, (language, " ".join(fold_words(mention.text))), document)


def _bodies_inside(text: str, language: str, knowledge: Knowledge) -> list[Entry]:
    named = [(s.start, e) for s, e in knowledge.spot(text, language) if e.kind in _BODIES]
    peoples = [(s.start, e) for s, e in knowledge.demonyms_in(text, language)]
    ordered = sorted([*named, *peoples], key=lambda p: p[0])
    # "A Hamas delegation in Qatar" is Hamas: a body outranks countries beside it.
    entries = list({e.id: e for _, e in ordered}.values())
    organisations = [e for e in entries if e.kind is EntityKind.ORGANISATION]
    return organisations[:1] if organisations else entries


def _named_inside(text: str, language: str, knowledge: Knowledge, kinds: tuple[EntityKind, ...]) -> list[Entry]:
    """Entries named in a longer name whose other words are common ones: Puerto Jordan is not Jordan."""
    spotted = [(s, e) for s, e in knowledge.spot(text, language) if e.kind in kinds]
    others = [w.of(text) for w in word_spans(text) if not any(s.covers(w) for s, _ in spotted)]
    named = is_latin(text) and any(not w.islower() and not w.isdigit() for w in others)
    return [] if named else [e for _, e in spotted]


def _only(entries: list[Entry]) -> Entry | None:
    return entries[0] if len({e.id for e in entries}) == 1 else None


def is_person_name(mention: Mention) -> bool:
    """Whether a mention is a person's plain name."""
    return mention.kind is EntityKind.PERSON and mention.form is MentionForm.NAME
