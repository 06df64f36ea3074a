"""In which subdivision (ISO 3166-2) the cities of GeoNames lie, whose own codes are others, and what subdivisions are called
in other languages. Those of Belgium stand in `belgium.py`."""

REGIONS = {
    f"{country}.{number}": f"{country}-{code}"
    for country, pairs in {
        "AT": "01 1 02 2 03 3 04 4 05 5 06 6 07 7 08 8 09 9",
        "AU": "01 ACT 02 NSW 03 NT 04 QLD 05 SA 06 TAS 07 VIC 08 WA",
        "CA": "01 AB 02 BC 03 MB 04 NB 05 NL 07 NS 08 ON 09 PE 10 QC 11 SK 12 YT 13 NT 14 NU",
        "DE": "01 BW 02 BY 03 HB 04 HH 05 HE 06 NI 07 NW 08 RP 09 SL 10 SH 11 BB 12 MV 13 SN 14 ST 15 TH 16 BE",
        "ES": "07 IB 27 RI 29 MD 31 MC 32 NC 34 AS 39 CB 51 AN 52 AR 53 CN 54 CM 55 CL 56 CT 57 EX 58 GA 59 PV 60 VC "
        "CE CE ML ML",
        "FR": "11 IDF 24 CVL 27 BFC 28 NOR 32 HDF 44 GES 52 PDL 53 BRE 75 NAQ 76 OCC 84 ARA 93 PAC 94 20R",
        "GB": "ENG ENG NIR NIR SCT SCT WLS WLS",
        "IT": "01 65 02 77 03 78 04 72 05 45 06 36 07 62 08 42 09 25 10 57 11 67 12 21 13 75 14 88 15 82 16 52 "
        "17 32 18 55 19 23 20 34",
        "MA": "01 01 02 02 03 03 04 04 05 05 06 06 07 07 08 08 09 09 10 10 11 11 12 12",
        "NL": "01 DR 02 FR 03 GE 04 GR 05 LI 06 NB 07 NH 09 UT 10 ZE 11 ZH 15 OV 16 FL",
        "PL": "72 02 73 04 74 10 75 06 76 08 77 12 78 14 79 16 80 18 81 20 82 22 83 24 84 26 85 28 86 30 87 32",
    }.items()
    for number, code in zip(pairs.split()[::2], pairs.split()[1::2], strict=True)
}

NAMES_OF_PARTS = {
    "IT-21": "Piemont; Piëmont; Piedmont; Piémont",
    "IT-23": "Vallée d'Aoste; Aostavallei; Aostatal; Aosta Valley",
    "IT-25": "Lombardy; Lombardei; Lombardie",
    "IT-32": "Trentino",
    "IT-34": "Venetien; Vénétie",
    "IT-36": "Friuli; Frioul; Friaul",
    "IT-42": "Ligurien; Ligurie",
    "IT-45": "Emilië-Romagna; Émilie-Romagne",
    "IT-52": "Toscane; Tuscany; Toscana; Toskana",
    "IT-55": "Ombrie; Umbrien",
    "IT-57": "Marken; Marches",
    "IT-65": "Abruzzes; Abruzzen",
    "IT-72": "Kampanien; Campanie",
    "IT-75": "Apulië; Apulia; Pouilles; Apulien",
    "IT-78": "Calabre; Kalabrien",
    "IT-82": "Sicilië; Sicily; Sicilia; Sicile; Sizilien",
    "IT-88": "Sardinië; Sardinia; Sardaigne; Sardinien",
    "IT-BZ": "Zuid-Tirol; Zuid Tirol; Südtirol; South Tyrol; Alto Adige; Tyrol du Sud",
    "AT-2": "Carinthia; Karinthië; Carinthie",
    "AT-3": "Lower Austria; Basse-Autriche",
    "AT-6": "Styria; Stiermarken; Styrie",
    "AT-7": "Tyrol",
    "CH-AG": "Argovie",
    "CH-GE": "Geneva; Genf",
    "CH-GR": "Grisons; Graubunden; Graubünden",
    "CH-TG": "Thurgovie",
    "CH-TI": "Tessin",
    "CH-VD": "Waadt",
    "CH-VS": "Wallis",
    "PL-24": "Silesia; Silésie; Schlesien",
    "US-CA": "Californië; Californie; Kalifornien",
}
"""Names that ISO 3166-2 has not, in Dutch, English, French and German: exonyms as Unicode CLDR spells them in its lists of
subdivisions (https://github.com/unicode-org/cldr/tree/main/common/subdivisions)."""
