"""The Site becomes pages: Markdown for the host, and the HTML that is set into it."""
