"""Every error that Dragoman raises on purpose.

DragomanError
├── InputError        something given to us cannot be read (file, line, encoding, language)
├── PackError         a language pack, the ontology or the knowledge files break their own format
├── ModelError        the annotation model is missing or does not fit this version
├── RecordError       the record file cannot be opened, is of another version, or lacks what was asked for
└── JudgementError    a correction that cannot be carried out (unknown entity, nothing to undo)
"""


class DragomanError(Exception):
    """Root of the tree; its message is one line that a user can act on."""


class InputError(DragomanError):
    """Something given to us cannot be read.

    Args:
        source: file name (with line number where there is one).
        reason: why, in a few words.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class PackError(DragomanError):
    """A language pack, the ontology or a knowledge file breaks its own format."""


class ModelError(DragomanError):
    """The annotation model is missing or does not fit this version."""


class RecordError(DragomanError):
    """The record file cannot be opened, is of another version, or lacks what was asked for."""


class JudgementError(DragomanError):
    """A correction that cannot be carried out."""
