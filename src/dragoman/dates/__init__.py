"""From words that say when to days: calendars, and the value of an expression once its anchor is known.

Two stages ask it (extract for reports whose day is known, link once it has found the day of the others); it imports only the model.
"""

from dragoman.dates.calendars import years_of
from dragoman.dates.resolving import date_value, hull, resolve, resolve_on
from dragoman.dates.timex import timex

COURSE = "years counted from a day named with them"  # basis of the year in which "in its fifth year" is told
ANNIVERSARY = "anniversary of a day named with it"  # basis of a day that comes back

__all__ = ["ANNIVERSARY", "COURSE", "date_value", "hull", "resolve", "resolve_on", "timex", "years_of"]
