"""`month_of`, `season_of` and the other words that stand in dates, in the languages of works.

The names are those of biblatex's ``.lbx`` files and of the Unicode CLDR, in the nominative and
where it differs in the genitive. A word of three letters or more may be the beginning of one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_MONTHS = """
    january february march april may june july august september october november december
    januar februar märz april mai juni juli august september oktober november dezember
    jänner februar mrz april mai juni juli august sept okt nov dez
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
    janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
    januari februari maart april mei juni juli augustus september oktober november december
    januari februari mars april maj juni juli augusti september oktober november december
    januar februar marts april maj juni juli august september oktober november desember
    styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada
    grudnia
    leden únor březen duben květen červen červenec srpen září říjen listopad prosinec
    ledna února března dubna května června července srpna září října listopadu prosince
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    януари февруари март април май юни юли август септември октомври ноември декември
    يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
    ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
    جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
    जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर
"""
_SEASONS = """
    spring summer autumn winter    spring summer fall winter
    frühling sommer herbst winter    frühjahr sommer herbst winter
    printemps été automne hiver    primavera verano otoño invierno
    primavera estate autunno inverno    primavera verão outono inverno
    lente zomer herfst winter    vår sommar höst vinter    forår sommer efterår vinter
    wiosna lato jesień zima    jaro léto podzim zima    ilkbahar yaz sonbahar kış
    весна лето осень зима    весны лета осени зимы    بهار تابستان پاییز زمستان
"""


def set_of(words: str) -> frozenset[str]:
    """Return the words that *words* lists."""
    return frozenset(words.split())


CIRCA = set_of("c ca circa approx approximately about around um vers environ env около ок")
UNCERTAIN = set_of("probably perhaps possibly vermutlich wohl")
BEFORE_CHRIST = set_of("bc bce")
OTHER_CALENDARS = set_of("ah h sh hijri hijra shamsi be هـ ه ق ش قمري شمسی")
JOINING = set_of("to until till through thru and bis und au et al y e до и")
"""Words between the two ends of an interval."""
SAYING_NOTHING = set_of(
    "of the de del le les di den der st nd rd th er ad ce г год года م "
    "mon tue tues wed thu thur thurs fri sat sun "
    "monday tuesday wednesday thursday friday saturday sunday"
)
UNDATED = set_of("nd undated nodate sd oj sansdate ohnejahr бг")
"""“n.d.” and its like, without dots and spaces."""
STATES: Mapping[str, str] = {
    **dict.fromkeys(("inpress", "imdruck", "souspresse", "enprensa", "впечати"), "inpress"),
    **dict.fromkeys(("forthcoming", "toappear", "imerscheinen", "accepted"), "forthcoming"),
    **dict.fromkeys(("submitted", "underreview", "inreview"), "submitted"),
    **dict.fromkeys(("inpreparation", "inprep", "inprogress"), "inpreparation"),
}
"""Where a publication stands, written for a date → biblatex's ``pubstate``."""


def folded(word: str) -> str:
    """Return *word* in small letters without accents and what else is set above letters."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in letters if not unicodedata.combining(char)).replace("ı", "i")


def _numbered(names: str, each: int) -> dict[str, int | None]:
    """Return every beginning of *names*, taken *each* to a row, → its number, ``None`` for two."""
    found: dict[str, int | None] = {}
    exact: dict[str, int | None] = {}
    for place, name in enumerate(folded(names).split()):
        number = place % each + 1
        exact[name] = number if exact.get(name, number) == number else None
        for length in range(3, len(name)):
            start = name[:length]
            found[start] = number if found.get(start, number) == number else None
    return found | exact


_MONTH_NUMBERS = _numbered(_MONTHS, 12)
_SEASON_NUMBERS = _numbered(_SEASONS, 4)


@lru_cache(maxsize=1024)
def month_of(word: str) -> int | None:
    """Return 1 to 12 for “Sept”, “Juni”, “марта”, else ``None``; also where two would fit."""
    return _MONTH_NUMBERS.get(folded(word))


@lru_cache(maxsize=1024)
def season_of(word: str) -> int | None:
    """Return 21 to 24, as EDTF counts, for “Spring”, “Fall”, “Herbst”, else ``None``."""
    number = _SEASON_NUMBERS.get(folded(word)) if len(word) > 2 else None
    return number + 20 if number else None
