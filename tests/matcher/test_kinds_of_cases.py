"""Faults that plans brought to light, by kind: other plans of the same kinds on the real catalogue.

What each expects follows from the page that it names, or from counting by hand. A condition is about the questions that
it looks at."""

from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qs

import pytest

from matcher.engine.criteria import looks_at
from matcher.engine.match import Matching
from matcher.engine.verdicts import Group, Verdict
from matcher.proof import personas
from matcher.rules.holding import held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

TODAY = "2026-11-25"
OUT = ("no",)
OPEN = ("fits", "may-fit")


class Plan(NamedTuple):
    """`fails`, `holds`: questions about which a condition fails, and about which none does."""

    route: str
    query: str
    fails: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    on: str = TODAY
    no_day: bool = False
    group: str = ""


HOUSE = "applicant=foreign-organisation"
YOUTH = "applicant=youth-organisation&base=BE-VLG&goal=exchange-learn&partners=1&age=20&people=20&days=10"
ARTIST = "applicant=individual-artist&base=BE-VLG"
ORGANISATION = "applicant=arts-organisation&base=BE-VLG"
COOPERATE = "goal=cooperate&partners=1"
MUSEUM = "applicant=heritage-organisation&base=BE-VLG"

PLANS: dict[str, dict[str, Plan]] = {
    "direction seen only from here": {
        # https://www.vlaanderen.be/cjm/nl/cultuur/kunsten: foreign houses that programme a Flemish artist may apply
        "a Dutch house, at home": Plan(
            "kunstendecreet-tip", f"{HOUSE}&base=NL&place=NL&partners=1", holds=("place", "base")
        ),
        "a Japanese house, at home": Plan(
            "kunstendecreet-ip", f"{HOUSE}&base=JP&place=JP&partners=1", holds=("place", "base")
        ),
        # whichever of the two it names: where its guests come from, or itself
        "a Dutch house that names where its guests come from": Plan(
            "kunstendecreet-tip", f"{HOUSE}&base=NL&place=BE-VLG&partners=1", holds=("place", "base")
        ),
        "a Japanese house that names Brussels": Plan(
            "kunstendecreet-ip", f"{HOUSE}&base=JP&place=BE-BRU&partners=1", holds=("place", "base")
        ),
        "a Dutch house that names Flanders": Plan(
            "kunstendecreet-tip",
            f"{HOUSE}&base=NL&place=BE-VLG&goal=present-tour",
            holds=("goal", "place", "applicant"),
        ),
        "but nobody from here is paid to receive by it": Plan(
            "kunstendecreet-tip", f"{ORGANISATION}&place=NL&goal=host-incoming", fails=("goal",)
        ),
        "nor is an own address here abroad": Plan(
            "kunstendecreet-tip", f"{HOUSE}&base=BE-VLG&place=BE-VLG", fails=("place",)
        ),
        "and a house from here does not show abroad at home": Plan(
            "kunstendecreet-tip", f"{ORGANISATION}&place=BE-VLG", fails=("place",)
        ),
        # https://www.screenflanders.be: foreign producers that spend in Flanders
        "a French producer who films here": Plan("screen-flanders", f"{HOUSE}&base=FR&place=BE-VLG", holds=("base",)),
        # https://www.vaf.be: a majority producer from abroad
        "a Danish producer": Plan("vaf-minoritaire-coproductie", f"{HOUSE}&base=DK", holds=("base",)),
        "but a Walloon house is not abroad": Plan(
            "kunstendecreet-tip", f"{HOUSE}&base=BE-WAL&place=BE-VLG", fails=("place",)
        ),
    },
    "an art that says nothing of who has it in its collection": {
        # https://www.vlaanderen.be/cjm/nl/cultuur/cultureel-erfgoed: heritage institutions, of whatever art
        "a fashion museum": Plan(
            "cultureelerfgoed-internationale-projecten", f"{MUSEUM}&discipline=fashion", holds=("discipline",)
        ),
        "a circus archive": Plan(
            "cultureelerfgoed-cofinanciering", f"{MUSEUM}&discipline=circus", holds=("discipline",)
        ),
        "a film museum": Plan(
            "cultureelerfgoed-internationale-uitwisseling", f"{MUSEUM}&discipline=audiovisual", holds=("discipline",)
        ),
        "a label for heritage sites": Plan(
            "european-heritage-label", f"{MUSEUM}&discipline=architecture", ("discipline",)
        ),
        "no archive of its own": Plan("ica-projecten", f"{MUSEUM}&discipline=fashion", ("discipline",)),
        "but a fashion house is no museum": Plan(
            "cultureelerfgoed-internationale-projecten", f"{ORGANISATION}&discipline=fashion", ("discipline",)
        ),
    },
    "a territory without its state": {
        # https://culture.ec.europa.eu: Culture Moves Europe takes overseas countries and territories as destinations
        "Aruba": Plan("culture-moves-europe-individual", f"{ARTIST}&place=AW&days=20", holds=("place",)),
        "French Polynesia": Plan("culture-moves-europe-individual", f"{ARTIST}&place=PF&days=20", holds=("place",)),
        "New Caledonia": Plan("culture-moves-europe-individual", f"{ARTIST}&place=NC&days=20", holds=("place",)),
        # https://www.nordiskkulturkontakt.org: with the Faroe Islands, Greenland and Åland
        "Greenland, Nordic": Plan("nordic-baltic-mobiliteit", "base=DK&place=GL", holds=("place",)),
        "the Faroe Islands, Nordic": Plan("nordic-baltic-mobiliteit", "base=SE&place=FO", holds=("place",)),
        "Åland, Nordic": Plan("nordic-baltic-mobiliteit", "base=SE&place=AX", holds=("place",)),
    },
    "a number that stands in a sentence and judges nothing": {
        # https://youth.europa.eu/discovereu: at most 30 days
        "DiscoverEU of 31 days": Plan("discover-eu", "days=31", fails=("days",)),
        "DiscoverEU of 30 days": Plan("discover-eu", "days=30", holds=("days",)),
        # https://culture.ec.europa.eu: at least five works
        "four books": Plan("creative-europe-literary-works", "works=4", fails=("works",)),
        "five books": Plan("creative-europe-literary-works", "works=5", holds=("works",)),
        # https://www.belj.be (Bel'J): 4 to 15 days, 12 to 25 years
        "an exchange of three days": Plan("belj-groepsuitwisseling", "days=3", fails=("days",)),
        "an exchange of sixteen days": Plan("belj-groepsuitwisseling", "days=16", fails=("days",)),
        "an exchange of fifteen days": Plan("belj-groepsuitwisseling", "days=15", holds=("days",)),
        "an exchange at 26": Plan("belj-groepsuitwisseling", "age=26", fails=("age",)),
        # https://culture.ec.europa.eu: a group has at most five
        # https://dynamointernational.org: volunteers of Bel'J are 16 to 30
        "a volunteer of fifteen": Plan("belj-vrijwilligerswerk", "age=15", fails=("age",)),
        "a volunteer of thirty": Plan("belj-vrijwilligerswerk", "age=30", holds=("age",)),
        "six who travel": Plan("culture-moves-europe-individual", "applicant=collective&people=6", fails=("people",)),
        # https://en.unesco.org/creativity/ifcd: twelve to twenty-four months
        "a fund project of eleven months": Plan("unesco-ifcd", "months=11", fails=("months",)),
    },
    "members of a group without dates": {
        # https://www.gov.uk, 16 April 2026: the United Kingdom is associated to Erasmus+ from 2027
        "with London, in 2027": Plan("erasmus-youth-workers", f"{YOUTH}&place=GB&start=2027-09-01", holds=("place",)),
        "a small partnership with Cardiff, 2027": Plan(
            "erasmus-small-scale-partnerships", f"{YOUTH}&place=GB&start=2027-11-01", holds=("place",)
        ),
        # the list of 2021-2025 has ended; nothing is known of a next one
        "the work programmes ask no ended list": Plan(
            "bilaterale-werkprogrammas", f"{ORGANISATION}&place=JP", holds=("place",)
        ),
        "nor does cultural diplomacy": Plan(
            "dkbuza-culturele-diplomatie", f"{ORGANISATION}&place=DK", holds=("place",)
        ),
    },
    "may join but not lead, known only in a sentence": {
        # https://www.salto-youth.net: neighbouring partner countries take part, and may not apply
        "Georgia joins": Plan("erasmus-youth-exchanges", f"{YOUTH}&place=GE", holds=("place",)),
        "Tunisia joins": Plan("erasmus-youth-workers", f"{YOUTH}&place=TN", holds=("place",)),
        "Ukraine joins": Plan("erasmus-youth-exchanges", f"{YOUTH}&place=UA", holds=("place",)),
        "Morocco does not lead": Plan("erasmus-youth-exchanges", "base=MA&place=FR&partners=1", fails=("base",)),
        "Japan does not join": Plan("erasmus-youth-exchanges", f"{YOUTH}&place=JP", fails=("place",)),
    },
    "an incomplete list of rounds read as complete": {
        # their pages speak of more rounds a year than they give days for
        "between the days of the Arts Decree": Plan("kunstendecreet-ip", "start=2027-10-20", holds=("start",)),
        "circus, in May": Plan("circusdecreet-ontwikkelingsbeurs", "start=2027-05-20", holds=("start",)),
        "a literary exchange in September": Plan(
            "literaire-uitwisseling-organisatoren", "start=2027-09-20", holds=("start",)
        ),
    },
    "a change that somebody can make is not offered": {
        # https://etaamb.openjustice.be/fr/decret-du-08-mars-2024_n2024003402: a person only for amateur arts
        "a dance collective: not through one of them": Plan(
            "amateurkunsten-deelname-buitenland",
            "applicant=collective&base=BE-VLG&discipline=dance&goal=present-tour&place=RS&start=2027-09-01",
            verdict=OUT,
        ),
        "an amateur collective: through one of them": Plan(
            "amateurkunsten-deelname-buitenland",
            "applicant=collective&base=BE-VLG&discipline=amateur-arts&goal=present-tour&place=RS&start=2027-09-01",
            verdict=("almost",),
        ),
        # a non-profit may ask circus travel costs, a person may not
        "a circus artist": Plan(
            "circusdecreet-internationale-reiskosten",
            f"{ARTIST}&discipline=circus&goal=present-tour&place=FR&start=2027-09-20",
            verdict=("almost", *OPEN),
        ),
        "no change of destination for a tour": Plan(
            "bilateraal-hauts-de-france", f"{ORGANISATION}&goal=present-tour&place=FR-BRE&partners=1", verdict=OUT
        ),
    },
    "a change that leaves another plan": {
        # who works with one country is offered no partner in the one that a route is made for
        "Paris, and not Ukraine": Plan(
            "culture-helps-solidarity-samenwerking", f"{ORGANISATION}&{COOPERATE}&place=FR-IDF", verdict=OUT
        ),
        "Paris, and not Zeeland": Plan("scheldemondfonds", f"{MUSEUM}&{COOPERATE}&place=FR-IDF", verdict=OUT),
        "Berlin, and not Wallonia": Plan(
            "bilateraal-franse-gemeenschap", f"{ORGANISATION}&{COOPERATE}&place=DE-BE", verdict=OUT, on="2024-01-10"
        ),
        "a plan with Ukraine is one": Plan(
            "culture-helps-solidarity-samenwerking", f"{ORGANISATION}&{COOPERATE}&place=UA", holds=("place",)
        ),
        # one partner more beside the one that there is
        "Brabant, and Zeeland beside it": Plan(
            "scheldemondfonds",
            f"applicant=heritage-organisation&base=BE-VWV&{COOPERATE}&place=NL-NB&start=2027-05-01",
            verdict=("almost",),
        ),
        "Paris, and one partner more in Europe": Plan(
            "erasmus-cooperation-partnerships",
            f"{ORGANISATION}&discipline=theatre&{COOPERATE}&place=FR-IDF",
            verdict=("almost",),
        ),
    },
    "Communities modelled as territory": {
        # the Communities of Belgium are disjoint
        "Eupen is not French: film": Plan(
            "vaf-cca-coproductie", f"{ORGANISATION}&place=x-be-dg&partners=1", fails=("place",)
        ),
        "Eupen is not French: letters": Plan("wbi-letteren-evenement", "place=x-be-dg", fails=("place",)),
        "Namur is not German": Plan(
            "bilateraal-duitstalige-gemeenschap",
            f"{ORGANISATION}&place=x-be-fwb&partners=1",
            fails=("place",),
            on="2022-03-01",
        ),
        "Eupen is German": Plan(
            "bilateraal-duitstalige-gemeenschap",
            f"{ORGANISATION}&place=x-be-dg&partners=1",
            holds=("place",),
            on="2022-03-01",
        ),
    },
    "home excluded where the programme's area is meant": {
        # their pages ask a place in the area, and Flanders lies in it
        "a story of heritage days": Plan(
            "european-heritage-days-stories", f"{ORGANISATION}&place=BE-VLG", holds=("place",)
        ),
        "remembrance": Plan("cerv-european-remembrance", f"{ORGANISATION}&place=BE-VLG", holds=("place",)),
        "the tax shelter": Plan("tax-shelter-podiumkunsten", f"{ORGANISATION}&place=BE-VLG", holds=("place",)),
        "a residency in Forest": Plan("residentie-wiels-belgisch", f"{ARTIST}&place=BE-BRU", holds=("place",)),
        "but a tour is abroad": Plan("kunstendecreet-tip", f"{ORGANISATION}&place=BE-VLG", fails=("place",)),
    },
    "a demand on the partnership asked of each member": {
        # https://www.interreg-fwvl.eu: a partner on each side of the border
        "a Fleming and a Walloon": Plan(
            "interreg-fwvl-project", "base=BE-VWV&place=BE-WHT&partners=1", fails=("place",)
        ),
        "and a French partner": Plan(
            "interreg-fwvl-project", "base=BE-VWV&place=BE-WHT&place=FR-HDF&partners=2", holds=("place",)
        ),
        "one on each side of the Scheldt": Plan(
            "scheldemondfonds", "base=BE-VOV&place=NL-ZE&partners=1", holds=("place",)
        ),
        "two on the same side": Plan("scheldemondfonds", "base=BE-VOV&place=BE-VWV&partners=1", fails=("place",)),
        # https://www.interregmeuserhine.eu: a partner in another of the three countries
        "Limburg and the rest of Flanders": Plan(
            "interreg-maas-rijn-small-projects", "base=BE-VLI&place=BE-VLG&partners=1", fails=("place",)
        ),
        "Limburg and Belgium": Plan("interreg-maas-rijn-project", "base=BE-VLI&place=BE&partners=1", fails=("place",)),
        "Limburg and Dutch Limburg": Plan(
            "interreg-maas-rijn-small-projects", "base=BE-VLI&place=NL-LI&partners=1", holds=("place",)
        ),
    },
    "days worked out before availability": {
        # their pages say that they have ended
        "i-Portunus": Plan("i-portunus", f"{ARTIST}&place=FR&start=2027-06-01", verdict=OUT, no_day=True),
        "Japan": Plan("bilateraal-japan", f"{ORGANISATION}&place=JP&start=2027-06-01", verdict=OUT, no_day=True),
        "LIVEMX": Plan("livemx-grants", f"{ORGANISATION}&place=FR&start=2027-06-01", verdict=OUT, no_day=True),
        "the two seas": Plan("interreg-2-seas", f"{ORGANISATION}&place=FR&start=2027-06-01", verdict=OUT, no_day=True),
    },
    "a route that nobody can apply for counts as one": {
        "Leuven 2030 asks whom it wants": Plan("lov2030-projects", f"{ORGANISATION}&place=BE-VBR", verdict=OUT),
        "Morpho nominates": Plan("residentie-morpho-wildcard", f"{ARTIST}&place=BE-VAN&start=2027-09-01", verdict=OUT),
        "STEP has ended": Plan("ecf-step-reisbeurzen", f"{ARTIST}&place=TR", verdict=OUT),
    },
    "a place we don't know answers nothing": {
        # ISO 3166-2: each lies in the country that its code begins with
        "New South Wales": Plan("kunstendecreet-tip", f"{ARTIST}&place=AU-NSW", holds=("place",)),
        "São Paulo": Plan("kunstendecreet-tip", f"{ARTIST}&place=BR-SP", holds=("place",)),
        "the Western Cape": Plan("bilateraal-zuid-afrika", f"{ORGANISATION}&place=ZA-WC", holds=("place",)),
        "Tokyo is not South Africa": Plan("bilateraal-zuid-afrika", f"{ORGANISATION}&place=JP-13", fails=("place",)),
        # its source asks a country of the Union for the Mediterranean, or one south of the Sahara
        "Rabat, for the Mediterranean": Plan(
            "anna-lindh-alf-in-motion", f"{ORGANISATION}&place=MA-RAB&partners=1", holds=("place",)
        ),
        "Lagos, south of the Sahara": Plan("eunic-spaces-of-culture-afrika", "place=NG-LA", holds=("place",)),
        "Cairo is not": Plan("eunic-spaces-of-culture-afrika", "place=EG", fails=("place",)),
        "Peru is not Mediterranean": Plan(
            "anna-lindh-alf-in-motion", f"{ORGANISATION}&place=PE&partners=1", fails=("place",)
        ),
    },
    "a territory counted as a country beside its state": {
        # Greenland, the French overseas areas and the Caribbean ones count with their state, so they are one country with it
        "France and Réunion": Plan(
            "creative-europe-cooperation-small",
            f"{ORGANISATION}&goal=cooperate&place=FR&place=RE&partners=2",
            fails=("place",),
        ),
        "the Netherlands and Curaçao": Plan(
            "creative-europe-cooperation-small",
            f"{ORGANISATION}&goal=cooperate&place=NL&place=CW&partners=2",
            fails=("place",),
        ),
        "Aruba and France": Plan(
            "creative-europe-cooperation-small",
            f"{ORGANISATION}&goal=cooperate&place=AW&place=FR&partners=2",
            holds=("place",),
        ),
        "three towns of one country": Plan(
            "cerv-networks-of-towns",
            "applicant=local-authority&base=BE-VAN&goal=network&place=FR&place=RE&place=GP&partners=3&months=15",
            fails=("place",),
        ),
        "two festivals in France": Plan(
            "efa-effea", f"{ORGANISATION}&goal=present-tour&place=FR&place=MQ&partners=2", fails=("place",)
        ),
        "Denmark and Greenland, for research": Plan(
            "horizon-europe-culture", "base=BE-VLG&place=DK&place=GL&partners=2", fails=("place",)
        ),
        # https://sciencebusiness.net: the Faroe Islands are associated by themselves
        "Denmark and the Faroe Islands": Plan(
            "horizon-europe-culture", "base=BE-VLG&place=DK&place=FO&partners=2", holds=("place",)
        ),
        # https://www.nordiskkulturfond.org: Greenland, the Faroe Islands and Åland are named beside the five countries
        "Denmark and Greenland, Nordic": Plan(
            "nordisk-kulturfond-opstart", f"{ORGANISATION}&place=DK&place=GL&partners=2", holds=("place",)
        ),
    },
    "a round that is over taken for one without a day": {
        # https://vi.be: starts from February to April apply by 31 October, those from May to July by 31 January
        "a start in March": Plan(
            "kunstendecreet-ip",
            f"{ARTIST}&discipline=dance&goal=present-tour&place=DE&partners=1&start=2027-03-15",
            fails=("start",),
            verdict=("almost",),
        ),
        "a start in January": Plan("kunstendecreet-ip", "start=2027-01-20", holds=("start",)),
        "a start in December": Plan("kunstendecreet-ip", "start=2027-12-15", holds=("start",)),
        "a start in May": Plan("kunstendecreet-ip", "start=2027-05-01", holds=("start",)),
    },
    "a member for some actions counted for all, or one that nobody listed for none": {
        # https://mediadesk.fi: Georgia takes part in training, festivals and networks of festivals, not in development
        "Georgia develops a film": Plan(
            "media-co-development",
            "applicant=producer&base=BE-VLG&goal=create-coproduce&place=GE&partners=1",
            fails=("place",),
        ),
        "Georgia in a network of festivals": Plan(
            "media-festival-networks", f"{ORGANISATION}&goal=network&place=GE&partners=3", holds=("place",)
        ),
        # https://www.mreza-mira.net: countries associated to the programme count, and the page does not list them
        "a town in Serbia": Plan(
            "cerv-town-twinning",
            "applicant=local-authority&base=BE-VAN&goal=exchange-learn&place=RS&partners=1&people=60&months=8",
            holds=("place",),
            verdict=("may-fit",),
        ),
        "towns in France, Serbia and Bosnia": Plan(
            "cerv-networks-of-towns",
            "applicant=local-authority&base=BE-VAN&goal=network&place=FR&place=RS&place=BA&partners=3&months=15",
            holds=("place",),
            verdict=("may-fit",),
        ),
        "a British town": Plan(
            "cerv-town-twinning",
            "applicant=local-authority&base=BE-VAN&goal=exchange-learn&place=GB&partners=1&people=60&months=8",
            fails=("place",),
        ),
    },
    "a list of countries known only in a sentence": {
        # https://princeclausfund.org: those who live in a country of the DAC list
        "an artist in Chicago": Plan("prince-claus-seed-award", "base=US", fails=("base",), verdict=OUT),
        "an artist in Dakar": Plan("prince-claus-seed-award", "base=SN", holds=("base",)),
        # https://togonewsgazette.com: developing countries that are party to the Convention of 2005; an international
        # organisation works in two of them
        "a French house in one country": Plan(
            "unesco-ifcd", f"{HOUSE}&base=FR&goal=cooperate&place=SN", fails=("place",)
        ),
        "a French house in two countries": Plan(
            "unesco-ifcd", f"{HOUSE}&base=FR&goal=cooperate&place=SN&place=CM", holds=("place",)
        ),
        "its own country is none of the two": Plan(
            "unesco-ifcd", f"{HOUSE}&base=FR&goal=cooperate&place=SN&place=FR", fails=("place",)
        ),
        "a French house in France": Plan("unesco-ifcd", f"{HOUSE}&base=FR&goal=cooperate&place=FR", fails=("place",)),
        "a house in Senegal": Plan("unesco-ifcd", f"{HOUSE}&base=SN&goal=cooperate&place=SN", holds=("place", "base")),
    },
    "through somebody else asked of the visitor's own address": {
        # https://dutchculture.nl: a Dutch group that plays abroad applies; who programmes it, points it to this way
        "a house in Ghent programmes a Dutch group": Plan(
            "fonds-podiumkunsten-snelloket",
            f"{ORGANISATION}&discipline=theatre&goal=host-incoming&place=NL&partners=1",
            group="through",
        ),
        "but not a German one": Plan(
            "fonds-podiumkunsten-snelloket",
            f"{ORGANISATION}&discipline=theatre&goal=host-incoming&place=DE&partners=1",
            group="other",
        ),
        "a house in Ghent tours there itself": Plan(
            "fonds-podiumkunsten-snelloket",
            f"{ORGANISATION}&discipline=theatre&goal=present-tour&place=NL&partners=1",
            group="other",
        ),
        "the Dutch group itself, which tours here": Plan(
            "fonds-podiumkunsten-snelloket",
            f"{HOUSE}&base=NL&discipline=theatre&goal=present-tour&place=BE-VLG&partners=1",
            holds=("goal", "base", "place"),
        ),
        # https://mondriaanfonds.nl: the artist, curator or critic from the Netherlands asks for the trip
        "a curator from Rotterdam talks here": Plan(
            "mondriaan-voucher-international",
            f"{ORGANISATION}&discipline=visual-arts&goal=host-incoming&place=NL-ZH&partners=1&start=2027-03-01",
            group="through",
        ),
        "an artist from Curaçao": Plan(
            "mondriaan-voucher-international",
            f"{ORGANISATION}&discipline=visual-arts&goal=host-incoming&place=CW&partners=1",
            group="through",
        ),
        # https://www.effea.eu/faq: a festival applies, with two festivals of its own choice in other countries
        "one festival wants to host": Plan(
            "efa-effea", f"{ARTIST}&discipline=dance&goal=residency&place=FR&partners=1", group="through"
        ),
        "a festival in Japan": Plan(
            "efa-effea", f"{ARTIST}&discipline=dance&goal=residency&place=JP&partners=1", group="other"
        ),
        # https://www.vaf.be: the Flemish co-producer applies
        "a Danish producer with one in Flanders": Plan(
            "vaf-minoritaire-coproductie",
            f"{HOUSE}&base=DK&discipline=audiovisual&goal=create-coproduce&place=BE-VLG&partners=1",
            group="through",
        ),
        # https://www.vaf.be/samenwerkingen/structurele-partnerfondsen: a producer on either side of the border
        "a maker of a film with the Netherlands": Plan(
            "vaf-nff-coproductie", f"{ARTIST}&discipline=audiovisual&goal=create-coproduce&place=NL", group="through"
        ),
        "and of one with France": Plan(
            "vaf-nff-coproductie", f"{ARTIST}&discipline=audiovisual&goal=create-coproduce&place=FR", group="other"
        ),
        # https://www.flandersliterature.be: a publisher abroad applies; one in Wallonia is not abroad
        "an author whom a house in Lyon translates": Plan(
            "flanders-literature-vertaalsubsidie",
            f"{ARTIST}&discipline=literature&goal=translate-publish&place=FR",
            group="through",
        ),
        "nor is one in Amsterdam, inside the language area": Plan(
            "flanders-literature-vertaalsubsidie",
            "applicant=translator&base=NL&discipline=literature&goal=translate-publish&place=NL",
            group="other",
        ),
        "an author at a festival in Namur": Plan(
            "flanders-literature-reissubsidie",
            f"{ARTIST}&discipline=literature&goal=present-tour&place=BE-WAL",
            group="other",
        ),
        "an author whom a house in Liège translates": Plan(
            "flanders-literature-vertaalsubsidie",
            f"{ARTIST}&discipline=literature&goal=translate-publish&place=BE-WAL",
            group="other",
        ),
    },
    "comes back, as was last seen long ago": {
        # http://www.vaf.be/vorming/beurzen/ is a page of 2015, and no later one was found
        "bursaries for training": Plan(
            "vaf-beurzen", f"{ARTIST}&discipline=audiovisual&goal=exchange-learn&place=FR", group="later"
        ),
        # http://ietm.org: what was found held for the meeting of June 2023, so it is expected, and says when it was seen
        "travel grants for a meeting": Plan(
            "ietm-reisbeurzen", f"{ORGANISATION}&discipline=theatre&goal=network&place=FR", verdict=OPEN, no_day=True
        ),
        # https://databank.kunsten.be: ran in 2022 and 2023
        "research in Antwerp": Plan(
            "residentie-morpho-onderzoek",
            f"{ARTIST}&discipline=visual-arts&goal=research-reflect&place=BE-VAN",
            verdict=OPEN,
            no_day=True,
        ),
        # https://grantalist.com: the call of 2025 closed on 1 October, that of 2024 on 6 June
        "remembrance had a round in 2025": Plan(
            "cerv-european-remembrance", f"{ORGANISATION}&discipline=theatre&goal=educate&place=FR", verdict=OPEN
        ),
        # https://morphoantwerp.be: a stay from August 2025, of which no closing day is known
        "an artist from Helsinki in Antwerp": Plan(
            "residentie-morpho-uitwisseling",
            "applicant=individual-artist&base=FI&discipline=visual-arts&goal=residency&place=BE-VAN&days=150",
            verdict=OPEN,
        ),
        # https://deburen.eu: every summer since 2012, in 2025 from 17 to 31 July
        "two weeks in Paris": Plan(
            "deburen-schrijfresidentie-parijs",
            f"{ARTIST}&discipline=literature&goal=residency&place=FR&age=25&days=14",
            verdict=OPEN,
        ),
        # https://www.vaf.be, November 2025: production support also for minority producers, with days in 2026
        "a minority share in a Danish film": Plan(
            "vaf-minoritaire-coproductie",
            "applicant=producer&base=BE-VLG&discipline=audiovisual&goal=create-coproduce&place=DK&partners=1",
            verdict=OPEN,
        ),
    },
    "a group outside its period as an answer": {
        # an ended list stands for its last members
        "the Baltic list, for Hauts-de-France": Plan(
            "bilateraal-hauts-de-france", f"{ORGANISATION}&place=vl-prio-baltische-staten&partners=1", fails=("place",)
        ),
        "the South African list, for South Africa": Plan(
            "bilateraal-zuid-afrika", f"{ORGANISATION}&place=vl-prio-zuid-afrika", holds=("place",)
        ),
        "the Moroccan list, for the Mediterranean": Plan(
            "anna-lindh-alf-in-motion", f"{ORGANISATION}&place=vl-prio-marokko&partners=1", holds=("place",)
        ),
        "the Moroccan list, for Quebec": Plan(
            "bilateraal-quebec", f"{ORGANISATION}&place=vl-prio-marokko&partners=1", fails=("place",)
        ),
    },
}


@pytest.mark.parametrize("kind", PLANS)
def test_other_plans_of_the_kind_are_right(kind: str) -> None:
    assert {name: found for name, plan in PLANS[kind].items() if (found := wrong(plan))} == {}


def wrong(plan: Plan) -> str:
    """What is not as it should be; "" for nothing."""
    site = held()
    compiled = site.compiled(date.fromisoformat(plan.on))
    answers, notes = personas.read(parse_qs(plan.query), site)
    matching = Matching(compiled, answers)
    failing = {
        str(question)
        for index in matching.assessment.failing
        if compiled.criteria[index] in compiled.demanded(plan.route)
        for question in looks_at(compiled.criteria[index])
    }
    verdict = matching.verdict(plan.route)
    due = matching.due(plan.route)
    if lost := [note.message for note in notes if not note.is_read]:
        return f"not understood: {lost}"
    if missing := [one for one in plan.fails if one not in failing]:
        return f"nothing fails about {missing}"
    if failing_still := [one for one in plan.holds if one in failing]:
        return f"fails about {failing_still}"
    if plan.verdict and verdict not in plan.verdict:
        return f"is {verdict}"
    if plan.group and (route := matching.route(plan.route)) and route.group != plan.group:
        return f"is told under {route.group}"
    return "has a day" if plan.no_day and (due.submit_by or due.next_closing) else ""


def test_each_kind_has_at_least_three_other_plans() -> None:
    assert min(len(plans) for plans in PLANS.values()) >= 3


def test_nothing_is_almost_without_a_change_or_a_check_to_tick() -> None:
    """Over plans of every kind of this file."""
    site, count = held(), 0
    for plan in [plan for plans in PLANS.values() for plan in plans.values()]:
        answers, _ = personas.read(parse_qs(plan.query), site)
        matching = Matching(site.compiled(date.fromisoformat(plan.on)), answers)
        money, beside = matching.routes()
        for route in (*money, *beside):
            if route.verdict is Verdict.ALMOST:
                count += 1
                assert route.group is Group.ONE_CHANGE
                assert [failure.change is not None for failure in route.fails] == [True]
    assert count > 100
