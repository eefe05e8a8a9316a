"""One reader a format; each knows its library and its places, none knows a site."""
