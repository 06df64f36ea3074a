"""How the place is read of a house abroad that shows or receives work from here: it can name where its guests come from, or
itself. Both are the same plan (`matcher.engine.evaluation.seen_from`). A plan that names only where one is oneself. And what is
to be known by who comes here."""

from django.utils.translation import gettext as _

from catalogue.entries.guide import GuideEntry
from matcher.answers.address import Asked
from matcher.answers.notes import Note, note
from matcher.engine.answers import APPLICANT, AT, BASE, GOAL, HERE, HOSTING, PLACE, Answers, PlaceCode
from matcher.engine.places import Area, Atlas
from matcher.engine.truth import Truth
from matcher.rules.site import Site
from matcher.speech.writing import all_of, in_a_sentence


def direction_told(site: Site, asked: Asked) -> tuple[Note, ...]:
    """What the places of such a plan are taken for, and that a plan which stays at home crosses no border; nothing where neither
    is so."""
    answers, atlas = asked.answers, site.compiled(asked.on).atlas
    base, places = answers.chosen(BASE), answers.chosen(PLACE)
    if not (base and places):
        return ()
    message = _of_a_house_abroad(site, atlas, answers)
    home = Area(places=tuple(map(PlaceCode, sorted(base))))
    if not message and all(atlas.within(PlaceCode(one), home) is Truth.MET for one in places):
        message = _(
            "You name %(places)s, where you are yourself: such a plan crosses no border. Name where it leads, or where your"
            " partners or guests come from."
        )
    values = {
        "places": all_of(in_a_sentence(one, site.words.place(one)) for one in sorted(places)),
        "own": all_of(in_a_sentence(one, site.words.place(one)) for one in sorted(base)),
    }
    return (note(PLACE, ",".join(sorted(places)), message % values, is_read=True),) if message else ()


def guides_for_guests(site: Site, asked: Asked) -> tuple[GuideEntry, ...]:
    """What there is to know for who is established abroad and comes where most who ask are; none for anybody else."""
    answers, compiled = asked.answers, site.compiled(asked.on)
    atlas, base = compiled.atlas, answers.chosen(BASE)
    options = compiled.questions[BASE].options if BASE in compiled.questions else ()
    offered = Area(places=tuple(map(PlaceCode, options)))
    comes = any(atlas.country(PlaceCode(one)) in atlas.countries_in(offered) for one in answers.chosen(PLACE) or ())
    if not (base and comes and all(_is_abroad(PlaceCode(one), offered, atlas) for one in base)):
        return ()
    return tuple(one for one in site.all(GuideEntry).values() if one.is_about_guests)


def _of_a_house_abroad(site: Site, atlas: Atlas, answers: Answers) -> str:
    """How its places are read, with gaps for their names; "" where they can be read in one way only, and for whoever is here."""
    who, base, places = (answers.chosen(name) or frozenset() for name in (APPLICANT, BASE, PLACE))
    here = next((here for those, here in site.kept(_free_to_be_abroad) if who <= those), None) if who else None
    if here is None or not all(_is_abroad(PlaceCode(one), here, atlas) for one in base):
        return ""
    if all(atlas.within(PlaceCode(one), here) is Truth.MET for one in places):
        at, goals = answers.chosen(AT), answers.chosen(GOAL) or frozenset()
        if at is None and HOSTING not in goals:
            return _(
                "You name %(places)s. Whether it happens there, or with you in %(own)s, is still the question: say where it"
                " happens."
            )
        if at is not None and HERE not in at:
            return ""
        return _("You name %(places)s: we take that as where your guests come from. It happens where you are: %(own)s.")
    if {atlas.country(PlaceCode(one)) for one in places} == {atlas.country(PlaceCode(one)) for one in base}:
        return _(
            "You name %(places)s: we take that as where it happens, with you. Where your guests come from counts for some "
            "routes: name Flanders too, and you see those as well."
        )
    return ""


def _free_to_be_abroad(site: Site) -> tuple[tuple[frozenset[str], Area], ...]:
    """Of the routes that ask where it happens: the applicants who need not be where the others are established, and where that
    is. Each pair once."""
    asking = [one for one in site.ruleset.instruments if one.base and one.where]
    return tuple(dict.fromkeys((one.base_not_for & one.applicants, one.base) for one in asking))


def _is_abroad(code: PlaceCode, here: Area, atlas: Atlas) -> bool:
    return atlas.country(code) not in (None, *atlas.countries_in(here))
