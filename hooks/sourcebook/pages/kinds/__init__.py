"""What is particular to the pages of one kind of record."""
