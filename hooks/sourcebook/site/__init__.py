"""Works, records, pages and the graph between them: Parsed → Site."""
