"""Every kind of page that the public sees, by name. Whatever measures pages (HTML, axe, weight, policy) measures these.

A page that is added to matcher/urls.py gets a line here: tests/web/test_page_kinds.py asks for it."""

ON = "on=2026-11-21"
CHOREOGRAPHER = (
    "applicant=individual-artist&base=BE-BRU&discipline=dance&goal=present-tour&place=FR"
    f"&start=2027-06-20&budget=30000&{ON}"
)
PAGES = {
    "home": f"/?{ON}",
    "choices": f"/match/?{ON}",
    "choice": f"/match/?ask=applicant&goal=network&{ON}",
    "base": f"/match/?ask=base&{ON}",
    "places": f"/match/?ask=place&place=FR&place=JP&{ON}",
    "date": f"/match/?ask=start&{ON}",
    "who applies": f"/match/who/?who=alone.employee&goal=network&{ON}",
    "who was found": f"/match/who/?who=abroad.guest-artist&place=FR&{ON}",
    "nobody was found": f"/match/who/?who=organisation.business.not-culture&{ON}",
    "start has passed": f"/match/results/?discipline=dance&goal=present-tour&start=2026-06-20&{ON}",
    "wrong amount": f"/match/?budget=veel&ask=budget&{ON}",
    "results": f"/match/results/?{CHOREOGRAPHER}",
    "all results": f"/match/results/?discipline=dance&all=fits&all=may-fit&all=almost&{ON}",
    "nothing fits": f"/match/results/?applicant=translator&discipline=circus&goal=invest&base=JP&{ON}",
    "wrong address": f"/match/results/?goal=nope&plaats=FR&{ON}",
    "plan": f"/match/plan/?{CHOREOGRAPHER}",
    "plan with lines": f"/match/plan/?{CHOREOGRAPHER}&cost-travel=4000&cost-fees=9000&cost-other=x&route=kunstendecreet-tip",
    "plan without costs": f"/match/plan/?discipline=dance&goal=present-tour&{ON}",
    "no plan": f"/match/plan/?applicant=translator&discipline=circus&goal=invest&base=JP&{ON}",
    "routes": f"/routes/?{ON}",
    "filtered": f"/routes/?level=bilateral&discipline=dance&{ON}",
    "no routes": f"/routes/?text=nietsdaarvan&{ON}",
    "route": f"/routes/kunstendecreet-ip/?{ON}",
    "route in a plan": f"/routes/kunstendecreet-tip/?{CHOREOGRAPHER}",
    "route with a start": f"/routes/kunstendecreet-beurs-opkomend-talent/?start=2027-09-01&{ON}",
    "network": f"/routes/ietm/?{ON}",
    "kept": f"/saved/?{CHOREOGRAPHER}&keep=kunstendecreet-tip&keep=kunstendecreet-ip",
    "nothing kept": f"/saved/?{ON}",
    "compared": f"/compare/?{CHOREOGRAPHER}&route=kunstendecreet-tip&route=kunstendecreet-ip",
    "nothing to compare": f"/compare/?{ON}",
    "time line": f"/routes/?view=timeline&discipline=dance&{ON}",
    "deadlines": f"/deadlines/?{ON}",
    "no deadlines": f"/deadlines/?text=nietsdaarvan&levl=x&{ON}",
    "coverage": f"/coverage/?discipline=dance&goal=present-tour&place=FR&base=BE-BRU&{ON}",
    "coverage of a level": f"/coverage/?level=bilateral&start=2027-05-15&{ON}",
    "organisations": "/organisations/?on=2026-11-21",
    "advisers": "/organisations/?helps=advises&discipline=dance&text=punt&zzz=1",
    "no organisations": "/organisations/?text=nietsdaarvan",
    "organisation": "/organisations/departement-cjm/?on=2026-11-21",
    "name from before": "/organisations/vti/",
    "countries": "/countries/?on=2026-11-21",
    "country": "/countries/FR/?on=2026-11-21",
    "region": "/countries/x-be-fwb/",
    "far country": "/countries/JP/",
    "country without payers": "/countries/BO/",
    "guides": "/guides/",
    "guide": f"/guides/douane/?{ON}",
    "guide with topics": "/guides/artiesten-naar-belgie/",
    "glossary": "/glossary/",
    "about": "/about/",
    "ranking": "/about/ranking/",
    "rules": f"/about/rules/?{ON}",
    "rules of a programme": f"/about/rules/?programme=kunstendecreet&{ON}",
    "no such rules": "/about/rules/?programme=kunstendecret&level=local",
    "sources": "/about/sources/",
    "matrix": "/about/matrix/",
    "data": "/about/data/",
    "privacy": "/about/privacy/",
    "accessibility": "/about/accessibility/",
    "report": "/report/?route=kunstendecreet-ip",
    "reported": "/report/thanks/",
    "not found": "/routes/nope/",
}
LANGUAGES = {"nl": "", "en": "/en"}
"""What stands before an address, by language."""
EVERYWHERE = [
    (f"{name}, {language}", f"{prefix}{address}")
    for name, address in PAGES.items()
    for language, prefix in LANGUAGES.items()
]
