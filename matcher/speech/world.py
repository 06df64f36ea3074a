"""In which part of the world a country lies: the geographical regions of the United Nations (standard M49), with Kosovo and
Taiwan, which the standard does not list, where their neighbours stand."""

from enum import StrEnum

from django.utils.translation import gettext_lazy

from catalogue.languages import Label


class WorldRegion(StrEnum):
    EUROPE = "europe"
    AFRICA = "africa"
    AMERICAS = "americas"
    ASIA = "asia"
    OCEANIA = "oceania"
    ELSEWHERE = "elsewhere"


PART_NAMES: dict[WorldRegion, Label] = {
    WorldRegion.EUROPE: gettext_lazy("Europe"),
    WorldRegion.AFRICA: gettext_lazy("Africa"),
    WorldRegion.AMERICAS: gettext_lazy("The Americas"),
    WorldRegion.ASIA: gettext_lazy("Asia"),
    WorldRegion.OCEANIA: gettext_lazy("Oceania"),
    WorldRegion.ELSEWHERE: gettext_lazy("Elsewhere"),
}
CODES: dict[WorldRegion, str] = {
    WorldRegion.EUROPE: """
        AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO
        PL PT RO RS RU SE SI SJ SK SM UA VA XK""",
    WorldRegion.AFRICA: """
        AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG
        RE RW SC SD SH SL SN SO SS ST SZ TD TF TG TN TZ UG YT ZA ZM ZW""",
    WorldRegion.AMERICAS: """
        AG AI AR AW BB BL BM BO BQ BR BS BV BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC MF MQ MS
        MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI""",
    WorldRegion.ASIA: """
        AE AF AM AZ BD BH BN BT CN CY GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA
        SA SG SY TH TJ TL TM TR TW UZ VN YE""",
    WorldRegion.OCEANIA: """
        AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS""",
}
_PART_OF = {code: part for part, codes in CODES.items() for code in codes.split()}


def part_of_the_world(country: str) -> WorldRegion:
    """`ELSEWHERE` for Antarctica, and for a code that was added since.

    >>> part_of_the_world("FR")
    <WorldRegion.EUROPE: 'europe'>
    >>> part_of_the_world("AQ")
    <WorldRegion.ELSEWHERE: 'elsewhere'>
    """
    return _PART_OF.get(country, WorldRegion.ELSEWHERE)
