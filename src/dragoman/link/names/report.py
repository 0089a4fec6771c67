"""One report while its mentions are linked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from dragoman.knowledge_base import Entry, Knowledge, fold, fold_words
from dragoman.link.names.brackets import names_in_brackets
from dragoman.link.names.description import load_glosses
from dragoman.link.names.evidence import Setting
from dragoman.link.names.referents import Referent, is_person_name
from dragoman.link.names.taking_apart import is_quality, settle
from dragoman.model import Document, EntityKind, Extraction, Interval, Mention, MentionForm, SourceKind, Span

# A report is about one country's affairs when it names it so often, and so much oftener than any other.
_BODY = EntityKind.ORGANISATION.value
_OFTEN, _MORE = 3, 2.0


@dataclass(slots=True)
class Report:
    """Mentions of one document and whom they refer to, as far as that is known.

    `anonymous` are sources without a name, `acting` participants and sources. `bracketed` are spellings of a name in another script, in brackets
    after it. `nearby` are the countries that the report names, `country` the one that it is about, `people` the known people whom it names.
    """

    id: str
    language: str
    day: date | None
    outlet: str | None
    mentions: dict[Span, Mention]
    anonymous: frozenset[Span]
    acting: frozenset[Span]
    bracketed: dict[Span, str]
    text: str = ""
    referents: dict[Span, Referent] = field(default_factory=dict)
    nearby: frozenset[str] = frozenset()
    country: Entry | None = None
    people: tuple[Entry, ...] = ()

    def note_people(self, knowledge: Knowledge) -> None:
        """Note the known people whom the report names."""
        named = {
            r.target.key[0] for s, r in self.referents.items() if r.target.known and is_person_name(self.mentions[s])
        }
        entries = [knowledge.entry(key) for key in sorted(named)]
        self.people = tuple(e for e in entries if e is not None and e.kind is EntityKind.PERSON)

    def settings(self, knowledge: Knowledge) -> dict[Span, Setting]:
        """What the report tells of the bearer of each person's name: the post before it, the known people beside, the day."""
        people = {s: m for s, m in self.mentions.items() if is_person_name(m)}
        known = {
            span: entries[0].id
            for span, m in people.items()
            if len(entries := [e for e in knowledge.lookup(m.name, self.language) if _is_person(e)]) == 1
        }
        days = frozenset([self.day] if self.day else [])
        told: dict[Span, Setting] = {}
        for span, mention in people.items():
            post = knowledge.read_title(mention.office, self.language) if mention.office else None
            company = frozenset(set(known.values()) - {known.get(span)})
            told[span] = Setting(frozenset([post] if post else []), frozenset([self.id]), company, days)
        return told

    def is_cut(self, mention: Mention) -> bool:
        """Whether a person's name stands right beside another one, as the two halves of a name that was cut do."""
        own = mention.span
        people = (s for s, m in self.mentions.items() if s != own and is_person_name(m))
        return any(self.text[s.end : own.start] == " " or self.text[own.end : s.start] == " " for s in people)

    def holder(self, office: str) -> Entry | None:
        """The only person named here who held an office when the report appeared."""
        held = [p for p in self.people if any(o.code == office and o.held_on(self.day) for o in p.offices)]
        return held[0] if len(held) == 1 else None

    def is_named(self, office: str) -> bool:
        """Whether the report names anybody who held an office when it appeared."""
        return any(o.code == office and o.held_on(self.day) for p in self.people for o in p.offices)

    def state_at(self, span: Span, knowledge: Knowledge) -> str | None:
        """The country that a title alone at `span` is of: that of the body named last in its paragraph, where no person is named between; else the one
        that the report is about."""
        before = sorted(s for s in self.referents if s.end <= span.start and self.mentions[s].form is MentionForm.NAME)
        last = before[-1] if before else None
        if last is not None and "\n" not in self.text[last.end : span.start]:
            target = self.referents[last].target
            entry = knowledge.entry(target.key[0]) if target.known else None
            return entry.country if entry is not None and entry.kind is EntityKind.ORGANISATION else None
        return self.country.id if self.country is not None else None

    def last_body(self, noun: str, before: int) -> Referent | None:
        """The body named last before a place in the text whose English name ends in a noun ("the Trump administration")."""
        named = [r for s, r in sorted(self.referents.items()) if s.end <= before and r.target.kind == _BODY]
        return next((r for r in reversed(named) if r.english.endswith(f" {noun}")), None)

    def note_countries(self, knowledge: Knowledge) -> None:
        """Count the countries named, by name, people, capital or body."""
        entries = [knowledge.entry(r.target.key[0]) for r in self.referents.values() if r.target.known]
        named = Counter(e.country or e.id for e in entries if e is not None and (e.country or _is_country(e)))
        self.nearby = frozenset(e.country for e in entries if e is not None and e.country)
        most = sorted(named.items(), key=lambda kv: (-kv[1], kv[0]))[:2]
        if most and most[0][1] >= _OFTEN and (len(most) == 1 or most[0][1] >= _MORE * most[1][1]):
            self.country = knowledge.entry(most[0][0])


def _is_person(entry: Entry) -> bool:
    return entry.kind is EntityKind.PERSON


def _is_country(entry: Entry) -> bool:
    return entry.kind is EntityKind.COUNTRY


def open_report(extraction: Extraction, document: Document, dating: Interval | None, knowledge: Knowledge) -> Report:
    """The mentions of a document, names taken apart.

    Args:
        extraction: of the document.
        document: the report.
        dating: when it may have appeared.
        knowledge: the knowledge base.
    """
    mentions, anonymous = _all_mentions(extraction)
    full = (m for m in mentions.values() if is_person_name(m) and " " in m.name.strip())
    families = frozenset(fold_words(m.name)[-1] for m in full if fold_words(m.name))
    language = document.language
    settled = {span: settle(mentions[span], language, knowledge, families) for span in sorted(mentions)}
    settled = {s: m for s, m in settled.items() if m.form is not MentionForm.TITLE or not is_quality(m.text, language)}
    acting = {p.mention.span for claim in extraction.claims for p in claim.participants}
    acting |= {s.mention.span for claim in extraction.claims for s in claim.sources if s.mention is not None}
    acting |= _beside_bodies(document.text, language, settled)
    acting -= {claim.where.mention.span for claim in extraction.claims if claim.where is not None}
    return Report(
        extraction.document,
        document.language,
        (dating.start or dating.end) if dating else None,
        document.outlet,
        settled,
        anonymous,
        frozenset(acting),
        names_in_brackets(document.text, document.language, settled.values()),
        document.text,
    )


def _beside_bodies(text: str, language: str, mentions: Mapping[Span, Mention]) -> set[Span]:
    """Names of places and bodies that "and" joins with nothing between: a capital beside a body acts like it ("between Jerusalem and Hamas")."""
    glosses, joins = load_glosses(language), {"and"}
    written = glosses.conjunctions if glosses is not None else ()
    named = [(s, m) for s, m in sorted(mentions.items()) if m.form is MentionForm.NAME]
    found: set[Span] = set()
    for (one, first), (other, second) in pairwise(named):
        between = text[one.end : other.start]
        joined = between.strip() in joins or (between == " " and _is_written_on(second, written))
        kinds = {first.kind, second.kind}
        if joined and EntityKind.ORGANISATION in kinds and kinds <= {EntityKind.ORGANISATION, EntityKind.COUNTRY}:
            found |= {one, other}
    return found


def _is_written_on(mention: Mention, conjunctions: Iterable[str]) -> bool:
    """Whether one of the conjunctions stands at the beginning of a mention, before its name."""
    text, name = fold(mention.text), fold(mention.name)
    return any(text.startswith(c) and not name.startswith(c) for c in conjunctions)


def _all_mentions(extraction: Extraction) -> tuple[dict[Span, Mention], frozenset[Span]]:
    """Mentions by span, those of claims included, and the spans of sources without a name."""
    mentions = {m.span: m for m in extraction.mentions}
    anonymous: set[Span] = set()
    for claim in extraction.claims:
        held = [p.mention for p in claim.participants] + ([claim.where.mention] if claim.where else [])
        for source in claim.sources:
            if source.mention is not None:
                held.append(source.mention)
            if source.kind is SourceKind.ANONYMOUS:
                anonymous.add(source.mention.span if source.mention else source.span)
        for mention in held:
            mentions.setdefault(mention.span, mention)
    return mentions, frozenset(anonymous)
