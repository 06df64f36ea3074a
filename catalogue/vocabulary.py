"""The closed lists: what code may name. What staff extend (disciplines, goals, applicants) are rows: `models.term`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What sort of route an instrument is."""

    GRANT = "grant", _("Grant")
    ALLOWANCE = "allowance", _("Allowance for travel or presentation costs")
    BURSARY = "bursary", _("Bursary")
    CALL = "call", _("Project call")
    RESIDENCY = "residency", _("Residency")
    LOAN = "loan", _("Loan")
    TAX_INCENTIVE = "tax-incentive", _("Tax incentive")
    COPRODUCTION_FUND = "coproduction-fund", _("Co-production fund")
    MOBILITY_GRANT = "mobility-grant", _("Mobility grant")
    LABEL = "label", _("Label")
    NETWORK = "network", _("Network")
    EVENT = "event", _("Event")
    ADVICE = "advice", _("Advice")
    FRAMEWORK = "framework", _("Policy framework")


MONEY_KINDS = frozenset(
    {
        Kind.GRANT,
        Kind.ALLOWANCE,
        Kind.BURSARY,
        Kind.CALL,
        Kind.RESIDENCY,
        Kind.LOAN,
        Kind.TAX_INCENTIVE,
        Kind.COPRODUCTION_FUND,
        Kind.MOBILITY_GRANT,
    }
)
# A minimum amount is a threshold here; the fixed sum of a bursary or a residency is none.
THRESHOLD_KINDS = frozenset({Kind.GRANT, Kind.CALL, Kind.LOAN, Kind.COPRODUCTION_FUND})


class Level(TextChoices):
    """The dossier's three levels. Each has an ink and a figure of its own, so that there are no others."""

    SECTORAL = "sectoral", _("Sectoral")
    BILATERAL = "bilateral", _("Bilateral")
    MULTILATERAL = "multilateral", _("Multilateral")

    @property
    def about(self) -> str:
        """One line that explains it."""
        return str(ABOUT_LEVELS[self])

    @property
    def chapter(self) -> str:
        """Where the dossier tells of it."""
        return CHAPTERS[self]


ABOUT_LEVELS = {
    Level.SECTORAL: _(
        "Carried by the field itself: makers, houses, heritage and socio-cultural organisations, their networks, congresses "
        "and support centres."
    ),
    Level.BILATERAL: _(
        "Between Flanders and one country or region: agreements and work programmes, project calls, but also coproductions "
        "and standing houses."
    ),
    Level.MULTILATERAL: _(
        "Frameworks, programmes and networks of the EU, the Council of Europe, UNESCO and worldwide initiatives."
    ),
}
CHAPTERS = {Level.SECTORAL: "3", Level.BILATERAL: "4", Level.MULTILATERAL: "5"}


class TimingKind(TextChoices):
    """How the moment to apply is set. `unknown` is where no source says."""

    ROLLING = "rolling", _("All year round")
    FIXED_DATES = "fixed-dates", _("Fixed dates every year")
    CALL = "call", _("By call")
    NONE = "none", _("No application")
    UNKNOWN = "unknown", _("Not known")


class State(TextChoices):
    """What the sources say of an instrument. Whether it is open on a day follows from its dates first."""

    OPEN = "open", _("Open")
    RECURRING = "recurring", _("Comes back regularly")
    EXPECTED = "expected", _("Expected")
    CLOSED = "closed", _("Closed")
    ENDED = "ended", _("Ended")
    LABEL_ONLY = "label-only", _("Gives no money")


class OrganisationKind(TextChoices):
    FUNDER = "funder", _("Funder")
    SUPPORT_CENTRE = "support-centre", _("Support centre")
    AGENCY = "agency", _("Agency")
    NETWORK = "network", _("Network")
    RESIDENCY_HOUSE = "residency-house", _("Residency house")
    HERITAGE_BODY = "heritage-body", _("Heritage body")
    PLATFORM_MEMBER = "platform-member", _("Member of the Flanders Creative Industries Platform")


class GroupKind(TextChoices):
    BASE = "base", _("Where applicants are established")
    PARTNER_REGION = "partner-region", _("Partner region")
    POLICY_PRIORITY = "policy-priority", _("Policy priority")
    DIPLOMATIC = "diplomatic", _("Diplomatic representation")
    POLITICAL = "political", _("Political union")
    PROGRAMME = "programme", _("Countries of a programme")


class PlaceKind(TextChoices):
    COUNTRY = "country", _("Country")
    REGION = "region", _("Region")
    COMMUNITY = "community", _("Community")


class ChallengeGroup(TextChoices):
    """The four headings under which chapter 6 of the dossier sorts the challenges."""

    POLICY = "policy", _("Policy")
    NORMATIVE = "normative", _("Values")
    STRUCTURAL = "structural", _("Structure")
    PRACTICAL = "practical", _("Practice")


class ChallengeBasis(TextChoices):
    """Why a challenge stands in a cell: the chapter names it, or chapter 6 states it for the level as a whole."""

    TEXT = "text", _("Named in the chapter")
    READING = "reading", _("Read from chapter 6")


class FacetKind(TextChoices):
    ACTORS = "actors", _("Who works across borders")
    MOTIVES = "motives", _("Why")
    ACTIVITIES = "activities", _("What they do")
    INTENSITY = "intensity", _("How often")
    PLACES = "places", _("Where")


class Effort(TextChoices):
    """How much work an application is."""

    LIGHT = "light", _("Light")
    MEDIUM = "medium", _("Medium")
    HEAVY = "heavy", _("Heavy")


EFFORT_OF_KIND = {
    Kind.GRANT: Effort.MEDIUM,
    Kind.CALL: Effort.MEDIUM,
    Kind.LOAN: Effort.MEDIUM,
    Kind.COPRODUCTION_FUND: Effort.HEAVY,
    Kind.TAX_INCENTIVE: Effort.HEAVY,
}


def effort_of(kind: str) -> Effort:
    """The effort that routes of this kind usually take: light where the kind is not listed as heavier."""
    return EFFORT_OF_KIND.get(Kind(kind), Effort.LIGHT)
