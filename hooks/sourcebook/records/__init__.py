"""Records: what data files and front matter hold, as it is declared."""
