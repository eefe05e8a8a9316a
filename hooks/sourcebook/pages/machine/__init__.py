"""What programs read of a page: metadata, JSON-LD, links, and how the page itself is cited."""
