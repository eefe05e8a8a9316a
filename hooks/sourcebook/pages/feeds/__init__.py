"""The visits for programs that follow a site: an Atom feed and a calendar.

Neither exists where no time is known: both formats ask when an entry last changed, and there is
no clock here to make one up.
"""

from sourcebook.pages.feeds.atom import ATOM_PATH, ATOM_TYPE, atom_feed
from sourcebook.pages.feeds.calendar import CALENDAR_PATH, CALENDAR_TYPE, visits_calendar

__all__ = [
    "ATOM_PATH",
    "ATOM_TYPE",
    "CALENDAR_PATH",
    "CALENDAR_TYPE",
    "atom_feed",
    "visits_calendar",
]
