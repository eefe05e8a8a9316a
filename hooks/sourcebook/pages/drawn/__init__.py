"""Drawings: charts, the map, the strip of years. Numbers only; templates draw them."""
