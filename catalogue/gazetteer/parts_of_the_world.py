"""Names for more countries than a group of the catalogue holds, with those countries: for a search, which may be wide. The
questionnaire asks for a country instead. Whether an island or a border state counts is settled as in everyday speech."""

from collections.abc import Mapping
from functools import cache

from catalogue.gazetteer.gazetteer import spelling_key

NORTH_AFRICA = "DZ EG LY MA TN"
WEST_AFRICA = "BF BJ CI CV GH GM GN GW LR ML MR NE NG SL SN TG"
CENTRAL_AFRICA = "AO CD CF CG CM GA GQ ST TD"
EAST_AFRICA = "BI DJ ER ET KE KM MG MU MW MZ RW SC SD SO SS TZ UG ZM ZW"
SOUTHERN_AFRICA = "BW LS NA SZ ZA"
SUB_SAHARAN_AFRICA = f"{WEST_AFRICA} {CENTRAL_AFRICA} {EAST_AFRICA} {SOUTHERN_AFRICA}"
MIDDLE_EAST = "AE BH EG IL IQ IR JO KW LB OM PS QA SA SY TR YE"
CENTRAL_ASIA = "KG KZ TJ TM UZ"
SOUTH_ASIA = "AF BD BT IN LK MV NP PK"
SOUTH_EAST_ASIA = "BN ID KH LA MM MY PH SG TH TL VN"
EAST_ASIA = "CN HK JP KP KR MN MO TW"
CARIBBEAN = "AG AW BB BQ BS CU CW DM DO GD HT JM KN LC SX TT VC"
CENTRAL_AMERICA = "BZ CR GT HN MX NI PA SV"
SOUTH_AMERICA = "AR BO BR CL CO EC GY PE PY SR UY VE"
OCEANIA = "AU FJ FM KI MH NR NZ PG PW SB TO TV VU WS"
BALTIC = "EE LT LV"
BALKAN = "AL BA BG GR HR ME MK RO RS SI XK"
EASTERN_EUROPE = f"BG BY CZ HU MD PL RO SK UA {BALTIC}"
CENTRAL_EUROPE = "AT CH CZ DE HU LI PL SI SK"
SOUTHERN_EUROPE = "AL BA CY ES GR HR IT ME MK MT PT RS SI XK"
WESTERN_EUROPE = "BE CH DE FR GB IE LU NL"
NORTHERN_EUROPE = f"DK FI IS NO SE {BALTIC}"
SOUTH_CAUCASUS = "AM AZ GE"

CALLED: Mapping[str, str] = {
    "Maghreb|le Maghreb": "DZ LY MA MR TN",
    "Afrika|Africa|Afrique": f"{NORTH_AFRICA} {SUB_SAHARAN_AFRICA}",
    "Noord-Afrika|North Africa|Northern Africa|Afrique du Nord": NORTH_AFRICA,
    "West-Afrika|West Africa|Western Africa": WEST_AFRICA,
    "Centraal-Afrika|Central Africa|Midden-Afrika": CENTRAL_AFRICA,
    "Oost-Afrika|East Africa|Eastern Africa": EAST_AFRICA,
    "Zuidelijk Afrika|Southern Africa": f"{SOUTHERN_AFRICA} MZ ZM ZW",
    "Grote Meren|Great Lakes region": "BI CD RW UG",
    "Azië|Asia|Asie|Asien": f"{CENTRAL_ASIA} {SOUTH_ASIA} {SOUTH_EAST_ASIA} {EAST_ASIA} {MIDDLE_EAST} {SOUTH_CAUCASUS}",
    "Centraal-Azië|Central Asia": CENTRAL_ASIA,
    "Zuid-Azië|South Asia": SOUTH_ASIA,
    "Zuidoost-Azië|Southeast Asia|South-East Asia|South East Asia": SOUTH_EAST_ASIA,
    "Oost-Azië|East Asia|Verre Oosten|Far East": EAST_ASIA,
    "Midden-Oosten|Nabije Oosten|Middle East|Near East|Moyen-Orient": MIDDLE_EAST,
    "MENA|Arabische wereld|Arabische landen|Arab world|Arab countries": f"{MIDDLE_EAST} {NORTH_AFRICA}",
    "Latijns-Amerika|Latin America|Amérique latine|Lateinamerika": f"{SOUTH_AMERICA} {CENTRAL_AMERICA} CU DO HT",
    "Zuid-Amerika|South America|Amérique du Sud": SOUTH_AMERICA,
    "Midden-Amerika|Centraal-Amerika|Central America": CENTRAL_AMERICA,
    "Noord-Amerika|North America|Amérique du Nord": "CA MX US",
    "Caraïben|Caribbean|Caraïbes|Caribisch gebied": CARIBBEAN,
    "Oceanië|Oceania|Océanie|Stille Oceaan|Pacific": OCEANIA,
    "Balkan|Balkanlanden|the Balkans|Balkans|Balkan countries": BALKAN,
    "Oost-Europa|Eastern Europe|East Europe|Europe de l'Est": EASTERN_EUROPE,
    "Centraal-Europa|Midden-Europa|Central Europe": CENTRAL_EUROPE,
    "Zuid-Europa|Southern Europe|South Europe": SOUTHERN_EUROPE,
    "West-Europa|Western Europe": WESTERN_EUROPE,
    "Noord-Europa|Northern Europe|North Europe": NORTHERN_EUROPE,
    "Kaukasus|Zuid-Kaukasus|Caucasus|South Caucasus": SOUTH_CAUCASUS,
    "Iberisch schiereiland|Iberia|Iberian peninsula": "ES PT",
    "Britse eilanden|British Isles": "GB IE",
}


@cache
def _codes_by_key() -> Mapping[str, tuple[str, ...]]:
    return {
        spelling_key(name): tuple(dict.fromkeys(codes.split()))
        for names, codes in CALLED.items()
        for name in names.split("|")
    }


def countries_of(name: str) -> tuple[str, ...]:
    """The countries of a part of the world; none for another name.

    >>> countries_of("Maghreb"), countries_of("Frankrijk")
    (('DZ', 'LY', 'MA', 'MR', 'TN'), ())
    """
    return _codes_by_key().get(spelling_key(name), ())
