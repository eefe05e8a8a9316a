"""What has a time for programs that follow a site: an Atom feed and calendars.

Neither exists where no time is known: both formats ask when an entry last changed, and there is
no clock here to make one up.
"""

from sourcebook.pages.feeds.atom import ATOM_PATH, ATOM_TYPE, atom_feed
from sourcebook.pages.feeds.calendar import CALENDAR_TYPE, calendars

__all__ = [
    "ATOM_PATH",
    "ATOM_TYPE",
    "CALENDAR_TYPE",
    "atom_feed",
    "calendars",
]
