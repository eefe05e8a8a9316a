"""Pages that list what is in the site, and their filters."""
