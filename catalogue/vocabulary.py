"""The closed lists: what code may name. What staff extend (disciplines, goals, applicants) are rows: `models.term`."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
# What lasts is the stay here, which is told in days: rules judge it, for a stay of two months may take 59 of them or 62.
STAY_KINDS = frozenset({Kind.RESIDENCY})


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

    OPEN = "open", pgettext_lazy("a state", "Open")
    RECURRING = "recurring", _("Comes back regularly")
    EXPECTED = "expected", _("Expected")
    CLOSED = "closed", _("Closed")
    ENDED = "ended", _("Ended")
    LABEL_ONLY = "label-only", _("Gives no money")


class WhereRole(TextChoices):
    """What a place is asked for."""

    DESTINATION = "destination", _("where the work goes or somebody travels to: abroad")
    PARTNER = "partner", _("where partners are established: abroad")
    AREA = "area", _("where the activity or the partnership lies: home counts")


class MemberRole(TextChoices):
    """How a place belongs to a group."""

    FULL = "full", _("in full")
    JOINS = "joins", _("may join, but not lead")


class Admission(TextChoices):
    """How one comes to get it."""

    APPLICATION = "application", _("by applying")
    NOMINATION = "nomination", _("by nomination: one cannot apply")
    INVITATION = "invitation", _("by invitation: one cannot apply")
    WITHOUT_CALL = "without-call", _("there is no call to answer")


class UnitPer(TextChoices):
    """What a sum is paid for each of."""

    DAY = "day", _("per day")
    NIGHT = "night", _("per night")
    MONTH = "month", _("per month")
    PERSON = "person", _("per person")
    PERSON_DAY = "person-day", _("per day and per person")
    PERSON_NIGHT = "person-night", _("per night and per person")
    TRIP = "trip", _("per trip and per person")
    KM = "km", _("per kilometre")
    EVENT = "event", _("per event")
    WORK = "work", _("per work")
    PARTNER = "partner", _("per partner")
    PROJECT = "project", _("per project")


class NeedKind(TextChoices):
    """What an application needs, in the order in which one sees to it."""

    ACCOUNT = "account", _("An account or a number, to apply with")
    AGREEMENT = "agreement", _("A signed agreement with the partner")
    INVITATION = "invitation", _("A letter of who invites or programmes")
    LETTERS = "letters", _("Letters of partners or supporters")
    COFINANCING = "co-financing", _("Other money that is arranged")
    PAPER = "paper", _("What you write or gather yourself")


class ExtraKind(TextChoices):
    """What a route pays on top of the rest, to those for whom it holds."""

    GREEN = "green-travel", _("Green travel")
    ACCESS = "accessibility", _("Accessibility and support")
    FAMILY = "family", _("Children and care")


class CostKind(TextChoices):
    """A line of the budget of a plan, by what funders pay and what they exclude."""

    TRAVEL = "travel", pgettext_lazy("a cost", "Travel")
    STAY = "stay", _("Stay and living costs")
    TRANSPORT = "transport", _("Transport of work and material")
    FEES = "fees", _("Wages and fees")
    PRODUCTION = "production", _("Making and production")
    TRANSLATION = "translation", pgettext_lazy("a cost", "Translation")
    COMMUNICATION = "communication", _("Promotion and communication")
    OTHER = "other", pgettext_lazy("a cost", "Other costs")


class FigureKind(TextChoices):
    """A figure that is no ceiling of today, or one of the fixed sums among which one chooses."""

    FORMER = "former", _("what it was before")
    GRANTED = "granted", _("what was really given")
    CURRENCY = "currency", _("at most, in another currency than the euro")
    CHOICE = "choice", _("a fixed sum to choose")


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


class FactSubject(TextChoices):
    """What facts are about, where it matters how old they are."""

    DATES = "dates", _("Dates: when to apply, and for which start")
    AMOUNTS = "amounts", _("Amounts: what it pays")
    PURPOSE = "purpose", _("Purpose: what it is for, whom, and on which conditions")
    CONTACTS = "contacts", _("Contacts: numbers and addresses of organisations")


class ContactKind(TextChoices):
    """A fact by which an organisation is reached."""

    PHONE = "phone", _("telephone")
    MAIL = "mail", _("e-mail")
    APPOINTMENT = "appointment", _("page for an appointment")
    PAGE = "page", _("contact page")
    HOURS = "hours", _("opening hours")
    LANGUAGES = "languages", _("languages")
    ADDRESS = "address", _("address")


class ReportedFact(TextChoices):
    """What a visitor says should read otherwise."""

    DAY = "day", pgettext_lazy("what a report is about", "the day to apply by")
    AMOUNT = "amount", pgettext_lazy("what a report is about", "the most it pays")
    WHO = "who", pgettext_lazy("what a report is about", "who can apply")
    WHERE = "where", pgettext_lazy("what a report is about", "for which places it is")
    LINK = "link", pgettext_lazy("what a report is about", "the link to apply")
    CONTACT = "contact", pgettext_lazy("what a report is about", "how to reach them")
    OTHER = "other", pgettext_lazy("what a report is about", "something else")


class ReportOutcome(TextChoices):
    """What became of what a visitor proposed."""

    ACCEPTED = "accepted", pgettext_lazy("a proposal", "accepted")
    REFUSED = "refused", pgettext_lazy("a proposal", "refused")


class Effort(TextChoices):
    """How much work an application is."""

    LIGHT = "light", pgettext_lazy("effort", "Light")
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


class FactTopic(TextChoices):
    """What a fact about working abroad is about. The order is that of a page."""

    PAYER = "payer", _("Who pays there")
    PRESENCE = "presence", _("Flanders on the spot")
    VISA = "visa", _("Visa and border")
    WORK = "work", _("Permission to work")
    SOCIAL_SECURITY = "social-security", _("Social security")
    TAX = "tax", _("Tax on fees")
    VAT = "vat", _("VAT")
    CUSTOMS = "customs", _("Instruments, sets and works")
    CONTRACT = "contract", _("Contract")
    INSURANCE = "insurance", _("Insurance and loans")
    RIGHTS = "rights", _("Copyright and related rights")
    PAY = "pay", _("Fair pay")
    TRAVEL = "travel", _("Green travel")
    ACCESS = "access", _("Access and care")
    SAFETY = "safety", _("Artists at risk")
    GUIDE = "guide", _("Guides and information points")
