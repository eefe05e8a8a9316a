"""The words by which a name is known for a body, a given name or a suffix."""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


BODY_WORDS = _set(
    """
    academy agency alliance army assembly association authority bank board bureau cabinet center
    centre chamber college commission committee company congress consortium consulate corporation
    council court department directorate division embassy federation force forces foundation
    government group institute institution laboratory league library mission ministry museum nations
    network office organisation organization parliament party police programme railway railways
    republic school secretariat senate service society staff team trust union university
    académie agence association assemblée banque bureau centre comité commission conseil ministère
    organisation société université akademie amt ausschuss bundesamt bundesministerium gesellschaft
    institut kommission ministerium stiftung universität verband verein zentrum academia agencia
    banco centro comisión comité consejo fundación instituto ministerio organización universidad
    университет институт министерство академия агентство комитет комиссия совет центр банк
    """
)
"""Words of which one makes a name that of a body, in small letters."""

GIVEN_NAMES = _set(
    """
    aaron adam alan albert alexander alice amy andrea andrew angela ann anna anne anthony arthur
    barbara benjamin betty brian carl carol caroline catherine charles charlotte chris christian
    christine christopher claire daniel david deborah dennis diana donald donna dorothy douglas
    edward elena elizabeth emily emma eric eva frank fred frederick george gerald gloria gordon
    grace gregory hannah harold harry heather helen henry howard ian irene isaac jack jacob
    jacqueline james jane janet jason jean jeffrey jennifer jeremy jerry jessica joan john
    jonathan joseph joshua joyce judith julia julie karen karl kate katherine kathleen keith kenneth
    kevin kimberly
    larry laura lawrence leslie lisa louis louise lucy margaret maria marie marilyn mark martha
    mary matthew megan melissa michael michelle nancy natalie nicholas nicole noah oliver olivia
    pamela patricia patrick paul peter philip rachel ralph raymond rebecca richard robert roger
    ronald roy russell ruth ryan samuel sandra sara sarah scott sharon simon sophia sophie stephanie
    stephen steven stuart susan teresa theresa thomas timothy victoria vincent virginia walter
    wendy william zachary
    """
)
"""Given names that are hardly ever family names before a comma, in small letters."""

SUFFIX = re.compile(
    r"(?:jr|sr|esq|[ivx]{1,4}|2nd|3rd|[45]th|ph\.? ?d|m\.? ?d|ll\.? ?d|младший|старший)\.?",
    re.IGNORECASE,
)
"""What stands between the commas of “King, Jr., Martin Luther”."""

OTHERS = frozenset({"others", "et al", "et. al", "and others", "u. a", "u.a", "и др", "и другие"})
"""What stands for the rest of a list, in small letters and without the last dot."""
