"""In which subdivision (ISO 3166-2) the cities of GeoNames lie: its own codes are others, and it leaves out Belgian provinces."""

REGIONS = {
    f"{country}.{number}": f"{country}-{code}"
    for country, pairs in {
        "AU": "01 ACT 02 NSW 03 NT 04 QLD 05 SA 06 TAS 07 VIC 08 WA",
        "CA": "01 AB 02 BC 03 MB 04 NB 05 NL 07 NS 08 ON 09 PE 10 QC 11 SK 12 YT 13 NT 14 NU",
        "DE": "01 BW 02 BY 03 HB 04 HH 05 HE 06 NI 07 NW 08 RP 09 SL 10 SH 11 BB 12 MV 13 SN 14 ST 15 TH 16 BE",
        "ES": "07 IB 27 RI 29 MD 31 MC 32 NC 34 AS 39 CB 51 AN 52 AR 53 CN 54 CM 55 CL 56 CT 57 EX 58 GA 59 PV 60 VC "
        "CE CE ML ML",
        "FR": "11 IDF 24 CVL 27 BFC 28 NOR 32 HDF 44 GES 52 PDL 53 BRE 75 NAQ 76 OCC 84 ARA 93 PAC 94 20R",
        "GB": "ENG ENG NIR NIR SCT SCT WLS WLS",
        "NL": "01 DR 02 FR 03 GE 04 GR 05 LI 06 NB 07 NH 09 UT 10 ZE 11 ZH 15 OV 16 FL",
    }.items()
    for number, code in zip(pairs.split()[::2], pairs.split()[1::2], strict=True)
}

_TOWNS = {
    "BE-VAN": "Antwerp; Balen; Beerse; Berchem; Boom; Borgerhout; Bornem; Brasschaat; Deurne; Duffel; Edegem; Ekeren; "
    "Geel; Heist-op-den-Berg; Herentals; Hoboken; Hoogstraten; Kalmthout; Kapellen; Kasterlee; Kontich; Lier; "
    "Lille; Mechelen; Merksem; Mol; Mortsel; Nijlen; Putte; Puurs; Ranst; Schilde; Schoten; Sint-Katelijne- "
    "Waver; Stabroek; Turnhout; Westerlo; Willebroek; Wilrijk; Zwijndrecht",
    "BE-VBR": "Aarschot; Asse; Beersel; Diest; Dilbeek; Grimbergen; Halle; Herent; Heverlee; Kessel-Lo; Kortenberg; "
    "Leuven; Meise; Overijse; Rotselaar; Sint-Genesius-Rode; Sint-Pieters-Leeuw; Tervuren; Tienen; Vilvoorde; "
    "Zaventem; Zemst",
    "BE-VLI": "Beringen; Bilzen; Diepenbeek; Genk; Hasselt; Helchteren; Houthalen; Koersel; Lanaken; Lommel; Maaseik; "
    "Maasmechelen; Mechelen-aan-de-Maas; Neerpelt; Peer; Riemst; Sint-Truiden; Tessenderlo; Tongeren; Zolder; "
    "Zonhoven",
    "BE-VOV": "Aalst; Aalter; Beveren; Deinze; Denderleeuw; Dendermonde; Destelbergen; Eeklo; Evergem; Gent; Gentbrugge; "
    "Geraardsbergen; Haaltert; Hamme; Herzele; Lebbeke; Lede; Lochristi; Lokeren; Maldegem; Mariakerke; "
    "Merelbeke; Ninove; Oudenaarde; Ronse; Sint-Amandsberg; Sint-Gillis-Waas; Sint-Niklaas; Stekene; Temse; "
    "Wetteren; Wondelgem; Zele; Zottegem",
    "BE-VWV": "Assebroek; Blankenberge; Brugge; Diksmuide; Harelbeke; Ieper; Izegem; Knokke-Heist; Koksijde; Kortrijk; "
    "Menen; Middelkerke; Nieuwpoort; Oostkamp; Ostend; Poperinge; Roeselare; Sint-Andries; Sint-Kruis; "
    "Torhout; Veurne; Waregem; Wervik; Wevelgem; Zedelgem; Zwevegem; De Panne; Bredene",
    "BE-WBR": "Braine-l'Alleud; Louvain-la-Neuve; Nivelles; Ottignies; Rixensart; Tubize; Waterloo; Wavre",
    "BE-WHT": "Ath; Binche; Boussu; Braine-le-Comte; Charleroi; Châtelet; Châtelineau; Colfontaine; Courcelles; Dour; "
    "Fleurus; Frameries; Gilly; Jumet; La Louvière; Lessines; Manage; Marchienne-au-Pont; Marcinelle; Mons; "
    "Montignies-sur-Sambre; Morlanwelz-Mariemont; Mouscron; Pont-à-Celles; Péruwelz; Quaregnon; Saint- "
    "Ghislain; Soignies; Tournai",
    "BE-WLG": "Ans; Chaudfontaine; Flémalle-Haute; Fléron; Grivegnée; Herstal; Herve; Huy; Liège; Malmédy; Oupeye; "
    "Seraing; Soumagne; Spa; Stavelot; Verviers; Visé",
    "BE-WLX": "Arlon; Bastogne; Durbuy; Marche-en-Famenne; Virton",
    "BE-WNA": "Andenne; Ciney; Dinant; Gembloux; Jambes; Namur; Walcourt",
    "x-be-dg": "Eupen; Saint-Vith",
}
BELGIAN_PROVINCES = {town: code for code, towns in _TOWNS.items() for town in towns.split("; ")}
"""By the name that GeoNames gives first. Not here: towns with a namesake in another province (Heusden, Tielt)."""
