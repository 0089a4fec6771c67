"""Every value that travels between stages: frozen, slotted, typed.

A span is counted in Unicode code points of `Document.text`, so that `text[span.start:span.end]` is always the words shown.
Token indices are document-wide. Nothing here computes more than a look at its own fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Characters [start, end) of a document's text, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both included; None is open on that side."""

    start: date | None
    end: date | None

    @property
    def days(self) -> int | None:
        """How many days it covers; None when open."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1

    def overlaps(self, other: Interval) -> bool:
        return (self.start is None or other.end is None or self.start <= other.end) and (
            other.start is None or self.end is None or other.start <= self.end
        )

    def within(self, other: Interval) -> bool:
        """Whether every day of this interval lies in `other`."""
        after = other.start is None or (self.start is not None and other.start <= self.start)
        before = other.end is None or (self.end is not None and self.end <= other.end)
        return after and before

    def intersect(self, other: Interval) -> Interval | None:
        """The days in both, or None when there are none."""
        if not self.overlaps(other):
            return None
        starts = [d for d in (self.start, other.start) if d is not None]
        ends = [d for d in (self.end, other.end) if d is not None]
        return Interval(max(starts, default=None), min(ends, default=None))


# --- closed vocabularies (their codes, labels and cues: ontology/ and languages/) ---------------------------------


class EventType(StrEnum):
    MEET = "MEET"
    CALL = "CALL"
    MESSAGE = "MESSAGE"
    TRAVEL = "TRAVEL"
    MEDIATE = "MEDIATE"
    PROPOSE = "PROPOSE"
    DEMAND = "DEMAND"
    ACCEPT = "ACCEPT"
    REJECT = "REJECT"
    AGREE = "AGREE"
    COMMIT = "COMMIT"
    PERSUADE = "PERSUADE"
    SUSPEND = "SUSPEND"
    RESUME = "RESUME"
    CANCEL = "CANCEL"
    POSTPONE = "POSTPONE"
    RELEASE = "RELEASE"
    EXCHANGE = "EXCHANGE"
    WITHDRAW = "WITHDRAW"
    CEASE_FIRE = "CEASE_FIRE"
    VIOLATE = "VIOLATE"
    ATTACK = "ATTACK"
    KILL = "KILL"
    DIE = "DIE"
    DETAIN = "DETAIN"
    THREATEN = "THREATEN"
    ACCUSE = "ACCUSE"
    DENY = "DENY"
    CONDOLE = "CONDOLE"
    APPOINT = "APPOINT"
    STATE = "STATE"


class Role(StrEnum):
    PARTY = "party"
    COUNTERPART = "counterpart"
    MEDIATOR = "mediator"
    MESSENGER = "messenger"
    HOST = "host"
    COMPANION = "companion"
    ADDRESSEE = "addressee"
    VICTIM = "victim"
    BENEFICIARY = "beneficiary"
    SUBJECT = "subject"


class Status(StrEnum):
    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DEMANDED = "demanded"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    DENIED = "denied"
    FAILED = "failed"


class Degree(StrEnum):
    """How near what has not come about is to it; the order is that in which they count."""

    FAR = "not yet"
    NEAR = "close"
    MEANT = "meant"


class Medium(StrEnum):
    FACE_TO_FACE = "face-to-face"
    INDIRECT = "indirect"
    PHONE = "phone"
    MESSAGES = "messages"
    LETTER = "letter"
    PUBLIC = "public"


class SourceKind(StrEnum):
    OUTLET = "outlet"
    PERSON = "person"
    OFFICE = "office"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    POST = "post"


class EntityKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    COUNTRY = "country"
    PLACE = "place"
    GROUP = "group"


class Label(StrEnum):
    """What the annotation model calls a span of tokens (training/corpus/FORMAT.md defines each)."""

    PER = "PER"
    ORG = "ORG"
    MEDIA = "MEDIA"
    GPE = "GPE"
    LOC = "LOC"
    FAC = "FAC"
    NORP = "NORP"
    TTL = "TTL"
    TIME = "TIME"
    NOM = "NOM"


class MentionForm(StrEnum):
    NAME = "name"
    TITLE = "title"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    DEMONYM = "demonym"


class Anchor(StrEnum):
    """What an expression of time is counted from."""

    CALENDAR = "calendar"
    PUBLICATION = "publication"
    EVENT = "event"
    EPOCH = "epoch"


class Precision(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"


# --- acquire ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """One published report.

    `id` is the SHA-256 of the normalised text (hex). `name` is the given id, or the file name. `published` is the day as stated
    by file, feed or page, None when nothing states it; `instant` its hour, where feed or page give one with its offset.
    `furniture` are spans that are page, not report.
    """

    id: str
    name: str
    text: str
    language: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: Interval | None = None
    furniture: tuple[Span, ...] = ()
    instant: datetime | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes as given, kept so that nothing is lost; `document` is the id of the document read from them."""

    document: str
    source: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Quarantined:
    """What could not be read: which source, in which stage, and why."""

    source: str
    stage: str
    reason: str


# --- annotate -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """One whole written word (or mark). `head` is the index of its head in the document, -1 for the root of a sentence.

    `clitics` are flags of what is written onto the word: AND, FA, DET, IN, AS, TO, FROM, THAT, FUT, SUF.
    """

    span: Span
    text: str
    upos: str
    head: int
    relation: str
    clitics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens [first, last) of the document."""

    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class EntitySpan:
    """Tokens [first, last) of the document with the model's label."""

    first: int
    last: int
    span: Span
    label: Label
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class ArgumentReading:
    """The model's opinion that the mention around `token` plays `role` ("party", ..., "when", "where", "source")."""

    token: int
    role: str
    score: float


@dataclass(frozen=True, slots=True)
class PredicateReading:
    """The model's opinion that `token` reports an event. Scores are probabilities: `score` that it reports one at all, `type_score` that, if
    so, it is of `type`.
    """

    token: int
    type: EventType
    score: float
    status: Status
    status_score: float
    arguments: tuple[ArgumentReading, ...] = ()
    type_score: float = 1.0


@dataclass(frozen=True, slots=True)
class Annotation:
    """What the model read in one document."""

    document: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[EntitySpan, ...]
    predicates: tuple[PredicateReading, ...] = ()


# --- extract ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names or refers to somebody, some body or some place.

    `name` is the best name that the document itself gives ("Steve Witkoff" for a later "Witkoff", the antecedent's for "he"), without
    clitics, in the document's script. `antecedent` is the span of the mention that gave it. `number` is how many are meant, when said.
    `office` is the title in the text ("رئيس الوزراء القطري"), for a name with a title or a title alone.
    """

    span: Span
    text: str
    kind: EntityKind
    form: MentionForm
    name: str
    head: int
    antecedent: Span | None = None
    number: int | None = None
    office: str | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, normalised.

    `interval` is the value when nothing but the calendar is needed (or when the publication day is known); `offset` is the distance
    in days (least, most) from the anchor otherwise. `weekday` (0 Monday ... 6 Sunday), `month`, `day`, `year` are what the words themselves
    say. `timex` is the TIMEX3 value (ISO-TimeML). `direction` is -1 before, 1 after the anchor, None when nothing tells. `shift` counts calendar units
    from the anchor's own ("last month": ("month", -1)). `part` is the part of the unit that is meant ("late", "summer"), `bound` one of since,
    until, before, after. `until` is the other end of a range. `calendar` is that of day, month and year.
    `counted_from` is the date before it in the text, for "the next day"; `fixed` is whether its own words look back or ahead ("next April").
    """

    span: Span
    text: str
    anchor: Anchor
    precision: Precision
    basis: str
    interval: Interval | None = None
    offset: tuple[int, int] | None = None
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    timex: str | None = None
    direction: int | None = None
    shift: tuple[str, int] | None = None
    part: str | None = None
    bound: str | None = None
    until: TimeExpression | None = None
    calendar: str = "gregorian"
    counted_from: TimeExpression | None = None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """When a claim says that its event was or will be. `span` and `text` are the words; None when inherited from elsewhere."""

    interval: Interval | None
    basis: str
    span: Span | None = None
    text: str | None = None
    expression: TimeExpression | None = None


@dataclass(frozen=True, slots=True)
class Where:
    mention: Mention


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a chain. `name` is a name or a description ("two people familiar with the details").

    Of an unnamed source: `stake` is its side, when its words tell (party, mediator, observer), `condition` the words on its anonymity.
    """

    kind: SourceKind
    name: str
    text: str
    span: Span
    mention: Mention | None = None
    number: int | None = None
    stake: str | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    role: Role
    mention: Mention


@dataclass(frozen=True, slots=True)
class Detail:
    """A further word on the event: count, duration, aim, outcome, reason, condition, terms, medium."""

    kind: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Said:
    """The words of the last source of a chain in which a claim stands. `quotes` are what of it stands between quotation marks, `addressees` to whom
    it was said.
    """

    span: Span
    quotes: tuple[Span, ...] = ()
    addressees: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says of one event; never edited. `id` is derived from document, span, type and sources.

    `predicate` is the span of the words that report the event, `quote` the span of their sentence; `sources` are outermost first, without the
    document's own outlet, `said` the words of the last of them. `degree` is how near the event is, where words
    tell, `read` the day on which Dragoman read it. `why` names the rules that fired.
    """

    id: str
    document: str
    language: str
    type: EventType
    status: Status
    predicate: Span
    quote: Span
    participants: tuple[Participant, ...] = ()
    when: When | None = None
    where: Where | None = None
    medium: Medium | None = None
    details: tuple[Detail, ...] = ()
    sources: tuple[Source, ...] = ()
    why: tuple[str, ...] = ()
    said: Said | None = None
    degree: Degree | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read in one document."""

    document: str
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    claims: tuple[Claim, ...]


# --- link ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MentionKey:
    """Where a mention stands: document id and span."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name that was not borne always, and when it was."""

    language: str
    name: str
    borne: Interval


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what mentions refer to. `names` are (language, name) pairs, the preferred of each language first; `dated` are those of them and further
    ones that were not borne always."""

    id: str
    kind: EntityKind
    names: tuple[tuple[str, str], ...]
    mentions: tuple[MentionKey, ...] = ()
    knowledge: str | None = None
    offices: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    dated: tuple[DatedName, ...] = ()

    def name(self, language: str, on: Interval | None = None) -> str:
        """The name in `language`, or else in English, or else any; with `on`, the one borne on its last day, as far as names have dates."""
        by_language = dict(reversed(self.names))
        code = next((c for c in (language, "en") if c in by_language), self.names[0][0])
        day = (on.end or on.start) if on is not None else None
        told = [d for d in self.dated if d.language == code] if day is not None else []
        if all(d.name != by_language[code] or _holds(d.borne, day) for d in told):
            return by_language[code]
        return next((d.name for d in told if _holds(d.borne, day)), by_language[code])


def _holds(interval: Interval, day: date | None) -> bool:
    return day is not None and (interval.start or day) <= day <= (interval.end or day)


@dataclass(frozen=True, slots=True)
class Dating:
    """The days on which a document may have been published, and the words that say so.

    `likely` are fewer days of them, when what is usual in reports is added to what the words say (in which year a weekday fits, say), and
    `assumed` names it. Views of a past day go by `interval`, the days of events by `best`.
    """

    document: str
    interval: Interval
    basis: tuple[str, ...]
    likely: Interval | None = None
    assumed: tuple[str, ...] = ()

    @property
    def best(self) -> Interval:
        """The likely days, or else the possible ones."""
        return self.likely or self.interval


@dataclass(frozen=True, slots=True)
class Relay:
    """Document `later` takes its report from `earlier` (or from an outlet not in the record), and why we think so."""

    later: str
    earlier: str
    reasons: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Event:
    """Claims that speak of the same happening. `origins` are the independent roots (outlet or source names)."""

    id: str
    type: EventType
    status: Status
    claims: tuple[str, ...]
    interval: Interval | None = None
    place: str | None = None
    parties: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisputedValue:
    """One side of a dispute: the value, and each (claim id or document id, span) whose words say so."""

    value: str
    words: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Claims of one event, or one document and the calendar, that cannot all be true in one attribute."""

    id: str
    attribute: str
    values: tuple[DisputedValue, ...]
    event: str | None = None
    document: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision. `action` is merge, split, rename, same, not_same, wrong, right or undo; `subjects` are ids."""

    id: int
    action: str
    subjects: tuple[str, ...]
    value: str | None
    author: str
    made: str
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """Everything that is derived from claims and judgements."""

    entities: tuple[Entity, ...] = ()
    datings: tuple[Dating, ...] = ()
    relays: tuple[Relay, ...] = ()
    events: tuple[Event, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    intervals: tuple[tuple[str, Interval], ...] = field(default=())
