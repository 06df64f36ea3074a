"""The rows of the catalogue, one file per thing. Where a match with them is decided: `matcher`."""

from catalogue.models.contact import OrganisationAdvice, OrganisationContact
from catalogue.models.edition import Change, Edition, Signed, StoredEntry, Working
from catalogue.models.example import Example, ExampleDoubt, ExamplePartner, ExampleSource
from catalogue.models.fact import Fact, FactDoubt, FactSource
from catalogue.models.glossary import GlossarySource, GlossaryTerm
from catalogue.models.guide import Guide
from catalogue.models.instrument import Check, CombineNote, Cost, Instrument, InstrumentDoubt, InstrumentSource
from catalogue.models.loaded import LoadedEntry
from catalogue.models.matrix import (
    AttentionPoint,
    CellChallenge,
    CellInstrument,
    CellNetwork,
    Challenge,
    Decree,
    DecreeLine,
    DossierNote,
    Facet,
    FrameworkRow,
    MatrixCell,
    Practice,
    PriorityPartner,
    Statistic,
)
from catalogue.models.needs import Extra, Need
from catalogue.models.organisation import Organisation, OrganisationDoubt, OrganisationSource
from catalogue.models.partnership import Side, Through
from catalogue.models.pay import Figure, Unit
from catalogue.models.place import (
    Membership,
    Place,
    PlaceGroup,
    PlaceGroupDoubt,
    PlaceGroupPeriod,
    PlaceGroupSource,
    PlaceName,
)
from catalogue.models.programme import Programme
from catalogue.models.report import Report
from catalogue.models.round import Round, Window
from catalogue.models.shelf_life import ShelfLife
from catalogue.models.source import Doubt, Source
from catalogue.models.synonym import Synonym
from catalogue.models.term import ApplicantType, Discipline, DisciplineFamily, Goal, Term, Theme
from catalogue.models.words import InLanguage

__all__ = [
    "ApplicantType",
    "AttentionPoint",
    "CellChallenge",
    "CellInstrument",
    "CellNetwork",
    "Challenge",
    "Change",
    "Check",
    "CombineNote",
    "Cost",
    "Decree",
    "DecreeLine",
    "Discipline",
    "DisciplineFamily",
    "DossierNote",
    "Doubt",
    "Edition",
    "Example",
    "ExampleDoubt",
    "ExamplePartner",
    "ExampleSource",
    "Extra",
    "Facet",
    "Fact",
    "FactDoubt",
    "FactSource",
    "Figure",
    "FrameworkRow",
    "GlossarySource",
    "GlossaryTerm",
    "Goal",
    "Guide",
    "InLanguage",
    "Instrument",
    "InstrumentDoubt",
    "InstrumentSource",
    "LoadedEntry",
    "MatrixCell",
    "Membership",
    "Need",
    "Organisation",
    "OrganisationAdvice",
    "OrganisationContact",
    "OrganisationDoubt",
    "OrganisationSource",
    "Place",
    "PlaceGroup",
    "PlaceGroupDoubt",
    "PlaceGroupPeriod",
    "PlaceGroupSource",
    "PlaceName",
    "Practice",
    "PriorityPartner",
    "Programme",
    "Report",
    "Round",
    "ShelfLife",
    "Side",
    "Signed",
    "Source",
    "Statistic",
    "StoredEntry",
    "Synonym",
    "Term",
    "Theme",
    "Through",
    "Unit",
    "Window",
    "Working",
]
