"""Expressions of time: found, normalised, and given to the events that they belong to."""

from dragoman.dates import resolve
from dragoman.extract.times.agreement import agree
from dragoman.extract.times.anchor import anchor_times, choose_when
from dragoman.extract.times.find import find_durations, find_times

__all__ = ["agree", "anchor_times", "choose_when", "find_durations", "find_times", "resolve"]
