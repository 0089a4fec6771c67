"""The corpus format of `corpus/FORMAT.md`: parse it, and say exactly where a line breaks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
# never trained on: DEVELOP chooses thresholds and rules and fits weights, UNSEEN is for measuring only
DEVELOP = frozenset({"sudan", "korea", "armenia", "reports_sudan", "reports_armenia", "reports_korea"})
UNSEEN = frozenset({"colombia", "cyprus", "reports_colombia", "reports_cyprus", "reports_myanmar", "reports_libya"})
HELD_OUT = DEVELOP | UNSEEN
# whole reports that fit the weights of extraction; the annotation model is not trained on them, so that its probabilities there are those of new text
FITTED = frozenset(
    {f"reports_round3_{topic}" for topic in ("africa", "congo", "farc", "iran", "yemen")}
    | {f"reports_round4_{topic}" for topic in ("africa", "americas", "latin", "libya", "sudan")}
)
LABELS = frozenset(["PER", "ORG", "MEDIA", "GPE", "LOC", "FAC", "NORP", "TTL", "TIME", "NOM"])
TYPES = frozenset(
    [
        "MEET",
        "CALL",
        "MESSAGE",
        "TRAVEL",
        "MEDIATE",
        "PROPOSE",
        "DEMAND",
        "ACCEPT",
        "REJECT",
        "AGREE",
        "COMMIT",
        "PERSUADE",
        "SUSPEND",
        "RESUME",
        "CANCEL",
        "POSTPONE",
        "RELEASE",
        "EXCHANGE",
        "WITHDRAW",
        "CEASE_FIRE",
        "VIOLATE",
        "ATTACK",
        "KILL",
        "DIE",
        "DETAIN",
        "THREATEN",
        "ACCUSE",
        "DENY",
        "CONDOLE",
        "APPOINT",
        "STATE",
    ]
)
STATUSES = frozenset(
    [
        "happened",
        "ongoing",
        "planned",
        "proposed",
        "possible",
        "conditional",
        "demanded",
        "postponed",
        "cancelled",
        "denied",
        "failed",
    ]
)
ROLES = frozenset(
    [
        "party",
        "counterpart",
        "mediator",
        "messenger",
        "host",
        "companion",
        "addressee",
        "victim",
        "beneficiary",
        "subject",
        "when",
        "where",
        "source",
    ]
)
DETAILS = frozenset(["count", "duration", "aim", "outcome", "reason", "condition", "terms", "medium"])
RELATIONS = frozenset(
    [
        "nsubj",
        "obj",
        "iobj",
        "obl",
        "ccomp",
        "xcomp",
        "advcl",
        "acl",
        "amod",
        "nmod",
        "advmod",
        "aux",
        "mark",
        "cop",
        "conj",
        "csubj",
        "parataxis",
        "appos",
        "compound",
        "dislocated",
        "det",
        "nummod",
        "case",
        "cc",
        "root",
    ]
)
WORD = re.compile(r"\w+(?:[\"'״׳’.]\w+)*[׳']?|[^\w\s]")


class CorpusError(ValueError):
    """A line that breaks the format; the message names file, line and reason."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a sentence of a block: characters [start, end) of sentence number `sentence` of the block."""

    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class GoldMention:
    label: str
    words: Words


@dataclass(frozen=True, slots=True)
class GoldArc:
    predicate: Words
    relation: str
    dependent: Words


@dataclass(frozen=True, slots=True)
class GoldClaim:
    type: str
    status: str
    predicate: Words
    roles: tuple[tuple[str, Words], ...]
    details: tuple[tuple[str, Words], ...]


@dataclass(slots=True)
class GoldSentence:
    text: str
    mentions: list[GoldMention] = field(default_factory=list)
    arcs: list[GoldArc] = field(default_factory=list)
    claims: list[GoldClaim] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    language: str
    conflict: str
    line: int
    published: str | None = None
    sentences: list[GoldSentence] = field(default_factory=list)


def is_fitted(conflict: str) -> bool:
    """Whether a conflict's reports are for fitting extraction, not for training the annotation model."""
    return conflict in FITTED


def read_corpus(root: Path = CORPUS, errors: list[str] | None = None) -> Iterator[Block]:
    """Yield all blocks below `root`; broken lines go to `errors`, or raise CorpusError when it is None."""
    for path in sorted(root.glob("*/*.txt")):
        yield from read_file(path, errors)


def read_file(path: Path, errors: list[str] | None = None) -> Iterator[Block]:
    block: Block | None = None
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        try:
            if not line.strip():
                if block and block.sentences:
                    yield block
                block = None
                continue
            block = block or Block(path.parent.name, path.stem, number)
            _read_line(block, line.strip())
        except CorpusError as error:
            message = f"{path.parent.name}/{path.name}:{number}: {error}"
            if errors is None:
                raise CorpusError(message) from None
            errors.append(message)


def _read_line(block: Block, line: str) -> None:
    kind, _, rest = line.partition(" ")
    rest = rest.strip()
    if kind == "#":
        if match := re.search(r"\bpub (\d{4}-\d\d-\d\d)\b", rest):
            block.published = match.group(1)
    elif kind == "s":
        block.sentences.append(GoldSentence(rest))
        if len(block.sentences) > 60:
            raise CorpusError("a block of more than sixty sentences: is an empty line missing?")
    elif not block.sentences:
        raise CorpusError(f"a line {kind!r} before any sentence")
    elif kind == "n":
        _read_mentions(block, rest)
    elif kind == "a":
        _read_arcs(block, rest)
    elif kind == "c":
        block.sentences[-1].claims.append(_read_claim(block, rest))
    else:
        raise CorpusError(f"a line must begin with #, s, n, a or c, not {kind!r}")


def _read_mentions(block: Block, rest: str) -> None:
    for part in filter(None, (p.strip() for p in rest.split("|"))):
        label, _, words = part.partition(" ")
        if label not in LABELS:
            raise CorpusError(f"unknown label {label!r}")
        block.sentences[-1].mentions.append(GoldMention(label, _find(block, words, len(block.sentences) - 1)))


def _read_arcs(block: Block, rest: str) -> None:
    predicate, colon, arcs = rest.partition(": ")
    if not colon:
        raise CorpusError("an arc line is 'PREDICATE: relation WORD, relation WORD'")
    here = len(block.sentences) - 1
    head = _find(block, predicate, here)
    for part in filter(None, (p.strip() for p in re.split(r"[,،] ", arcs))):
        relation, _, word = part.partition(" ")
        relation = relation.split(":")[0]
        if relation not in RELATIONS:
            raise CorpusError(f"unknown relation {relation!r}")
        block.sentences[-1].arcs.append(GoldArc(head, relation, _find(block, word, here)))


def _read_claim(block: Block, rest: str) -> GoldClaim:
    head, *parts = [p.strip() for p in rest.split("|")]
    match = re.fullmatch(r"(\S+) (\S+) @ (.+)", head)
    if not match:
        raise CorpusError("a claim begins 'TYPE status @ predicate'")
    kind, status, predicate = match.groups()
    if kind not in TYPES:
        raise CorpusError(f"unknown type {kind!r}")
    if status not in STATUSES:
        raise CorpusError(f"unknown status {status!r}")
    roles: list[tuple[str, Words]] = []
    details: list[tuple[str, Words]] = []
    for part in filter(None, parts):
        role, _, words = part.partition(" ")
        if role not in ROLES | DETAILS:
            raise CorpusError(f"unknown role {role!r}")
        (roles if role in ROLES else details).append((role, _find_role(block, words.strip())))
    return GoldClaim(kind, status, _find(block, predicate, len(block.sentences) - 1), tuple(roles), tuple(details))


def _find_role(block: Block, words: str) -> Words:
    last = len(block.sentences) - 1
    if not words.startswith("^"):
        return _find(block, words, last)
    for sentence in range(last - 1, -1, -1):
        try:
            return _find(block, words[1:].strip(), sentence)
        except CorpusError:
            continue
    raise CorpusError(f"{words!r} is in no earlier sentence of the block")


def _find(block: Block, words: str, sentence: int) -> Words:
    """Find `words` (with #k for the k-th occurrence) at word borders of a sentence."""
    text = block.sentences[sentence].text
    wanted, nth = words.strip(), 1
    if match := re.fullmatch(r"(.+)#(\d)", wanted):
        wanted, nth = match.group(1).strip(), int(match.group(2))
    if not wanted:
        raise CorpusError("no words given")
    starts, ends = {m.start() for m in WORD.finditer(text)}, {m.end() for m in WORD.finditer(text)}
    at, seen = -1, 0
    while (at := text.find(wanted, at + 1)) >= 0:
        if at in starts and at + len(wanted) in ends:
            seen += 1
            if seen == nth:
                return Words(sentence, at, at + len(wanted), wanted)
    where = "inside a word only" if wanted in text else "not in the sentence"
    raise CorpusError(f"{words!r} is {where if nth == 1 else f'not there {nth} times'}")
