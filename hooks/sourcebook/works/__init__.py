"""Works: bibliography entries interpreted, checked, and made from what other programs write."""
