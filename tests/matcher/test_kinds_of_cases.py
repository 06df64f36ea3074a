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
from tests.the import the

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

TODAY = "2026-11-25"
OUT = ("no",)
OPEN = ("fits", "may-fit")


class Plan(NamedTuple):
    """`fails`, `holds`, `waits`: questions about which a condition fails, none does, or one is not known; `change`: which answer
    it is proposed to change; `covers`: at most so many euros; `submit_by`: the day to apply by."""

    route: str
    query: str
    fails: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    on: str = TODAY
    no_day: bool = False
    group: str = ""
    change: str = ""
    waits: tuple[str, ...] = ()
    covers: int | None = None
    submit_by: str = ""


HOUSE = "applicant=foreign-organisation"
YOUTH = "applicant=youth-organisation&base=BE-VLG&goal=exchange-learn&partners=1&age=20&people=20&days=10"
ARTIST = "applicant=individual-artist&base=BE-VLG"
ORGANISATION = "applicant=arts-organisation&base=BE-VLG"
COOPERATE = "goal=cooperate&partners=1"
MUSEUM = "applicant=heritage-organisation&base=BE-VLG"
GROUP_OF_FOUR = (
    "applicant=collective&base=BE-VLG&discipline=theatre&goal=create-coproduce&place=RS&partners=1&people=4&age=30"
)
BUSINESS = "applicant=creative-enterprise&base=BE-VLG"
REMEMBRANCE = f"{BUSINESS}&discipline=theatre&goal=educate&place=FR&partners=1"
TOWN = "applicant=local-authority&base=BE-VAN&goal=exchange-learn&partners=1&people=60&months=8&budget=20000"
FILM = "applicant=producer&discipline=audiovisual&goal=create-coproduce"
FESTIVAL = f"{ORGANISATION}&place=FR&place=DE&partners=2"

PLANS: dict[str, dict[str, Plan]] = {
    "a host names where its guests come from": {
        # https://www.vgc.be: projects in Brussels, for who is established there
        "a theatre in Brussels, guests from Japan": Plan(
            "vgc-kunstprojecten",
            "applicant=arts-organisation&base=BE-BRU&goal=host-incoming&place=JP",
            holds=("place",),
        ),
        "a festival of letters in Brussels, an author from Colombia": Plan(
            "wbi-letteren-evenement",
            "applicant=arts-organisation&base=BE-BRU&discipline=literature&goal=host-incoming&place=CO",
            holds=("place", "goal"),
        ),
        "a festival in Ghent": Plan(
            "wbi-letteren-evenement", f"{ORGANISATION}&goal=host-incoming&place=CO", fails=("base",)
        ),
        "a co-production with Lyon that is shown in Brussels too": Plan(
            "vgc-kunstprojecten",
            "applicant=arts-organisation&base=BE-BRU&goal=create-coproduce&place=FR",
            holds=("place",),
        ),
        "a tour of France is not": Plan(
            "vgc-kunstprojecten", "applicant=arts-organisation&base=BE-BRU&goal=present-tour&place=FR", fails=("place",)
        ),
    },
    "who may apply from abroad is a partner too": {
        # https://www.vlaanderen.be/cjm/nl/cultuur/kunsten: the venue abroad that shows the work may apply
        "a French house alone": Plan(
            "kunstendecreet-ip",
            f"{HOUSE}&base=FR&goal=host-incoming&place=BE-VLG&partners=0",
            holds=("partners", "place"),
        ),
        "a company from here alone": Plan(
            "kunstendecreet-ip", f"{ORGANISATION}&goal=present-tour&place=FR&partners=0", fails=("partners",)
        ),
        "who says not who it is": Plan(
            "kunstendecreet-ip", "base=BE-VLG&goal=present-tour&place=FR&partners=0", holds=("partners",), verdict=OPEN
        ),
        # https://www.vaf.be: the producer here applies, so a producer abroad is none of the partners asked for
        "a producer abroad, of a film with Flanders": Plan(
            "vaf-minoritaire-coproductie", "base=BE-VLG&place=DE&partners=0", fails=("partners",)
        ),
    },
    "a city's grant is not for its whole province": {
        "Kortrijk, asked from West Flanders": Plan(
            "kortrijk-internationale-werking",
            "applicant=amateur-group&base=BE-VWV&discipline=theatre&goal=present-tour&place=DE&start=2027-05-01",
            verdict=("may-fit",),
        ),
        "from Kortrijk": Plan(
            "kortrijk-internationale-werking", "applicant=amateur-group&base=x-be-kort&place=DE", holds=("base",)
        ),
        "from Bruges, in the same province": Plan(
            "kortrijk-internationale-werking", "applicant=amateur-group&base=x-be-vwv&place=DE", fails=("base",)
        ),
        "from Ghent": Plan(
            "kortrijk-internationale-werking", "applicant=amateur-group&base=BE-VOV&place=DE", fails=("base",)
        ),
        "from Lille, across the border": Plan(
            "kortrijk-internationale-werking", "applicant=amateur-group&base=FR-HDF&place=DE", fails=("base",)
        ),
    },
    "an address in Brussels does not say to which Community one belongs": {
        # https://www.sabam.be: the page is for persons and organisations of the French Community
        "a trio in Brussels": Plan(
            "sabam-wbi-eerste-showcase", "applicant=collective&base=BE-BRU&discipline=pop-jazz-folk", verdict=OPEN
        ),
        "one in Liège": Plan(
            "sabam-wbi-eerste-showcase", "applicant=collective&base=BE-WLG&discipline=pop-jazz-folk", verdict=OPEN
        ),
        "and surely not one in Ghent": Plan(
            "sabam-wbi-eerste-showcase", "applicant=collective&base=BE-VLG&discipline=pop-jazz-folk", fails=("base",)
        ),
    },
    "what a newer page of the funder says": {
        # https://www.accioncultural.es/en/pice-grants: video games among the disciplines
        "a Spanish maker of games at a festival here": Plan(
            "ace-pice-movilidad",
            f"{ORGANISATION}&discipline=games&goal=host-incoming&place=ES&partners=1&start=2027-06-01",
            verdict=("fits",),
        ),
        # https://dutchculture.nl: individuals and organisations, groups and performers
        "a Dutch singer": Plan(
            "fonds-podiumkunsten-snelloket",
            "applicant=individual-artist&base=NL&discipline=pop-jazz-folk&goal=present-tour&place=BE-VLG&partners=1",
            holds=("applicant", "base", "place"),
        ),
        # https://www.mondriaanfonds.nl/en/apply-for-a-grant/grants/voucher-international: a lecture, performance or workshop
        "a performance from Curaçao": Plan(
            "mondriaan-voucher-international",
            "applicant=individual-artist&base=CW&discipline=visual-arts&goal=present-tour&place=BE-VLG&partners=1",
            holds=("goal", "base"),
        ),
        # http://www.norden.lt: residents of the Faroe Islands, Greenland and Åland too; translators; research
        "a translator from the Faroe Islands": Plan(
            "nordic-baltic-mobiliteit",
            "applicant=translator&base=FO&discipline=literature&goal=research-reflect&place=IS",
            holds=("applicant", "base", "goal"),
        ),
        # https://creativeeuropeireland.eu: works and prototypes of interactive stories, no film and no series
        "a studio makes a game with another": Plan(
            "media-games-immersive",
            "applicant=producer&base=BE-VLG&discipline=games&goal=create-coproduce&place=FR",
            holds=("goal", "discipline"),
        ),
        "a documentary": Plan(
            "media-games-immersive",
            "applicant=producer&base=BE-VLG&discipline=audiovisual&goal=create-coproduce&place=NL",
            fails=("discipline",),
        ),
        # https://financien.belgium.be: the tax shelter for gaming
        "a studio in Ghent": Plan(
            "tax-shelter-games",
            f"{BUSINESS}&discipline=games&goal=invest&place=FR",
            holds=("discipline", "place", "applicant"),
        ),
        "a film there": Plan(
            "tax-shelter-games", f"{BUSINESS}&discipline=audiovisual&goal=invest", fails=("discipline",)
        ),
        # https://www.vlaio.be: 125,000 euro since 2023, photography among the sectors
        "a photographer who borrows": Plan(
            "hefboom-cultuurkrediet",
            f"{ARTIST}&discipline=photography&goal=invest&budget=120000",
            holds=("discipline", "base"),
        ),
        # https://euregioscheldemond.be: schools, on education
        "a school at the Scheldt": Plan(
            "scheldemondfonds",
            "applicant=education-institution&base=BE-VWV&discipline=theatre&goal=educate&place=NL-ZE&partners=1",
            holds=("goal", "applicant"),
        ),
    },
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
            "kunstendecreet-tip", f"{ORGANISATION}&place=NL&goal=host-incoming", fails=("goal",), verdict=OUT
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
        # https://etaamb.openjustice.be/nl/decreet-van-23-april-2021_n2021041946.html:
        # the French- and German-speaking areas count as abroad
        "a Walloon house too": Plan("kunstendecreet-tip", f"{HOUSE}&base=BE-WAL&place=BE-VLG", holds=("place",)),
        "and one in Eupen": Plan("kunstendecreet-ip", f"{HOUSE}&base=x-be-dg&place=BE-VLG", holds=("place",)),
        "but no house in Brussels": Plan("kunstendecreet-tip", f"{HOUSE}&base=BE-BRU&place=BE-VLG", fails=("place",)),
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
        # https://opz.art/opportunities/Pmx2uCE7mIyLuihL4mp-O: residencies of one to three months, to six, to ten
        "a residency of two weeks": Plan("culture-moves-europe-residency-hosts", "days=14", fails=("days",)),
        "a residency of a month": Plan("culture-moves-europe-residency-hosts", "days=28", holds=("days",)),
        "a residency of eleven months": Plan("culture-moves-europe-residency-hosts", "days=330", fails=("days",)),
        # https://bel-j.be/nl/organisaties/groepsuitwisseling/: 8 to 60 participants
        "an exchange with sixty-one": Plan("belj-groepsuitwisseling", "people=61", fails=("people",)),
        "an exchange with eight": Plan("belj-groepsuitwisseling", "people=8", holds=("people",)),
        # https://vlaanderen.be/cjm/nl/node/737: 10 days to 3 months
        "a volunteer for nine days": Plan("belj-vrijwilligerswerk", "days=9", fails=("days",)),
        "a volunteer for a hundred days": Plan("belj-vrijwilligerswerk", "days=100", fails=("days",)),
        "a volunteer for three months": Plan("belj-vrijwilligerswerk", "days=92", holds=("days",)),
        # https://programaseuropeos.injuve.es/en/ces/volunteering-esc-51: two weeks to twelve months
        "ten days for solidarity": Plan("solidarity-volunteering", "days=10", fails=("days",)),
        "two weeks for solidarity": Plan("solidarity-volunteering", "days=14", holds=("days",)),
        "more than a year for solidarity": Plan("solidarity-volunteering", "days=400", fails=("days",)),
        # https://europeannewstoday.com/?p=18376: alone or in groups of five
        "six by train": Plan("discover-eu", "people=6", fails=("people",)),
        "five by train": Plan("discover-eu", "people=5", holds=("people",)),
        # https://iky.gr/en/?p=44734: each activity lasts at least two days
        "adults who learn for a day": Plan("erasmus-ka1-adult-short", "days=1", fails=("days",)),
        "adults who learn for two days": Plan("erasmus-ka1-adult-accredited", "days=2", holds=("days",)),
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
    "a house in one town, and another region": {
        # the houses stand in Rome, Warsaw, Marrakesh, on Lake Como and in New York
        "Rome, and not Milan": Plan("residentie-academia-belgica-rome", f"{ARTIST}&place=IT-25", fails=("place",)),
        "Rome": Plan("residentie-academia-belgica-rome", f"{ARTIST}&place=IT-62", holds=("place",)),
        "somewhere in Italy": Plan("residentie-academia-belgica-rome", f"{ARTIST}&place=IT", waits=("place",)),
        "Warsaw, and not Krakow": Plan("residentie-ujazdowski-warschau", f"{ARTIST}&place=PL-12", fails=("place",)),
        "Marrakesh, and not Casablanca": Plan("residentie-le-18-marrakech", f"{ARTIST}&place=MA-06", fails=("place",)),
        "Lake Como, and not Rome": Plan("residentie-isola-comacina", f"{ARTIST}&place=IT-62", fails=("place",)),
        "New York, and not Texas": Plan(
            "residentie-residency-unlimited-new-york", f"{ARTIST}&place=US-TX", fails=("place",)
        ),
    },
    "a list that ends with a programme, and a start after it": {
        # Creative Europe and Erasmus+ end with 2027: a call of that year may pay what begins in 2028, for whom nobody knows
        "cooperation in May 2028": Plan(
            "creative-europe-cooperation-small",
            f"{ORGANISATION}&discipline=theatre&goal=cooperate&place=FR&place=DE&partners=2&start=2028-05-01&budget=300000",
            verdict=("may-fit",),
        ),
        "who was never in it is not in it": Plan(
            "creative-europe-cooperation-small",
            "base=BE-VLG&place=MA&place=JP&partners=2&start=2028-05-01",
            fails=("place",),
        ),
        "a festival in 2028": Plan("media-european-festivals", "base=BE-VLG&start=2028-05-01", waits=("base",)),
    },
    "what happens online is no journey": {
        # they pay travel, or a stay
        "mobility": Plan("culture-moves-europe-individual", f"{ARTIST}&place=FR&at=online", fails=("at",)),
        "a residency in Paris": Plan(
            "residentie-cite-des-arts-parijs", f"{ARTIST}&place=FR-IDF&at=online", fails=("at",)
        ),
        "a concert tour": Plan("sabam-liveurope", f"{ARTIST}&place=FR&at=online", fails=("at",)),
        "the travel of amateurs": Plan(
            "amateurkunsten-deelname-buitenland",
            "applicant=amateur-group&base=BE-VLG&place=FR&at=online",
            fails=("at",),
        ),
    },
    "a status that somebody says of their own accord": {
        # nobody is asked for it; the checks of these routes say the same
        "who says nothing": Plan(
            "kunstendecreet-beurs-opkomend-talent",
            f"{ARTIST}&discipline=dance&goal=research-reflect&months=6&start=2027-09-01",
            verdict=("fits",),
        ),
        "a student": Plan(
            "kunstendecreet-beurs-opkomend-talent",
            f"{ARTIST}&discipline=dance&goal=research-reflect&months=6&start=2027-09-01&status=student",
            verdict=OUT,
        ),
        "a company at the VGC": Plan(
            "vgc-kunstprojecten", "applicant=arts-organisation&base=BE-BRU&status=company", verdict=OUT
        ),
        "a non-profit at the VGC": Plan(
            "vgc-kunstprojecten", "applicant=arts-organisation&base=BE-BRU&status=non-profit", verdict=OPEN
        ),
    },
    "money that is not there": {
        # a fund of 75,000 euro a year; a pot of 10,000; sums that nobody knows any more
        "the fund of the Scheldt": Plan(
            "scheldemondfonds", "base=BE-VOV&place=NL-ZE&partners=1&budget=3000000", covers=75_000
        ),
        "Darna": Plan("darna-projectoproep", "base=BE-VLG&place=BE-VLG&budget=60000", covers=10_000),
        "half of little": Plan("darna-projectoproep", "base=BE-VLG&place=BE-VLG&budget=8000", covers=4_000),
    },
    "a part of an area that counts only for something else": {
        # https://www.flandersinvestmentandtrade.com: outside the European Economic Area, or a fair of international standing
        "a tour in Germany": Plan("fit-internationaal-ondernemen", f"{BUSINESS}&place=DE", waits=("place",)),
        "a fair in Japan": Plan("fit-internationaal-ondernemen", f"{BUSINESS}&place=JP", holds=("place",)),
        "a fair in Antwerp": Plan("fit-internationaal-ondernemen", f"{BUSINESS}&place=BE-VAN", fails=("place",)),
    },
    "a day that closes every month": {
        # https://www.literatuurvlaanderen.be: the deadline is always the first day of the month
        "a start in April": Plan(
            "literaire-uitwisseling-makers",
            f"{ARTIST}&discipline=literature&goal=exchange-learn&place=NL&start=2027-04-10",
            submit_by="2027-04-01",
        ),
        "a start tomorrow": Plan(
            "literaire-uitwisseling-makers",
            f"{ARTIST}&discipline=literature&goal=exchange-learn&place=NL&start=2026-11-26",
            fails=("start",),
        ),
        "a start in January": Plan(
            "literaire-uitwisseling-makers",
            f"{ARTIST}&discipline=literature&goal=exchange-learn&place=NL&start=2027-01-20",
            submit_by="2027-01-01",
        ),
    },
    "a change that leaves another plan": {
        # https://opz.art/opportunities/Pmx2uCE7mIyLuihL4mp-O: a group stays 7 to 21 days; it does not become one person
        "four who stay for a month": Plan(
            "culture-moves-europe-individual",
            f"{GROUP_OF_FOUR}&days=30",
            fails=("days",),
            verdict=("almost",),
            change="days",
        ),
        "four who stay for three weeks": Plan(
            "culture-moves-europe-individual", f"{GROUP_OF_FOUR}&days=21", holds=("days",), verdict=OPEN
        ),
        # who works with one country is offered no partner in the one that a route is made for
        "Paris, and not Ukraine": Plan(
            "culture-helps-solidarity-samenwerking", f"{ORGANISATION}&{COOPERATE}&place=FR-IDF", verdict=OUT
        ),
        "Paris, and not Zeeland": Plan("scheldemondfonds", f"{MUSEUM}&{COOPERATE}&place=FR-IDF", verdict=OUT),
        "Berlin, and not Wallonia": Plan(
            "bilateraal-franse-gemeenschap", f"{ORGANISATION}&{COOPERATE}&place=DE-BE", verdict=OUT, on="2024-01-10"
        ),
        "a training in the United States, and not in Europe": Plan(
            "cerv-european-remembrance",
            f"{BUSINESS}&discipline=theatre&goal=educate&place=US&partners=1",
            fails=("place",),
            verdict=OUT,
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
        "Eupen is not French: letters": Plan("wbi-letteren-evenement", "base=x-be-dg", fails=("base",)),
        "Namur is not German": Plan(
            "bilateraal-duitstalige-gemeenschap",
            f"{ORGANISATION}&place=x-be-fwb&partners=1",
            fails=("place",),
            on="2022-03-01",
        ),
        # who says Flemish Community has said which one
        "Flemish is not French: travel": Plan(
            "wbm-travel-support", "applicant=individual-artist&base=x-be-vlg&place=US", fails=("base",)
        ),
        "Flemish is not French: letters": Plan("wbi-letteren-evenement", "base=x-be-vlg", fails=("base",)),
        "Flemish is not French: film": Plan(
            "vaf-cca-coproductie", f"{ORGANISATION}&place=x-be-vlg&partners=1", fails=("place",)
        ),
        "Brussels may be": Plan("wbi-letteren-evenement", "base=BE-BRU", waits=("base",)),
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
        "two houses in France": Plan(
            "perform-europe", f"{ORGANISATION}&goal=present-tour&place=FR&place=MQ&partners=2", fails=("place",)
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
        # https://europa.rs, September 2023: local authorities of Serbia may join in twinning
        "a town in Serbia": Plan(
            "cerv-town-twinning",
            f"{TOWN}&place=RS",
            holds=("place",),
            verdict=("fits",),
        ),
        # https://www.mreza-mira.net: countries associated to the programme count, and the page does not list them
        "a town in Bosnia": Plan(
            "cerv-town-twinning",
            f"{TOWN}&place=BA",
            holds=("place",),
            verdict=("may-fit",),
        ),
        # https://integrimievropian.rks-gov.net, December 2023: signed, and not yet in force
        "a town in Kosovo": Plan(
            "cerv-town-twinning",
            f"{TOWN}&place=XK",
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
    "more shut out, or let in, than its source says": {
        # https://erasmusplus-jugend.de/antragstellung/antragsrunden: 12 February serves June to December
        "a youth exchange in March": Plan(
            "erasmus-youth-exchanges", f"{YOUTH}&place=FR&start=2027-03-01", fails=("start",)
        ),
        "a small partnership in April": Plan(
            "erasmus-small-scale-partnerships",
            f"{ORGANISATION}&{COOPERATE}&place=FR&start=2027-04-10",
            fails=("start",),
        ),
        # https://solidaritaetskorps.de: British partners cannot, neighbours can
        "a volunteer in Glasgow": Plan(
            "solidarity-volunteering",
            "applicant=youth-organisation&base=BE-VLG&goal=exchange-learn&place=GB&start=2027-09-01",
            fails=("place",),
        ),
        "a volunteer in Tbilisi": Plan(
            "solidarity-volunteering",
            "applicant=youth-organisation&base=BE-VLG&goal=exchange-learn&place=GE&start=2027-09-01",
            holds=("place",),
        ),
        # https://princeclausfund.org: countries of the DAC list
        "an artist in Singapore": Plan(
            "prince-claus-seed-award", "applicant=individual-artist&base=SG&discipline=dance", fails=("base",)
        ),
        # https://dutchculture.nl: a group applies; https://mondriaanfonds.nl: artists and curators, not the house
        "a Dutch company plays in Ghent": Plan(
            "fonds-podiumkunsten-snelloket",
            "applicant=arts-organisation&base=NL&discipline=theatre&goal=present-tour&place=BE-VLG&partners=1",
            holds=("applicant", "base"),
        ),
        "a Dutch house asks no voucher": Plan(
            "mondriaan-voucher-international",
            f"{HOUSE}&base=NL&discipline=visual-arts&place=BE-VLG",
            fails=("applicant",),
        ),
        # https://circuscentrum.be/nl/kansen/subsidie-voor-internationale-reiskosten: schools, companies, festivals, the centre
        "a circus workspace travels": Plan(
            "circusdecreet-internationale-reiskosten",
            f"{ORGANISATION}&discipline=circus&goal=present-tour&place=FR&grant=circus-workspace",
            holds=("grant",),
        ),
        "a circus company with money of the decree does not": Plan(
            "circusdecreet-internationale-reiskosten",
            f"{ORGANISATION}&discipline=circus&goal=present-tour&place=FR&grant=circus",
            fails=("grant",),
        ),
        "nor does a workspace make a creation with it": Plan(
            "circusdecreet-creatie-spreiding",
            f"{ORGANISATION}&discipline=circus&goal=create-coproduce&grant=circus-workspace",
            fails=("grant",),
        ),
        # https://www.vlaanderen.be/cjm/nl/cultuur/kunsten/subsidies/projectsubsidies: artists from abroad too
        "an artist in Rotterdam with a project here": Plan(
            "kunstendecreet-projectsubsidie",
            "applicant=individual-artist&base=NL&discipline=dance&goal=create-coproduce&place=BE-VLG&start=2027-09-01",
            holds=("base",),
            verdict=OPEN,
        ),
        # https://www.flandersliterature.be/grants/travel-grants: readings, festivals, fairs; not the translation
        "travel money is no translation money": Plan(
            "flanders-literature-reissubsidie",
            f"{HOUSE}&base=FR&discipline=literature&goal=translate-publish",
            fails=("goal",),
        ),
    },
    "an organisation abroad that calls itself just that": {
        # the guides of Erasmus+, Culture Moves Europe, Horizon Europe, Interreg: any public or private organisation of the area
        "a partnership led from Paris": Plan(
            "erasmus-cooperation-partnerships",
            f"{HOUSE}&base=FR&goal=educate&place=BE-VLG&place=DE&partners=2",
            holds=("applicant", "base"),
            verdict=OPEN,
        ),
        "a house in Lisbon receives a dancer": Plan(
            "culture-moves-europe-residency-hosts",
            f"{HOUSE}&base=PT&discipline=dance&goal=host-incoming&place=BE-VLG",
            holds=("applicant", "base"),
        ),
        "a festival in Maastricht with Hasselt": Plan(
            "interreg-maas-rijn-small-projects",
            f"{HOUSE}&base=NL-LI&goal=cooperate&place=BE-VLI&partners=1",
            holds=("applicant", "base"),
        ),
        "a house in Tokyo leads none of them": Plan(
            "erasmus-cooperation-partnerships",
            f"{HOUSE}&base=JP&goal=educate&place=BE-VLG&place=DE&partners=2",
            fails=("base",),
        ),
        # a museum is a kind that it has to name: who may apply for a collection, a school or a town is not just anybody
        "a school for vocational training": Plan("erasmus-ka1-vet", f"{HOUSE}&base=FR", fails=("applicant",)),
    },
    "another of the same sort applies, who is established elsewhere": {
        # https://www.screenflanders.be/en/financing/screen-flanders/criteria, https://belgiumfilm.be/en/tax-shelter: a producer
        # abroad needs a Belgian one, who applies
        "a French producer films in Flanders": Plan(
            "screen-flanders", f"{FILM}&base=FR&place=BE-VLG&partners=1", group="through"
        ),
        "a French producer and Belgian investors": Plan(
            "tax-shelter-audiovisueel", f"{FILM}&base=FR&place=BE-VLG&partners=1", group="through"
        ),
        "a French producer and the Flemish fund": Plan(
            "vaf-minoritaire-coproductie", f"{FILM}&base=FR&place=BE-VLG&partners=1", group="through"
        ),
        # https://www.flandersliterature.be/grants/translation-grants: the publisher abroad applies
        "a publisher in Ghent sells the rights to Paris": Plan(
            "flanders-literature-vertaalsubsidie",
            "applicant=publisher&base=BE-VLG&discipline=literature&goal=translate-publish&place=FR",
            fails=("base",),
            group="through",
        ),
        "with nobody abroad yet": Plan(
            "flanders-literature-vertaalsubsidie",
            "applicant=publisher&base=BE-VLG&discipline=literature&goal=translate-publish",
            group="through",
        ),
        "the publisher in Paris itself": Plan(
            "flanders-literature-vertaalsubsidie",
            "applicant=publisher&base=FR&discipline=literature&goal=translate-publish&place=BE-VLG",
            verdict=OPEN,
        ),
    },
    "a list of countries known only in a sentence": {
        # https://freewechat.com/a/MzA4MzU4MjYwMw==/2692034192/1:
        # (2024): from Germany and countries that do not speak German
        "a company in Vienna makes with Berlin": Plan(
            "goethe-internationaler-koproduktionsfonds", "base=AT&place=DE&partners=1", fails=("base",)
        ),
        "a company in Ghent makes with Berlin": Plan(
            "goethe-internationaler-koproduktionsfonds", f"{ORGANISATION}&place=DE&partners=1", holds=("base",)
        ),
        # https://isacs.ie/opportunity/open-call-regular-funding-from-culture-ireland/: outside the island of Ireland
        "an Irish artist in Belfast": Plan(
            "culture-ireland-regular-grants",
            "applicant=individual-artist&base=IE&goal=present-tour&place=GB-NIR&partners=1",
            fails=("place",),
        ),
        "an Irish artist in Antwerp": Plan(
            "culture-ireland-regular-grants",
            "applicant=individual-artist&base=IE&goal=present-tour&place=BE-VAN&partners=1",
            holds=("place", "base"),
        ),
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
        # the same page: from 8,000 euro for the year of the whole residency, which is the festival's to count
        "and the artist's own costs are small": Plan(
            "efa-effea", f"{ARTIST}&discipline=dance&goal=residency&place=FR&partners=1&budget=3000", group="through"
        ),
        "a festival in Japan": Plan(
            "efa-effea", f"{ARTIST}&discipline=dance&goal=residency&place=JP&partners=1", group="other"
        ),
        # https://english.slks.dk: for a translation the publisher that buys the rights applies, or a theatre
        "a translator from the Danish": Plan(
            "statens-kunstfond-literatuur",
            "applicant=translator&base=BE-VLG&discipline=literature&goal=translate-publish&place=DK",
            group="through",
        ),
        "and from the Swedish": Plan(
            "statens-kunstfond-literatuur",
            "applicant=translator&base=BE-VLG&discipline=literature&goal=translate-publish&place=SE",
            group="other",
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
        # http://ietm.org:
        # what was found held for the meeting of June 2023, so it is expected, and says when it was seen
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
        # https://beeld.be/open-call/een-residentie-wiels: a call every spring; that for 2027 closed on 31 May 2026
        "half a year at WIELS in 2028": Plan(
            "residentie-wiels-belgisch",
            f"{ARTIST}&discipline=visual-arts&goal=residency&place=BE-BRU&days=181&start=2028-01-01",
            holds=("start",),
            verdict=OPEN,
        ),
        "half a year at WIELS in 2027": Plan(
            "residentie-wiels-belgisch",
            f"{ARTIST}&discipline=visual-arts&goal=residency&place=BE-BRU&days=181&start=2027-07-01",
            fails=("start",),
        ),
        # https://performeurope.eu/open-call/faq/:
        # a call of which the closing day was not seen, for projects from 1 March 2027
        "a tour of three from April": Plan(
            "perform-europe",
            f"{ORGANISATION}&discipline=theatre&goal=present-tour&place=FR&place=DE&partners=2&start=2027-04-01",
            verdict=OPEN,
            no_day=True,
        ),
        "a tour of three in February": Plan(
            "perform-europe",
            f"{ORGANISATION}&discipline=theatre&goal=present-tour&place=FR&place=DE&partners=2&start=2027-02-01",
            fails=("start",),
            verdict=("almost",),
        ),
        # https://www.vaf.be, November 2025: production support also for minority producers, with days in 2026
        "a minority share in a Danish film": Plan(
            "vaf-minoritaire-coproductie",
            "applicant=producer&base=BE-VLG&discipline=audiovisual&goal=create-coproduce&place=DK&partners=1",
            verdict=OPEN,
        ),
    },
    "shown or hosted here, and not where it comes from": {
        # https://isacs.ie/opportunity/open-call-regular-funding-from-culture-ireland/:
        # Irish work, presented outside Ireland
        "a company from here in Dublin": Plan(
            "culture-ireland-regular-grants",
            f"{ORGANISATION}&discipline=theatre&goal=present-tour&place=IE&partners=1&at=there",
            fails=("at",),
            verdict=OUT,
        ),
        "a company from Dublin here": Plan(
            "culture-ireland-regular-grants",
            f"{ORGANISATION}&discipline=theatre&goal=host-incoming&place=IE&partners=1",
            holds=("at", "goal", "place"),
            verdict=OPEN,
        ),
        "where, was not said": Plan(
            "culture-ireland-regular-grants",
            f"{ORGANISATION}&discipline=theatre&goal=present-tour&place=IE&partners=1",
            verdict=("may-fit",),
        ),
        # https://www.mondriaanfonds.nl/en/apply-for-a-grant/grants/international-art-presentation:
        # shown outside the Kingdom
        "an art house from here in Rotterdam": Plan(
            "mondriaan-international-art-presentation",
            f"{ORGANISATION}&discipline=visual-arts&goal=present-tour&place=NL&partners=1&at=there",
            fails=("at",),
            verdict=OUT,
        ),
        "an artist from Rotterdam here": Plan(
            "mondriaan-international-art-presentation",
            "applicant=individual-artist&base=NL&goal=present-tour&place=BE-VLG&partners=1&at=there",
            holds=("at", "base", "goal"),
        ),
        # https://www.llull.cat/english/subvencions/residencies_internacionals.cfm: residencies outside Spain
        "a house from here goes to Barcelona": Plan(
            "llull-residenties-buitenland",
            f"{ORGANISATION}&discipline=visual-arts&goal=residency&place=ES-CT&partners=1&days=20&at=there",
            fails=("at",),
        ),
        "a house here receives from Barcelona": Plan(
            "llull-residenties-buitenland",
            f"{ORGANISATION}&discipline=visual-arts&goal=host-incoming&place=ES-CT&partners=1&days=20",
            holds=("at", "goal"),
            verdict=OPEN,
        ),
        # https://www.accesseurope.ie/open-funds/culture-moves-europe-call-for-residency-hosts: at your premises
        "a company from here goes to Lyon": Plan(
            "culture-moves-europe-residency-hosts",
            f"{ORGANISATION}&discipline=theatre&goal=residency&place=FR&days=60&at=there",
            fails=("at",),
        ),
        "an artist from here goes to Lyon, whose host applies": Plan(
            "culture-moves-europe-residency-hosts",
            f"{ARTIST}&discipline=theatre&goal=residency&place=FR&days=60&at=there",
            group="through",
        ),
        # https://www.annalindhfoundation.org/calls/alfinmotion: in the country where the host is based, who applies
        "an association visits Morocco": Plan(
            "anna-lindh-alf-in-motion",
            f"{ORGANISATION}&goal=exchange-learn&place=MA&partners=1&at=there",
            fails=("at",),
        ),
        "an association receives from Morocco": Plan(
            "anna-lindh-alf-in-motion",
            f"{ORGANISATION}&goal=host-incoming&place=MA&partners=1",
            holds=("at", "place"),
            verdict=OPEN,
        ),
    },
    "who is near counted as who is far": {
        # https://www.annalindhfoundation.org/calls/alfinmotion:
        # representatives from the other shore of the Mediterranean
        "a guest from Marseille": Plan(
            "anna-lindh-alf-in-motion",
            f"{ORGANISATION}&goal=host-incoming&place=FR&partners=1",
            fails=("place",),
            verdict=OUT,
        ),
        "a guest from Tunis": Plan(
            "anna-lindh-alf-in-motion", f"{ORGANISATION}&goal=host-incoming&place=TN&partners=1", holds=("place",)
        ),
        "guests from Marseille and Tunis": Plan(
            "anna-lindh-alf-in-motion",
            f"{ORGANISATION}&goal=host-incoming&place=FR&place=TN&partners=2",
            holds=("place",),
        ),
        "a guest from Malta": Plan(
            "anna-lindh-alf-in-motion", f"{ORGANISATION}&goal=host-incoming&place=MT&partners=1", fails=("place",)
        ),
    },
    "a call that nobody announced yet, and a start that is near": {
        # A call has to open and to close before it can pay for what starts in three days.
        "a museum that starts in three days": Plan(
            "heritage-label-sites-grant",
            f"{MUSEUM}&discipline=movable-heritage&goal=cooperate&place=FR&place=PT&partners=2&start=2026-12-01",
            verdict=("may-fit", "no", "almost"),
        ),
        "a prize that comes back, tomorrow": Plan(
            "new-european-bauhaus-prizes",
            f"{ARTIST}&discipline=visual-arts&goal=present-tour&place=DE&start=2026-11-29",
            verdict=("may-fit", "no", "almost"),
        ),
        "the same prize, in a year": Plan(
            "new-european-bauhaus-prizes",
            f"{ARTIST}&discipline=visual-arts&goal=present-tour&place=DE&start=2027-11-29",
            holds=("start",),
        ),
    },
    "what it is about is no place that it leads to": {
        # https://darnavzw.be: it happens in Flanders or Brussels, and is about Morocco
        "youth theatre with Morocco, here": Plan(
            "darna-projectoproep",
            "applicant=youth-organisation&base=BE-VLG&discipline=theatre&goal=present-tour&place=MA&at=here",
            verdict=OPEN,
        ),
        "youth theatre with Tunisia": Plan(
            "darna-projectoproep",
            "applicant=youth-organisation&base=BE-VLG&discipline=theatre&goal=present-tour&place=TN&at=here",
            fails=("place",),
        ),
        "youth theatre with Morocco, there": Plan(
            "darna-projectoproep",
            "applicant=youth-organisation&base=BE-VLG&discipline=theatre&goal=present-tour&place=MA&at=there",
            fails=("at",),
        ),
    },
    "who or what a source names, and the list of a route does not": {
        # https://culture.ec.europa.eu/culture-moves-europe/call-for-residency-hosts-2025-2026:
        # legal entities that work in one of the sectors, literature among them
        "a publisher hosts a writer": Plan(
            "culture-moves-europe-residency-hosts",
            "applicant=publisher&base=BE-VLG&discipline=literature&goal=host-incoming&place=IT",
            holds=("applicant",),
            verdict=OPEN,
        ),
        # https://www.effea.eu/faq: all festivals, also of heritage, film and folk arts
        "a heritage festival": Plan(
            "efa-effea",
            f"{MUSEUM}&discipline=intangible-heritage&goal=host-incoming&place=FR&place=DE&partners=2",
            holds=("applicant",),
        ),
        "a town with a film festival": Plan(
            "efa-effea",
            "applicant=local-authority&base=BE-VLG&discipline=audiovisual&goal=host-incoming&place=FR&place=DE&partners=2",
            holds=("applicant",),
        ),
        # https://south.euneighbours.eu: the host is a legal entity
        "a museum receives a guest from Tunis": Plan(
            "anna-lindh-alf-in-motion", f"{MUSEUM}&goal=host-incoming&place=TN&partners=1", holds=("applicant",)
        ),
        # https://playright.be/en/applying-for-playright-support-for-your-project-in-5-steps/: who has legal personality
        "an interest group of musicians": Plan(
            "playright-projecten",
            "applicant=sociocultural-organisation&base=BE-VLG&discipline=pop-jazz-folk&goal=cooperate",
            holds=("applicant",),
            verdict=OPEN,
        ),
        # https://www.vlaio.be, May 2024: non-profits with an economic activity too
        "a design non-profit at a fair in New York": Plan(
            "fit-internationaal-ondernemen",
            f"{ORGANISATION}&discipline=design&goal=network&place=US&start=2027-05-01",
            verdict=OPEN,
        ),
        # https://welcome.simplement.digital: towns, their twinning committees or networks
        "a twinning committee with three towns": Plan(
            "cerv-networks-of-towns",
            "applicant=sociocultural-organisation&base=BE-VLG&goal=network&place=FR&place=DE&place=ES&partners=3",
            holds=("applicant",),
        ),
        # https://galwayculturecompany.ie: all performing arts professionals and organisations
        "a management bureau with a tour": Plan(
            "perform-europe",
            f"{BUSINESS}&discipline=theatre&goal=present-tour&place=FR&place=DE&partners=2&start=2027-04-01",
            verdict=OPEN,
        ),
        # Public and private bodies with legal personality: a youth association, a brass band, a publisher
        "a youth association across the Dutch border": Plan(
            "interreg-vlaanderen-nederland",
            "applicant=youth-organisation&base=BE-VLG&goal=cooperate&place=NL&partners=1",
            holds=("applicant",),
        ),
        "a brass band and two others": Plan(
            "creative-europe-cooperation-small",
            "applicant=amateur-group&base=BE-VLG&discipline=classical-music&goal=cooperate&place=FR&place=DE&partners=2",
            holds=("applicant",),
        ),
        # https://www.vlaanderen.be/cjm, tegemoetkomingen-voor-internationale-presentatiemomenten:
        # promotional galleries at art fairs, and any organisation that takes part in the presentation
        "a gallery at a fair in Basel": Plan(
            "kunstendecreet-tip",
            f"{BUSINESS}&discipline=visual-arts&goal=present-tour&place=CH&start=2027-06-14",
            holds=("applicant",),
            verdict=OPEN,
        ),
        # https://www.effea.eu/faq: heritage, folk and applied arts among the festivals, who host a residency
        "a folk festival receives": Plan(
            "efa-effea", f"{FESTIVAL}&discipline=intangible-heritage&goal=host-incoming", holds=("discipline", "goal")
        ),
        "a festival of crafts": Plan(
            "efa-effea", f"{FESTIVAL}&discipline=crafts&goal=residency", holds=("discipline",)
        ),
        "a festival of games": Plan("efa-effea", f"{FESTIVAL}&discipline=games&goal=residency", fails=("discipline",)),
        # http://www.creativeeuropeuk.eu/funding-opportunities/film-festivals:
        # private companies, associations, municipalities
        "a business that runs a film festival": Plan(
            "media-european-festivals",
            f"{BUSINESS}&discipline=audiovisual&goal=present-tour",
            holds=("applicant",),
        ),
        "a town in a network of film festivals": Plan(
            "media-festival-networks",
            "applicant=local-authority&base=BE-VLG&discipline=audiovisual&goal=network",
            holds=("applicant",),
        ),
        # https://www.akbild.ac.at, eu-cerv-programme-european-remembrance (2024):
        # a business may join, and does not lead
        "a business joins in remembrance": Plan(
            "cerv-european-remembrance", f"{REMEMBRANCE}&role=partner", holds=("applicant", "role"), verdict=OPEN
        ),
        "a business leads in remembrance": Plan(
            "cerv-european-remembrance", f"{REMEMBRANCE}&role=lead", fails=("role",), verdict=("almost",)
        ),
        # http://www.sabam.be/en/node/166: a natural or legal person that represents the artist
        "an agency of a band from Brussels": Plan(
            "sabam-wbi-eerste-showcase",
            "applicant=creative-enterprise&base=BE-BRU&discipline=pop-jazz-folk&goal=present-tour&place=DE",
            holds=("applicant",),
            verdict=OPEN,
        ),
        # https://brulocalis.brussels/nl/subsidies.html?sub_id=588: associations, with a legal form or without one
        "a collective in Brussels shows the city": Plan(
            "brussel-imagosubsidie",
            "applicant=collective&base=BE-BRU&discipline=street-arts&goal=present-tour&place=BE-BRU",
            holds=("applicant",),
            verdict=OPEN,
        ),
        "a business in Brussels shows the city": Plan(
            "brussel-imagosubsidie",
            "applicant=creative-enterprise&base=BE-BRU&discipline=street-arts&goal=present-tour&place=BE-BRU",
            fails=("applicant",),
        ),
    },
    "a grant that shuts out, known only as something to check": {
        # https://www.vgc.be/ondersteuning/subsidies/cultuur/subsidies-kunsten/subsidie-aanvragen-2:
        # no structural support of
        # the Flemish Community in this year or the three before
        "a house with a grant of the Arts Decree": Plan(
            "vgc-trajectsubsidie", "grant=kunstendecreet", fails=("grant",)
        ),
        "a circus with a grant": Plan("vgc-trajectsubsidie", "grant=circus", fails=("grant",)),
        "a house without one": Plan("vgc-trajectsubsidie", "grant=none", holds=("grant",)),
        "a house with one of somebody else": Plan("vgc-trajectsubsidie", "grant=other", holds=("grant",)),
    },
    "what funders answer to those who ask": {
        # https://ced-slovenia.eu/en/third-open-call-culture-moves-europe-for-individual-mobility:
        # no film among the sectors
        "a director learns in Porto": Plan(
            "culture-moves-europe-individual",
            f"{ARTIST}&discipline=audiovisual&goal=exchange-learn&place=PT&partners=1&days=14",
            fails=("discipline",),
        ),
        # https://artinfoland.com/?p=24919: forty countries, without Switzerland and the United Kingdom
        "a maker goes to Basel": Plan(
            "culture-moves-europe-individual", f"{ARTIST}&place=CH&days=20", fails=("place",)
        ),
        "a maker goes to Reykjavik": Plan(
            "culture-moves-europe-individual",
            f"{ARTIST}&discipline=dance&goal=residency&place=IS&partners=1&days=14",
            holds=("place", "days"),
            verdict=OPEN,
        ),
        # https://performeurope.eu/open-call/faq/: three partners from three countries; more may share one
        "a tour of two": Plan("perform-europe", f"{ORGANISATION}&place=FR&partners=1", fails=("place",)),
        "two partners in Germany and one in France": Plan(
            "perform-europe", f"{ORGANISATION}&place=FR&place=DE&partners=3", holds=("place", "partners")
        ),
        # https://www.effea.eu/faq: each of the two partner festivals in another country than the leading one
        "a festival with one in Namur": Plan("efa-effea", f"{ORGANISATION}&place=BE-WAL&partners=1", fails=("place",)),
        # https://www.creativeeurope.am/circulation-of-european-literary-works?lang=en: individuals cannot apply
        "a translator by herself": Plan(
            "creative-europe-literary-works",
            "applicant=translator&base=BE-VLG&discipline=literature&goal=translate-publish&place=RS&works=5",
            group="through",
        ),
        # https://www.coe.int/en/web/eurimages/coproduction: co-producers from two member states of the fund
        "a producer with one in Los Angeles": Plan(
            "eurimages-coproductie", "applicant=producer&base=BE-VLG&place=US&partners=1", fails=("place",)
        ),
        "a producer with one in Montreal": Plan(
            "eurimages-coproductie", "applicant=producer&base=BE-VLG&place=CA&partners=1", holds=("place",)
        ),
        # https://www.accesseurope.ie/open-funds/erasmus-mobility-of-young-people: no performance tours and no festivals
        "young people on tour": Plan("erasmus-youth-exchanges", "goal=present-tour", fails=("goal",)),
        # https://erasmus-plus.ec.europa.eu, young-people-and-youth-workers: two days to two months
        "youth workers for a day": Plan("erasmus-youth-workers", "days=1", fails=("days",)),
        "youth workers for ten weeks": Plan("erasmus-youth-workers", "days=70", fails=("days",)),
        # https://europa.eu/youth/discovereu/faq_en: only who is eighteen
        "nineteen by train": Plan("discover-eu", "age=19", fails=("age",)),
        # https://www.fundingprogrammesportal.gov.cy/en/call/call-town-twinning-2026-en-2026/: no natural persons
        "a person twins towns": Plan("cerv-town-twinning", ARTIST, fails=("applicant",)),
        # https://info.traveledventures.com/what-is-the-aim-of-a-small-scale-partnership:
        # two organisations, 6 to 24 months
        "a partnership of two": Plan(
            "erasmus-small-scale-partnerships",
            f"{ORGANISATION}&{COOPERATE}&place=FR&months=12",
            holds=("place", "partners", "months"),
        ),
        "a partnership of 25 months": Plan("erasmus-small-scale-partnerships", "months=25", fails=("months",)),
        # https://www.flandersliterature.be/grants/travel-grants:
        # (2025): digital events too, six weeks before, no individuals
        "an online reading in Berlin": Plan(
            "flanders-literature-reissubsidie",
            f"{HOUSE}&base=DE&discipline=literature&goal=present-tour&place=BE-VLG&at=online&start=2027-03-01",
            holds=("at", "start"),
            verdict=OPEN,
        ),
        "a reading within six weeks": Plan(
            "flanders-literature-reissubsidie", f"{HOUSE}&base=DE&place=DE&start=2027-01-05", fails=("start",)
        ),
        "a reading after six weeks": Plan(
            "flanders-literature-reissubsidie", f"{HOUSE}&base=DE&place=DE&start=2027-01-06", holds=("start",)
        ),
        # https://www.vgc.be/subsidies-en-dienstverlening/cultuur/kunsten/kunsten-projectsubsidie-voor-organisaties
        "an artist from Ghent in Brussels": Plan(
            "vgc-kunstprojecten", f"{ARTIST}&goal=create-coproduce", fails=("base",)
        ),
        # https://circuscentrum.be/nl/kansen/subsidie-voor-internationale-reiskosten:
        # municipalities too, not with a circus grant
        "a town sends a circus": Plan(
            "circusdecreet-internationale-reiskosten", "applicant=local-authority&base=BE-VLG", holds=("applicant",)
        ),
        "a circus school with a grant": Plan(
            "circusdecreet-internationale-reiskosten", f"{ORGANISATION}&grant=circus", fails=("grant",)
        ),
        # https://www.vlaanderen.be/cjm/nl/cultuur/kunsten/subsidies/subsidies-vanaf-2022-kd-2021/residentiebeurzen:
        # here or abroad
        "a residency in Antwerp": Plan(
            "kunstendecreet-residentiebeurs",
            f"{ARTIST}&discipline=visual-arts&goal=residency&place=BE-VAN&days=60&start=2027-09-01",
            holds=("place",),
            verdict=OPEN,
        ),
        # https://vi.be/advies/projectsubsidies-en-beurzen-stappenplan:
        # (May 2024): only artists, a year for emerging talent
        "a manager asks a bursary": Plan(
            "kunstendecreet-beurs-opkomend-talent", "applicant=arts-worker&base=BE-VLG", fails=("applicant",)
        ),
        "a bursary of fourteen months": Plan("kunstendecreet-beurs-opkomend-talent", "months=14", fails=("months",)),
        # https://www.sabam.be/nl/voor-auteurs/muziek/beurzen/professionele-activiteiten-het-buitenland:
        # authors, publishers,
        # two weeks before
        "a music publisher at a fair": Plan(
            "sabam-activiteiten-buitenland", "applicant=publisher&base=BE-VLG&place=GB", holds=("applicant",)
        ),
        "a film festival in a fortnight": Plan(
            "sabam-activiteiten-buitenland", f"{ARTIST}&discipline=audiovisual&start=2026-12-08", fails=("start",)
        ),
        # https://www.sabam.be/nl/voor-auteurs/muziek/beurzen/exportbeurs-voor-internationale-concertreeks:
        # five in a month; who plays fewer explains why
        "four concerts": Plan("sabam-exportbeurs", "works=4", holds=("works",)),
        "six concerts in six weeks": Plan("sabam-exportbeurs", "works=6&days=45", holds=("days",)),
        "six concerts by a band from Liège": Plan("sabam-exportbeurs", "base=BE-WLG&works=6&days=20", fails=("base",)),
        # https://www.sabam.be/de/node/1483: six weeks before, and not at home
        "a first concert in Brussels": Plan("sabam-liveurope", f"{ARTIST}&place=BE-BRU", fails=("place",)),
        "a first concert within six weeks": Plan(
            "sabam-liveurope", f"{ARTIST}&place=NL&start=2027-01-05", fails=("start",)
        ),
        # https://mondriaanfonds.nl/en/apply-for-a-grant/grants/voucher-international: five weeks before
        "a talk within five weeks": Plan(
            "mondriaan-voucher-international", "base=NL&place=BE-VLG&start=2026-12-20", fails=("start",)
        ),
        # https://freewechat.com/a/MzA4MzU4MjYwMw==/2692034192/1: no tours alone, no exhibitions, at most 24 months
        "a tour with Berlin": Plan("goethe-internationaler-koproduktionsfonds", "goal=present-tour", fails=("goal",)),
        "two years and a month with Berlin": Plan(
            "goethe-internationaler-koproduktionsfonds", "months=25", fails=("months",)
        ),
        # https://www.ndpculture.org/news/mobility-funding-from-nordic-baltic-mobility-programme-3:
        # at most six, not from here
        "seven from Stockholm to Vilnius": Plan(
            "nordic-baltic-mobiliteit", "base=SE&place=LT&people=7", fails=("people",)
        ),
        "one from Stockholm to Ghent": Plan("nordic-baltic-mobiliteit", "base=SE&place=BE-VOV", fails=("place",)),
        # https://www.belspo.be/belspo/organisation/fiscTaxShelter_nl.stm: the stage, street theatre too, no pop
        "a street theatre": Plan(
            "tax-shelter-podiumkunsten", f"{ORGANISATION}&discipline=street-arts", holds=("discipline",)
        ),
        "a pop group": Plan(
            "tax-shelter-podiumkunsten", f"{ORGANISATION}&discipline=pop-jazz-folk", fails=("discipline",)
        ),
        # https://www.screenflanders.be/en/financing/screen-flanders/criteria: a Belgian producer, for a foreign one too
        "a producer in Paris": Plan(
            "screen-flanders",
            f"{HOUSE}&base=FR&discipline=audiovisual&goal=create-coproduce&place=BE-VLG&partners=1",
            group="through",
        ),
        "a producer in Liège": Plan("screen-flanders", "applicant=producer&base=BE-WLG", holds=("base", "applicant")),
        # https://interregmeuserhine.eu/en/projects/small-project-fund: a budget of 100,000 euro at most
        "a small project that is not small": Plan(
            "interreg-maas-rijn-small-projects", "budget=150000", fails=("budget",)
        ),
        # http://eepap.culture.pl, open-call-ace-mobility-grants: cultural organisations outside Spain
        "an artist who receives from Madrid": Plan(
            "ace-pice-movilidad", f"{ARTIST}&goal=host-incoming&place=ES", fails=("applicant",)
        ),
        # https://www.llull.cat/english/subvencions/residencies_internacionals.cfm (2025): five days at least
        "four days from Barcelona": Plan("llull-residenties-buitenland", "days=4", fails=("days",)),
        # https://playright.be/en/applying-for-playright-support-for-your-project-in-5-steps/: legal persons
        "a singer asks PlayRight": Plan("playright-projecten", ARTIST, fails=("applicant",)),
        # https://www.vlaanderen.be/belj-leermobiliteit-in-de-drie-gemeenschappen-van-belgie: alone or up to three
        "four volunteers": Plan("belj-vrijwilligerswerk", "people=4", fails=("people",)),
        # https://www.euro-access.eu/en/calls/1239/European-mini-slate-development: countries of low capacity
        "a producer here with two films": Plan("media-mini-slate", "applicant=producer&base=BE-VLG", fails=("base",)),
        # https://www.creativeeurope.be/nl/subsidie/ontwikkeling-van-3-tot-5-projecten-slate-funding: three to five
        "a slate of two": Plan("media-slate-development", "works=2", fails=("works",)),
        # https://creativeeuropemalta.mt, european-cooperation-projects (2021): at most 48 months
        "a cooperation of 49 months": Plan("creative-europe-cooperation-medium", "months=49", fails=("months",)),
        # https://www.literatuurvlaanderen.be/subsidies/auteurs/subsidies-voor-literaire-uitwisselingen:
        # where Dutch is spoken
        "a poet goes to Paramaribo": Plan("literaire-uitwisseling-makers", f"{ARTIST}&place=SR", holds=("place",)),
        "a poet goes to Berlin": Plan("literaire-uitwisseling-makers", f"{ARTIST}&place=DE", fails=("place",)),
        "a collective organises": Plan(
            "literaire-uitwisseling-organisatoren", "applicant=collective&base=BE-VLG", holds=("applicant",)
        ),
        # https://www.vlaanderen.be/cjm/nl/cultuur/circus-vlaanderen/subsidies-circusdecreet-2019
        "a juggler learns at home": Plan(
            "circusdecreet-ontwikkelingsbeurs", f"{ARTIST}&goal=exchange-learn&place=BE-VLG", holds=("place",)
        ),
        # http://www.sabam.be/en/node/166: from Wallonia or Brussels, six weeks before
        "a first showcase by a band from Ghent": Plan("sabam-wbi-eerste-showcase", ARTIST, fails=("base",)),
    },
    "a part of the year known only in a sentence": {
        # https://vlaanderen.be/cjm/nl/cultuur/kunsten/subsidies/residentietoelage: five months from September; 1 October until 30
        # November; three weeks between June and mid-September. https://deburen.eu/schrijfresidentie: July
        "Rome from September": Plan("residentie-academia-belgica-rome", f"{ARTIST}&start=2027-09-06", holds=("start",)),
        "Rome from March": Plan("residentie-academia-belgica-rome", f"{ARTIST}&start=2027-03-01", fails=("start",)),
        "Marrakech from October": Plan("residentie-le-18-marrakech", f"{ARTIST}&start=2027-10-01", holds=("start",)),
        "Marrakech from December": Plan("residentie-le-18-marrakech", f"{ARTIST}&start=2027-12-01", fails=("start",)),
        "the island in August": Plan("residentie-isola-comacina", f"{ARTIST}&start=2027-08-10", holds=("start",)),
        "the island in winter": Plan("residentie-isola-comacina", f"{ARTIST}&start=2027-12-20", fails=("start",)),
        "writing in Paris in July": Plan(
            "deburen-schrijfresidentie-parijs", f"{ARTIST}&start=2027-07-12", holds=("start",)
        ),
        "writing in Paris in June": Plan(
            "deburen-schrijfresidentie-parijs", f"{ARTIST}&start=2027-06-12", fails=("start",)
        ),
    },
    "where it happens is answered and judges nothing": {
        # each pays for what happens abroad, by the pages of the department, of VAF, of Sabam and of Culture Moves Europe
        "a concert at home": Plan(
            "sabam-showcase-buitenland", f"{ARTIST}&goal=present-tour&place=FR&at=here", fails=("at",)
        ),
        "a concert there": Plan(
            "sabam-showcase-buitenland", f"{ARTIST}&goal=present-tour&place=FR&at=there", holds=("at",)
        ),
        "a film shown at home": Plan(
            "vaf-internationale-promotiesteun", "applicant=producer&base=BE-VLG&place=FR&at=here", fails=("at",)
        ),
        "an amateur choir that stays": Plan(
            "amateurkunsten-deelname-buitenland",
            "applicant=amateur-group&base=BE-VLG&place=ES&at=here",
            fails=("at",),
        ),
        "a trip that is none": Plan(
            "culture-moves-europe-individual",
            f"{ARTIST}&goal=create-coproduce&place=FR&partners=1&at=here",
            fails=("at",),
        ),
        "a guest from Japan, here": Plan("bilateraal-japan", f"{ORGANISATION}&place=JP&at=here", holds=("at",)),
        "nobody says where": Plan(
            "kunstendecreet-tip", f"{ORGANISATION}&goal=present-tour&place=FR", holds=("at", "place")
        ),
        "a house in Berlin plays in Flanders": Plan(
            "kunstendecreet-tip", f"{HOUSE}&base=DE&goal=present-tour&place=BE-VLG&at=there", verdict=OUT
        ),
        "a house in Berlin names Flanders alone": Plan(
            "kunstendecreet-tip",
            f"{HOUSE}&base=DE&goal=present-tour&place=BE-VLG&start=2027-06-08",
            verdict=("may-fit",),
        ),
        "a house in Berlin receives": Plan(
            "kunstendecreet-tip",
            f"{HOUSE}&base=DE&discipline=dance&goal=host-incoming&place=BE-VLG&start=2027-06-08",
            verdict=("fits",),
        ),
    },
    "a house in one town, and a whole country": {
        # the houses stand in Antwerp, Paris and Maastricht, by their own pages
        "a translator in Brussels": Plan(
            "vertalershuis-antwerpen", "applicant=translator&base=DE&place=BE-BRU", fails=("place",)
        ),
        "a translator in Antwerp": Plan(
            "vertalershuis-antwerpen", "applicant=translator&base=DE&place=BE-VAN", holds=("place",)
        ),
        "a writer in Wallonia": Plan(
            "pen-schrijversflat", "applicant=individual-artist&base=DE&place=BE-WAL", fails=("place",)
        ),
        "research in Brussels": Plan("residentie-morpho-onderzoek", f"{ARTIST}&place=BE-BRU", fails=("place",)),
        "Lille is not Paris": Plan("residentie-cite-des-arts-parijs", f"{ARTIST}&place=FR-HDF", fails=("place",)),
        "Zeeland is not Maastricht": Plan(
            "residentie-jan-van-eyck-maastricht", f"{ARTIST}&place=NL-ZE", fails=("place",)
        ),
    },
    "a partner's country seen only from here": {
        # https://www2.fundsforngos.org: one partner from Ukraine, one from another country; either applies
        "a house in Kyiv leads": Plan(
            "culture-helps-solidarity-samenwerking",
            "applicant=arts-organisation&base=UA&place=BE-VLG&partners=1",
            holds=("place", "base"),
        ),
        "a house in Lyon with Lviv": Plan(
            "culture-helps-solidarity-samenwerking",
            "applicant=arts-organisation&base=FR&place=UA&partners=1",
            holds=("place", "base"),
        ),
        "a house in Lyon with Ghent": Plan(
            "culture-helps-solidarity-samenwerking",
            "applicant=arts-organisation&base=FR&place=BE-VLG&partners=1",
            fails=("place",),
        ),
        "two houses in Ukraine": Plan(
            "culture-helps-solidarity-samenwerking",
            "applicant=arts-organisation&base=UA&place=UA&partners=1",
            fails=("place",),
        ),
        # https://ngobridges.com/news/view/18: not within the same country
        "from Oslo to Bergen": Plan(
            "nordic-baltic-mobiliteit", "applicant=individual-artist&base=NO&place=NO", fails=("place",)
        ),
        "from Oslo to Riga": Plan(
            "nordic-baltic-mobiliteit", "applicant=individual-artist&base=NO&place=LV", holds=("place",)
        ),
    },
    "another destination is another plan": {
        "a showcase in Namur": Plan(
            "sabam-activiteiten-buitenland", f"{ARTIST}&discipline=pop-jazz-folk&goal=network&place=BE-WAL", verdict=OUT
        ),
        "a fair in Liège": Plan("fit-internationaal-ondernemen", f"{BUSINESS}&goal=network&place=BE-WLG", verdict=OUT),
        "a writer in Namur": Plan(
            "literaire-uitwisseling-makers", f"{ARTIST}&discipline=literature&goal=network&place=BE-WAL", verdict=OUT
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
    waiting = {
        str(question)
        for index in matching.assessment.unknown
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
    if settled := [one for one in plan.waits if one not in waiting]:
        return f"nothing is unknown about {settled}"
    if plan.verdict and verdict not in plan.verdict:
        return f"is {verdict}"
    route = the(matching.route(plan.route))
    if plan.group and route.group != plan.group:
        return f"is told under {route.group}"
    changes = [one.change.question for one in route.fails if one.change]
    if plan.change and changes != [plan.change]:
        return f"is opened by {changes}"
    if plan.covers is not None and route.cover.covers_eur != plan.covers:
        return f"covers {route.cover.covers_eur}"
    if plan.submit_by and str(due.submit_by) != plan.submit_by:
        return f"is asked by {due.submit_by}"
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
