"""The rows of the catalogue, one file per thing. Where a match with them is decided: `matcher`."""

from catalogue.models.edition import Change, Edition, Signed, StoredEntry, Working
from catalogue.models.example import Example, ExampleDoubt, ExamplePartner, ExampleSource
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
from catalogue.models.organisation import Organisation, OrganisationDoubt, OrganisationSource
from catalogue.models.place import Membership, Place, PlaceGroup, PlaceGroupDoubt, PlaceGroupPeriod, PlaceGroupSource
from catalogue.models.programme import Programme
from catalogue.models.report import Report
from catalogue.models.round import Round, Window
from catalogue.models.source import Doubt, Source
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
    "Facet",
    "FrameworkRow",
    "Goal",
    "InLanguage",
    "Instrument",
    "InstrumentDoubt",
    "InstrumentSource",
    "LoadedEntry",
    "MatrixCell",
    "Membership",
    "Organisation",
    "OrganisationDoubt",
    "OrganisationSource",
    "Place",
    "PlaceGroup",
    "PlaceGroupDoubt",
    "PlaceGroupPeriod",
    "PlaceGroupSource",
    "Practice",
    "PriorityPartner",
    "Programme",
    "Report",
    "Round",
    "Signed",
    "Source",
    "Statistic",
    "StoredEntry",
    "Term",
    "Theme",
    "Window",
    "Working",
]
