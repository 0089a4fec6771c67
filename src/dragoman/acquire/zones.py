"""The day of an instant where a report appeared: machines write hours in other zones than the readers of an outlet live in."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global

from dragoman.knowledge_base import load
from dragoman.model import EntityKind, Interval


def local_days(instant: datetime, outlet: str | None, place: str | None, language: str) -> Interval:
    """The days that `instant` can be where the report appeared.

    Args:
        instant: with its offset.
        outlet: the name of the outlet, as the page or feed writes it.
        place: the place of the dateline, where there is one.
        language: of the report; outlets and places are looked up under their names in it.

    Returns:
        One day; two where the country of the outlet (or else of the place) has zones on either side of midnight. Without either, the day
        in the offset that is written.
    """
    for name, kinds in ((outlet, {EntityKind.OUTLET}), (place, {EntityKind.PLACE, EntityKind.COUNTRY})):
        days = _days_in(instant, _countries(name, language, frozenset(kinds)))
        if days:
            return Interval(min(days), max(days))
    return Interval(instant.date(), instant.date())


def _countries(name: str | None, language: str, kinds: frozenset[EntityKind]) -> list[str]:
    """The country of the one entry of these kinds that has this name."""
    if not name:
        return []
    entries = [e for e in load().lookup(name.strip(), language) if e.kind in kinds]
    found = {e.id if e.kind is EntityKind.COUNTRY else e.country for e in entries}
    return [country for country in found if country] if len(found) == 1 else []


def _days_in(instant: datetime, countries: list[str]) -> set[date]:
    try:
        return {instant.astimezone(zone).date() for country in countries for zone in zones_of(country)}
    except OverflowError:  # at the ends of the calendar
        return set()


@cache
def zones_of(country: str) -> tuple[ZoneInfo, ...]:
    """The time zones of a country (ISO 3166 code), by CLDR."""
    zones = []
    for name, territory in sorted(get_global("zone_territories").items()):
        if territory == country:
            try:
                zones.append(ZoneInfo(name))
            except (ZoneInfoNotFoundError, ValueError):
                continue
    return tuple(zones)
