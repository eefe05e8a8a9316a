"""What LaTeX macros mean in Unicode: the tables of `sourcebook.formats.latex`.

Sources: *The LaTeX Companion* (accents, symbols), the biblatex manual §4.6 (quotations,
``\\bibstring``), csquotes (``\\enquote``).
"""

from __future__ import annotations

from collections.abc import Mapping

ACCENTS: Mapping[str, str] = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "G": "\u030f",
    "U": "\u030e",
    "f": "\u0311",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
}
"""Accent macro → the combining character that follows its letter."""

SYMBOLS: Mapping[str, str] = {
    **{char: char for char in "&%$#_{}[]"},
    " ": " ",
    "\n": " ",
    "\t": " ",
    "\\": " ",
    ",": "\u2006",
    ";": "\u2005",
    ":": "\u2005",
    "!": "",
    "/": "",
    "-": "",
    "@": "",
    "*": "",
    "|": "",
}
"""A backslash and one sign."""

WORDS: Mapping[str, str] = {
    "AA": "Å", "aa": "å", "AE": "Æ", "ae": "æ", "OE": "Œ", "oe": "œ", "O": "Ø", "o": "ø",
    "L": "Ł", "l": "ł", "ss": "ß", "SS": "ẞ", "i": "ı", "j": "ȷ", "DH": "Ð", "dh": "ð",
    "TH": "Þ", "th": "þ", "DJ": "Đ", "dj": "đ", "NG": "Ŋ", "ng": "ŋ", "IJ": "Ĳ", "ij": "ĳ",
    "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "pounds": "£",
    "dots": "…", "ldots": "…", "textellipsis": "…", "slash": "/", "quad": " ", "qquad": " ",
    "space": " ", "nobreakspace": "\u00a0", "textnumero": "№", "No": "№",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'",
    "textquotedbl": '"', "quotedblbase": "„", "quotesinglbase": "‚", "glqq": "„", "grqq": "“",
    "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "guillemotleft": "«",
    "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹",
    "guilsinglright": "›", "lq": "‘", "rq": "’", "og": "« ", "fg": " »",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_",
    "textbar": "|", "textless": "<", "textgreater": ">", "textbraceleft": "{",
    "textbraceright": "}", "textdollar": "$", "textcent": "¢", "textsterling": "£",
    "texteuro": "€", "euro": "€", "EUR": "€", "textyen": "¥", "textregistered": "®",
    "texttrademark": "™", "textcopyright": "©", "textdegree": "°", "degree": "°",
    "textpm": "±", "texttimes": "×", "textdiv": "÷", "textonehalf": "½", "textonequarter": "¼",
    "textthreequarters": "¾", "textsection": "§", "textparagraph": "¶", "textbullet": "•",
    "textperiodcentered": "·", "textordfeminine": "ª", "textordmasculine": "º",
    "textexclamdown": "¡", "textquestiondown": "¿", "textdagger": "†", "textdaggerdbl": "‡",
    "textmu": "µ", "textperthousand": "‰", "cyrchar": "", "TeX": "TeX", "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2ε", "XeTeX": "XeTeX", "BibTeX": "BibTeX", "bibtex": "BibTeX",
    "and": "and", "bibrangedash": "–", "hyphen": "-", "textvisiblespace": "␣",
    "aj": "Astronomical Journal", "apj": "Astrophysical Journal",
    "apjl": "Astrophysical Journal Letters", "apjs": "Astrophysical Journal Supplement",
    "aap": "Astronomy and Astrophysics", "araa": "Annual Review of Astronomy and Astrophysics",
    "mnras": "Monthly Notices of the Royal Astronomical Society", "nat": "Nature",
    "pasp": "Publications of the Astronomical Society of the Pacific",
    "prd": "Physical Review D", "prl": "Physical Review Letters", "solphys": "Solar Physics",
    "jcap": "Journal of Cosmology and Astroparticle Physics", "icarus": "Icarus",
    "adddot": ".", "addspace": " ", "adddotspace": ". ", "addcolon": ":", "addcomma": ",",
}  # fmt: skip
"""A macro of letters that stands for a text; white space after it belongs to it."""

DEAD: frozenset[str] = frozenset({
    "relax", "protect", "em", "it", "bf", "sc", "sl", "tt", "rm", "sf", "itshape", "bfseries",
    "scshape", "slshape", "ttfamily", "rmfamily", "sffamily", "mdseries", "upshape",
    "normalfont", "normalsize", "small", "footnotesize", "scriptsize", "tiny", "large", "Large",
    "raggedright", "sloppy", "noindent", "null", "unskip", "ignorespaces", "allowbreak",
    "linebreak", "nolinebreak", "newline", "par", "xspace", "hfill", "isdot", "nopunct",
    "displaystyle", "textstyle", "bibopenparen", "bibcloseparen",
})  # fmt: skip
"""Macros that only change how a text looks."""

WRAPPERS: frozenset[str] = frozenset({
    "emph", "textit", "textbf", "textsc", "textsl", "texttt", "textrm", "textsf", "textmd",
    "textup", "textnormal", "textlf", "textlnum", "mbox", "hbox", "fbox", "text", "mkbibemph",
    "mkbibbold", "mkbibitalic", "mkbibparens", "mkbibbrackets", "autocap", "nocase", "NoCaseChange",
    "ensuremath", "mathrm", "mathit", "mathbf", "underline", "uline", "uppercase", "lowercase",
    "textgreek", "textcyrillic", "textlatin", "textrussian", "texturdu", "textarabic", "RL", "LR",
    "foreigntextit", "hyphenquote", "natexlab", "mkbibacro", "footnote", "ensureascii",
})  # fmt: skip
"""Macros of which only the argument stays."""

ARGUMENT_DROPPED: frozenset[str] = frozenset({
    "noopsort", "SortNoop", "sortnoop", "href", "foreignlanguage", "textcolor", "color",
    "selectlanguage", "label", "index", "nocite", "hspace", "vspace", "fontsize", "phantom",
})  # fmt: skip
"""Macros whose first argument is not text; what stands in further arguments stays."""

VERBATIM: frozenset[str] = frozenset({"url", "path", "nolinkurl", "doi"})
"""Macros whose argument is kept sign by sign."""

QUOTES: tuple[tuple[str, str], ...] = (("“", "”"), ("‘", "’"))
QUOTING: frozenset[str] = frozenset({"enquote", "mkbibquote", "textquote"})

HTML_MACROS: Mapping[str, str] = {
    "i": "emph",
    "em": "emph",
    "b": "textbf",
    "strong": "textbf",
    "sup": "textsuperscript",
    "sub": "textsubscript",
    "sc": "textsc",
}
"""HTML that CSL and publishers put into titles → the macro that says the same."""

MATH: Mapping[str, str] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "times": "×", "cdot": "·", "pm": "±",
    "mp": "∓", "sim": "∼", "approx": "≈", "simeq": "≃", "leq": "≤", "le": "≤", "geq": "≥",
    "ge": "≥", "neq": "≠", "ne": "≠", "ll": "≪", "gg": "≫", "equiv": "≡", "propto": "∝",
    "infty": "∞", "to": "→", "rightarrow": "→", "leftarrow": "←", "leftrightarrow": "↔",
    "Rightarrow": "⇒", "circ": "°", "degree": "°", "prime": "′", "ell": "ℓ", "hbar": "ℏ",
    "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "in": "∈", "cap": "∩",
    "cup": "∪", "subset": "⊂", "forall": "∀", "exists": "∃", "star": "⋆", "ast": "∗",
    "bullet": "•", "dagger": "†", "ldots": "…", "dots": "…", "cdots": "⋯", "odot": "⊙",
    "langle": "⟨", "rangle": "⟩", "perp": "⊥", "parallel": "∥", "div": "÷", "deg": "deg",
    "log": "log", "ln": "ln", "sin": "sin", "cos": "cos", "exp": "exp", "min": "min",
    "max": "max", "lim": "lim",
}  # fmt: skip
"""A macro of mathematics that is one sign, or a word, of Unicode."""

SUPERSCRIPTS = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

BIBSTRINGS: Mapping[str, str] = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "technical report",
    "resreport": "research report",
    "software": "computer software",
    "datacd": "CD-ROM",
    "audiocd": "audio CD",
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
    "patent": "patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
    "countryde": "Germany",
    "countryeu": "European Union",
    "countryep": "European Union",
    "countryfr": "France",
    "countryuk": "United Kingdom",
    "countryus": "United States of America",
    "newseries": "new series",
    "oldseries": "old series",
    "jourser": "series",
    "version": "version",
    "and": "and",
}
"""biblatex's localisation keys that occur in databases (manual §4.9.2), in English."""
