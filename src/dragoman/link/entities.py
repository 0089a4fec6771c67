"""Who is who over all reports and languages: mentions become entities, each merge with its reason, people's judgements obeyed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.knowledge_base import PIVOT, Entry, Knowledge, fold, fold_words
from dragoman.knowledge_base.folding import strip_prefixes
from dragoman.link.names.assembly import Cluster, build_entities, language_of
from dragoman.link.names.evidence import Setting
from dragoman.link.names.gloss import office_in_english
from dragoman.link.names.imported import consult_imported
from dragoman.link.names.judging import obey
from dragoman.link.names.matching import GIVEN_ALONE
from dragoman.link.names.outlets import Outlets, outlets_of
from dragoman.link.names.parts import read_name
from dragoman.link.names.passed_over import note_nations
from dragoman.link.names.people import Found, identify, identify_short, is_full, is_given_name, place_short
from dragoman.link.names.referents import (
    Referent,
    Target,
    is_person_name,
    of_entry,
    pick_thing,
    refer_administration,
    refer_demonym,
    refer_government,
    refer_nominal,
    refer_own_body,
    refer_thing,
    refer_title,
)
from dragoman.link.names.report import Report, open_report
from dragoman.link.names.romanise import is_known_name, romanise
from dragoman.link.names.short_bodies import join_short_bodies
from dragoman.link.names.skeleton import similarity
from dragoman.link.names.taking_apart import describes_one, is_own_outlet
from dragoman.link.names.things import join_things
from dragoman.link.names.unknown import merge_unknown, person_target
from dragoman.model import (
    Document,
    Entity,
    EntityKind,
    Extraction,
    Interval,
    Judgement,
    Mention,
    MentionForm,
    MentionKey,
    Span,
)

_FURTHEST_ANTECEDENT = 8
# Words of a plain full name.
_FULL = 2
# A likeness from which two words write one family name within one report.
_SAME_WORD = 0.95


def link_entities(
    extractions: Sequence[Extraction],
    documents: Mapping[str, Document],
    knowledge: Knowledge,
    judgements: Sequence[Judgement],
    datings: Mapping[str, Interval],
) -> tuple[Entity, ...]:
    """Clusters all mentions of all reports into entities.

    Args:
        extractions: one for each document.
        documents: documents by id.
        knowledge: people, bodies, countries, places and outlets known beforehand; nothing depends on a name being there. Where it lacks a name, the
            index of imported names is consulted, if there is one.
        judgements: people's decisions that stand; merge, split and rename are obeyed in their order.
        datings: when each report may have appeared, by document id: decides who held an office.

    Returns:
        Entities sorted by id. Known ones bear their knowledge id; others an id made of their most frequent name, so that it stays when reports are
        added.
    """
    outlets = outlets_of(documents.values())
    reports = [open_report(e, documents[e.document], datings.get(e.document), knowledge) for e in extractions]
    knowledge = consult_imported(((r.language, m) for r in reports for m in r.mentions.values()), knowledge)
    for report in reports:
        _refer_things(report, outlets, knowledge)
        join_short_bodies(report)
    _join_things(reports, knowledge)
    things = _named_things(reports)
    full_names = _refer_full_names(reports, outlets, knowledge)
    for report in reports:
        _refer_short_names(report, full_names, things, knowledge)
        report.note_people(knowledge)
        _refer_dependents(report, knowledge)
        note_nations(report, knowledge)
    clusters = _collect(reports, documents)
    return obey(build_entities(clusters, knowledge), judgements, documents)


def _refer_things(report: Report, outlets: Outlets, knowledge: Knowledge) -> None:
    """Names of bodies, countries, places and outlets, and demonyms."""
    for span, mention in report.mentions.items():
        if mention.antecedent is not None and mention.form is not MentionForm.NAME:
            continue
        if mention.form is MentionForm.DEMONYM:
            report.referents[span] = refer_demonym(mention, report.language, knowledge)
        elif mention.kind is EntityKind.OUTLET and report.outlet and is_own_outlet(mention.name, report.language):
            own = replace(mention, name=report.outlet, text=report.outlet)
            report.referents[span] = refer_thing(own, language_of(report.outlet), knowledge)
        elif mention.form is MentionForm.NAME and mention.kind is not EntityKind.PERSON:
            own = outlets.as_named(mention, report.language)
            code = report.language if own.name == mention.name else language_of(own.name)
            named = refer_thing(own, code, knowledge, report.day)
            named = refer_administration(mention, report.language, report.day, knowledge) or named
            report.referents[span] = refer_government(named, knowledge) if span in report.acting else named
    report.note_countries(knowledge)


def _join_things(reports: Sequence[Report], knowledge: Knowledge) -> None:
    """One target for the spellings of one body, outlet or place: by what stands in brackets after it, then by words and sounds."""
    written: dict[Target, Referent] = {}
    for report in reports:
        for span, name in sorted(report.bracketed.items()):
            own = report.referents.get(span)
            if own is not None and not own.target.known and own.target not in written:
                other = replace(report.mentions[span], name=name, text=name)
                referent = refer_thing(other, language_of(name), knowledge)
                written[own.target] = replace(referent, reasons=(f"{name} in brackets after it", *referent.reasons))
    _take_instead(reports, written)
    _take_instead(reports, join_things(r for report in reports for r in report.referents.values()))


def _take_instead(reports: Sequence[Report], instead: Mapping[Target, Referent]) -> None:
    for report in reports:
        report.referents = {s: instead.get(r.target, r) for s, r in report.referents.items()}


def _refer_full_names(
    reports: Sequence[Report], outlets: Outlets, knowledge: Knowledge
) -> dict[tuple[str, str], Referent]:
    """Referents of people's full names, by (language, name); spellings of one name, in whatever script, get one."""
    nearby: dict[tuple[str, str], set[str]] = {}
    settings: dict[tuple[str, str], Setting] = {}
    bracketed: dict[tuple[str, str], tuple[str, str]] = {}
    for report in reports:
        told = report.settings(knowledge)
        for span, mention in report.mentions.items():
            if is_person_name(mention) and is_full(mention.name, report.language):
                pair = (report.language, mention.name)
                nearby.setdefault(pair, set()).update(report.nearby)
                settings[pair] = settings.get(pair, Setting()) | told[span]
                if span in report.bracketed:
                    name = report.bracketed[span]
                    bracketed[pair] = (language_of(name), name)
    found: dict[tuple[str, str], Referent] = {}
    unknown: list[tuple[str, str]] = []
    for (language, name), countries in sorted(nearby.items()):
        other, beside = bracketed.get((language, name)), settings[language, name]
        known = _identify_full(language, name, other, knowledge, frozenset(countries), beside)
        entry = knowledge.entry(known.entry) if known else _misread(name, language, knowledge)
        outlet = outlets.heard_as(name, language) if entry is None else None
        if outlet is not None:
            found[language, name] = replace(
                refer_thing(outlet, language_of(outlet.name), knowledge),
                reasons=("sounds like an outlet of the record",),
            )
        elif entry is not None:
            reasons = known.reasons if known else ("known name",)
            found[language, name] = Referent(of_entry(entry, "").target, entry.name(PIVOT), reasons)
        else:
            unknown.append((language, name))
    return found | merge_unknown(unknown, bracketed, settings)


def _identify_full(
    language: str,
    name: str,
    bracketed: tuple[str, str] | None,
    knowledge: Knowledge,
    countries: frozenset[str],
    told: Setting,
) -> Found | None:
    """The known person of a full name: as it stands, as written in brackets after it, or without a first word that no table has for a name."""
    states = frozenset(s for s in told.seats if (e := knowledge.entry(s)) is not None and e.kind is EntityKind.COUNTRY)
    form = read_name(name, language, states)
    found = identify(form, knowledge, countries, told)
    if found is None and bracketed is not None:
        found = identify(read_name(bracketed[1], bracketed[0]), knowledge, countries)
    words = name.split()
    if found is None and len(words) > _FULL and not is_known_name(words[0], language):
        rest = identify(read_name(" ".join(words[1:]), language), knowledge, countries)
        found = Found(rest.entry, (f"without {words[0]}", *rest.reasons)) if rest is not None else None
    return found


def _misread(name: str, language: str, knowledge: Knowledge) -> Entry | None:
    """A body or place that the model took for a person."""
    return pick_thing(knowledge.lookup(name, language), EntityKind.ORGANISATION)


def _refer_short_names(
    report: Report,
    full_names: Mapping[tuple[str, str], Referent],
    things: Mapping[tuple[str, str], Referent],
    knowledge: Knowledge,
) -> None:
    """People's names in one report: full ones as found, single words by the report's own full names, then by knowledge, then by other reports."""
    people = [(s, m) for s, m in report.mentions.items() if is_person_name(m)]
    local: dict[tuple[str, str], Referent] = {}
    for span, mention in people:
        referent = full_names.get((report.language, mention.name))
        if referent is not None:
            report.referents[span] = referent
            local[report.language, mention.name] = referent
    for span, mention in report.mentions.items():
        # The model takes a family name with a letter written onto it for a body ("and al-Hayya").
        referent = report.referents.get(span)
        if referent is not None and not referent.target.known and mention.form is MentionForm.NAME:
            before = {report.mentions[s].name for s, _ in people if s < span}
            named = {pair: r for pair, r in local.items() if pair[1] in before}
            own = _place_stripped(mention.name, report.language, named)
            report.referents[span] = own or _place_stripped(mention.name, report.language, local) or referent
    for span, mention in people:
        if span not in report.referents:
            report.referents[span] = _refer_short(mention, report, local, full_names, things, knowledge)


def _refer_short(
    mention: Mention,
    report: Report,
    local: Mapping[tuple[str, str], Referent],
    full_names: Mapping[tuple[str, str], Referent],
    things: Mapping[tuple[str, str], Referent],
    knowledge: Knowledge,
) -> Referent:
    own = _place(mention.name, report.language, local, "in this report")
    own = own or _place_stripped(mention.name, report.language, local)
    if own is not None:
        return own
    # A body or outlet that the model took for a person here.
    thing = things.get((report.language, " ".join(fold_words(mention.name))))
    if thing is not None:
        return thing
    known = None
    cut = report.is_cut(mention) and is_given_name(mention.name, report.language, knowledge)
    if not cut:
        post = knowledge.read_title(mention.office, report.language) if mention.office else None
        told = Setting(frozenset([post] if post else []), days=frozenset([report.day] if report.day else []))
        known = identify_short(mention.name, report.language, knowledge, report.nearby, told)
    entry = knowledge.entry(known.entry) if known else _misread(mention.name, report.language, knowledge)
    if entry is not None:
        return Referent(of_entry(entry, "").target, entry.name(PIVOT), known.reasons if known else ("known name",))
    elsewhere = None if cut else _place(mention.name, report.language, full_names, "in another report", given=False)
    if elsewhere is not None:
        return elsewhere
    people = knowledge.demonym(mention.name, report.language)
    if people is not None and not is_known_name(mention.name, report.language):
        return of_entry(people, f"demonym of {people.name(PIVOT)}")
    english = romanise(mention.name, report.language)
    return Referent(person_target(report.language, mention.name, report.id), english, ("by name",))


def _named_things(reports: Sequence[Report]) -> dict[tuple[str, str], Referent]:
    """Unknown bodies and outlets of all reports by the language and folded words of their names."""
    things: dict[tuple[str, str], Referent] = {}
    for report in reports:
        for span, referent in sorted(report.referents.items()):
            if referent.target.kind in ("outlet", "organisation") and not referent.target.known:
                things.setdefault((report.language, " ".join(fold_words(report.mentions[span].name))), referent)
    return things


def _place_stripped(name: str, language: str, full_names: Mapping[tuple[str, str], Referent]) -> Referent | None:
    """The one person of this report whose family name `name` is, once what is written onto it, articles and particles are taken off."""
    families = {pair: fold(words[-1]) for pair in full_names if (words := read_name(pair[1], pair[0]).words)}
    first, *rest = fold_words(name) or ("",)
    forms = [w for form in strip_prefixes(first, language) if (w := _only_word(form, rest, language))]
    fitting = {
        full_names[pair].target: pair
        for pair, family in sorted(families.items())
        if any(similarity(form, family) >= _SAME_WORD for form in forms)
    }
    if len(fitting) != 1:
        return None
    pair = next(iter(fitting.values()))
    return Referent(full_names[pair].target, full_names[pair].english, (f"family name of {pair[1]} in this report",))


def _only_word(first: str, rest: Sequence[str], language: str) -> str | None:
    """The content word of a name, if it has no other."""
    words = read_name(" ".join((first, *rest)), language).words
    return words[0] if len(words) == 1 else None


def _place(
    name: str, language: str, full_names: Mapping[tuple[str, str], Referent], where: str, given: bool = True
) -> Referent | None:
    """The one person among `full_names` whom a short name fits; without `given`, not by the given name."""
    first_of: dict[Target, tuple[str, str]] = {}
    for pair, referent in sorted(full_names.items(), key=lambda kv: kv[0]):
        first_of.setdefault(referent.target, pair)
    candidates = sorted(first_of.values())
    index, reasons = place_short(name, language, candidates)
    if index is None or (not given and GIVEN_ALONE in reasons):
        return None
    pair = candidates[index]
    referent = full_names[pair]
    return Referent(referent.target, referent.english, (f"short for {pair[1]} {where}", *reasons))


def _refer_dependents(report: Report, knowledge: Knowledge) -> None:
    """Titles, noun phrases and what has an antecedent."""
    for span, mention in report.mentions.items():
        # First what refers to names, since descriptions hold such; a title may refer to another title.
        antecedent = _antecedent_of(mention, report) if span not in report.referents else None
        if antecedent is not None:
            report.referents[span] = Referent(antecedent.target, antecedent.english, ("refers back",))
    for span, mention in report.mentions.items():
        if span in report.referents:
            continue
        antecedent = _antecedent_of(mention, report) or _apposed(mention, report)
        if antecedent is not None:
            report.referents[span] = Referent(antecedent.target, antecedent.english, ("refers back",))
        elif mention.form is MentionForm.TITLE:
            inside = _inside(span, report)
            report.referents[span] = refer_title(mention, report, knowledge, inside)
        elif mention.form is MentionForm.NOMINAL:
            inside = _inside(span, report)
            own = refer_own_body(mention, report, knowledge)
            report.referents[span] = own or refer_nominal(
                mention, report.language, knowledge, report.id, span in report.anonymous, inside
            )


def _inside(span: Span, report: Report) -> tuple[tuple[Span, Referent], ...]:
    """Names within a span, with their referents."""
    return tuple(
        (s, r)
        for s, r in sorted(report.referents.items())
        if span.covers(s) and s != span and _names(report.mentions[s])
    )


def _apposed(mention: Mention, report: Report) -> Referent | None:
    """The person whose name stands right after a description of one person ("his son Humam")."""
    after = (s for s in report.referents if s.start == mention.span.end + 1 and is_person_name(report.mentions[s]))
    named = next(after, None)
    if named is None or mention.form not in (MentionForm.NOMINAL, MentionForm.TITLE):
        return None
    return report.referents[named] if describes_one(mention.text, report.language) else None


def _names(mention: Mention) -> bool:
    return mention.form in (MentionForm.NAME, MentionForm.DEMONYM) or mention.antecedent is not None


def _antecedent_of(mention: Mention, report: Report) -> Referent | None:
    seen = 0
    while mention.antecedent is not None and seen < _FURTHEST_ANTECEDENT:
        if mention.antecedent in report.referents:
            return report.referents[mention.antecedent]
        following = report.mentions.get(mention.antecedent)
        if following is None:
            return None
        mention, seen = following, seen + 1
    return None


def _collect(reports: Sequence[Report], documents: Mapping[str, Document]) -> list[Cluster]:
    clusters: dict[Target, Cluster] = {}
    for report in reports:
        for span, referent in sorted(report.referents.items()):
            mention = report.mentions[span]
            cluster = clusters.setdefault(referent.target, Cluster(referent.target, referent.english))
            cluster.mentions.append(MentionKey(report.id, span))
            for reason in referent.reasons:
                cluster.reasons[reason] = cluster.reasons.get(reason, 0) + 1
            if mention.form is MentionForm.NAME:
                cluster.count_name(report.language, mention.name)
            if span in report.bracketed:
                cluster.count_name(language_of(report.bracketed[span]), report.bracketed[span])
            cluster.kinds[mention.kind] = cluster.kinds.get(mention.kind, 0) + 1
            if mention.office:
                cluster.offices.add(office_in_english(mention.office, report.language))
    return [clusters[t] for t in sorted(clusters)]
