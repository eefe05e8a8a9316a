"""What every page is made of: the edition, views, slots, templates, words, addresses."""
