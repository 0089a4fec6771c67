"""Bytes to documents: plain text, folders, JSON Lines and HTML pages, each report with its language, outlet and day
as stated.

What cannot be read is handed on as `Quarantined` with file, line and reason; the rest go on.
"""

from dragoman.acquire.load import count, load

__all__ = ["count", "load"]
