"""Words that say nothing of what is looked for: those that hold a sentence together, those that all routes are about, and
those for whoever does an art beside that art."""


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


DUTCH = _listed("""
    de het een van voor in op en met naar bij uit te om aan of ook al als dan dat die dit deze er hier daar wat wie waar hoe
    wanneer welke welk waarom ik je jij jouw u uw wij we ons onze mij me mijn zij ze hun hij zich is ben bent zijn was word
    wordt worden heb hebt heeft hebben kan kun kunnen wil willen wilt mag mogen moet moeten zal zullen zou ga gaat gaan doe doen
    doet krijg krijgen krijgt vind vinden zoek zoeken graag over tot door tegen binnen tussen per zonder
    tijdens rond vanuit via niet geen maar laten best beste goed goede alle alles iets veel nog even misschien
    iemand nodig mogelijk
""")
ENGLISH = _listed("""
    the a an of for to at and with from in on by or as is am are was were be been do does did i my me mine you your he she we our
    us they them their it its who what where when which why how can could will would shall should may might must want wants wish
    like need needs get gets getting find finding look looking seek have has had go going there here this that these those some
    any into about within during through per via not no but best good please someone something
""")
FUNCTION_WORDS = DUTCH | ENGLISH
ALL_ARE_ABOUT = _listed("""
    geld euro subsidie subsidies subsidiering toelage toelagen beurs beurzen studiebeurs werkbeurs steun ondersteuning
    financiele aanvragen aanvraag vraag vragen
    money cash fund funds funding funded grant grants subsidy subsidies bursary bursaries scholarship scholarships stipend
    stipends support financial apply application
""")
"""What each route is about: beside another word they put first what is called so, and leave nothing out."""
WHO_DOES_IT = _listed("""
    gezelschap gezelschappen compagnie groep groepen collectief collectieven club clubs huis huizen vereniging verenigingen
    organisatie organisaties artiest artiesten kunstenaar kunstenaars maker makers speler spelers kwartet trio duo ensemble
    company companies troupe group groups collective collectives society societies organisation organisations artist artists
    quartet players
""")
"""Who does an art: behind its name, apart or as one word with it ("dansgezelschap", "dance company"), the art is what is
looked for."""
WHAT_IS_MADE = _listed("""
    voorstelling voorstellingen productie producties project projecten creatie creaties werk werken stuk stukken opvoering
    opvoeringen show shows act acts
    performance performances production productions projects creation creations work works piece pieces
""")
"""What is made of an art: behind its name the art is what is looked for, as with who does it ("dansvoorstelling")."""
