"""Plans that people came with, by what they are about: of each, the results are measured."""

from tests.pages import ON

TEN = "&".join(f"place={code}" for code in ("CA", "DE", "ES", "FR", "IT", "JP", "MA", "NL", "PL", "SE"))
PLANS = {
    name: f"{answers}&{ON}"
    for name, answers in {
        "choreographer to Lyon in June": "goal=present-tour&discipline=dance&applicant=individual-artist&base=BE-BRU"
        "&place=FR-ARA&start=2027-06-20&budget=30000",
        "choreographer to Lyon in September": "goal=present-tour&discipline=dance&applicant=individual-artist"
        "&base=BE-BRU&place=FR-ARA&start=2027-09-15&budget=30000",
        "museum in Ghent with Lille and Porto": "goal=create-coproduce&discipline=movable-heritage"
        "&applicant=heritage-organisation&base=BE-VOV&place=FR-HDF&place=PT&start=2027-09-01&budget=200000",
        "amateur choir to Namur": "goal=present-tour&discipline=classical-music&applicant=amateur-group&base=BE-VLG"
        "&place=BE-WNA&start=2027-05-01&budget=5000",
        "illustrator to Tokyo": "goal=residency&discipline=literature&applicant=individual-artist&base=BE-VLG&place=JP"
        "&start=2027-09-01&budget=8000",
        "translator in Poland": "goal=translate-publish&discipline=literature&applicant=translator&base=BE-VLG&place=PL"
        "&start=2027-09-01&budget=8000",
        "circus duo to Edinburgh": "goal=present-tour&discipline=circus&applicant=collective&base=BE-VLG&place=GB-SCT"
        "&start=2027-08-01&budget=12000",
        "documentary with the Netherlands": "goal=create-coproduce&discipline=audiovisual&applicant=producer&base=BE-VLG"
        "&place=NL&start=2027-09-01&budget=250000",
        "youth theatre with Morocco": "goal=create-coproduce&discipline=theatre&applicant=arts-organisation&base=BE-VLG"
        "&place=MA&start=2027-09-01&budget=60000",
        "band to Austin in March": "goal=present-tour&discipline=pop-jazz-folk&applicant=collective&base=BE-VLG&place=US"
        "&start=2027-03-12&budget=15000",
        "only dance": "discipline=dance",
        "heritage society with a partner in Zeeland": "goal=cooperate&discipline=intangible-heritage"
        "&applicant=heritage-community&base=BE-VWV&place=NL-ZE&start=2027-09-01&budget=40000",
        "ten places": f"goal=create-coproduce&goal=present-tour&discipline=dance&applicant=arts-organisation&base=BE-VLG"
        f"&{TEN}&start=2027-09-15&budget=100000",
        "ten places and little else": f"goal=present-tour&discipline=dance&{TEN}",
        "nothing said": "",
    }.items()
}
NOTHING = f"applicant=translator&discipline=circus&goal=invest&base=JP&{ON}"
