"""The dossier's matrix of levels and themes, with its challenges, facets, tables and figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalogue.models.example import Example
from catalogue.models.instrument import Instrument
from catalogue.models.organisation import Organisation
from catalogue.models.place import Place
from catalogue.models.term import Discipline, Theme
from catalogue.models.words import InLanguage, Named, Positioned, Slugged, line, prose
from catalogue.vocabulary import ChallengeBasis, ChallengeGroup, FacetKind, Level


class Challenge(Slugged, Positioned):
    chapter = models.CharField(_("chapter"), max_length=40)
    group = models.CharField(_("heading"), max_length=12, choices=ChallengeGroup)
    summary_nl = prose(_("summary"), "nl")
    summary_en = prose(_("summary"), "en")
    summary = InLanguage("summary")

    class Meta(Slugged.Meta):
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.summary


class MatrixCell(Positioned):
    """One level under one theme."""

    level = models.CharField(_("level"), max_length=12, choices=Level)
    theme = models.ForeignKey(Theme, models.PROTECT, verbose_name=_("theme"), related_name="cells")
    chapter = models.CharField(_("chapter"), max_length=40)
    summary_nl = prose(_("summary"), "nl")
    summary_en = prose(_("summary"), "en")
    summary = InLanguage("summary")
    organisations = models.ManyToManyField(
        Organisation, verbose_name=_("organisations"), related_name="cells", blank=True
    )
    examples = models.ManyToManyField(Example, verbose_name=_("examples"), related_name="cells", blank=True)

    class Meta:
        verbose_name = _("cell of the matrix")
        verbose_name_plural = _("cells of the matrix")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "theme"],
                name="matrixcell_one_per_level_and_theme",
                violation_error_message=_("There is already a cell for this level and theme."),
            ),
            models.CheckConstraint(
                name="matrixcell_level_known",
                condition=models.Q(level__in=Level.values),
                violation_error_message=_("Choose the level from its list."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()} × {self.theme}"


class CellInstrument(Positioned):
    """What the dossier places in a cell: an instrument, or a family of them (`instrument` null, `members` filled)."""

    cell = models.ForeignKey(MatrixCell, models.CASCADE, related_name="instruments")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="cells", null=True, blank=True)
    family = models.CharField(_("family"), max_length=80, blank=True)
    members = models.ManyToManyField(Instrument, verbose_name=_("members"), related_name="+", blank=True)
    name = models.CharField(_("name in the dossier"), max_length=160)
    chapter = models.CharField(_("chapter"), max_length=40)
    note_nl = line(_("note"), "nl", blank=True)
    note_en = line(_("note"), "en", blank=True)
    note = InLanguage("note")

    class Meta:
        verbose_name = _("instrument in a cell")
        verbose_name_plural = _("instruments in a cell")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="cellinstrument_instrument_or_family",
                condition=models.Q(family="", instrument__isnull=False)
                | (~models.Q(family="") & models.Q(instrument=None)),
                violation_error_message=_("Choose an instrument, or name a family, not both."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CellNetwork(Positioned):
    cell = models.ForeignKey(MatrixCell, models.CASCADE, related_name="networks")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+")
    chapter = models.CharField(_("chapter"), max_length=40)

    class Meta:
        verbose_name = _("network in a cell")
        verbose_name_plural = _("networks in a cell")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.instrument)


class Practice(Named, Positioned):
    """A way of working that the dossier names in a cell. Most have no instrument of their own."""

    cell = models.ForeignKey(MatrixCell, models.CASCADE, related_name="practices")
    instrument = models.ForeignKey(
        Instrument, models.SET_NULL, verbose_name=_("instrument"), related_name="+", null=True, blank=True
    )
    chapter = models.CharField(_("chapter"), max_length=40)

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering = ["position", "pk"]


class CellChallenge(Positioned):
    cell = models.ForeignKey(MatrixCell, models.CASCADE, related_name="challenges")
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="cells")
    basis = models.CharField(_("basis"), max_length=8, choices=ChallengeBasis)

    class Meta:
        verbose_name = _("challenge in a cell")
        verbose_name_plural = _("challenges in a cell")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.challenge)


class Facet(Named, Positioned):
    """One of the answers of chapter 1 to who, why, what, how often and where."""

    kind = models.CharField(_("facet"), max_length=12, choices=FacetKind)
    slug = models.CharField(_("short name"), max_length=80)
    chapter = models.CharField(_("chapter"), max_length=40)

    class Meta:
        verbose_name = _("facet")
        verbose_name_plural = _("facets")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"],
                name="facet_once_per_kind",
                violation_error_message=_("This facet already has a value with this short name."),
            )
        ]


class FrameworkRow(Slugged, Positioned):
    """A row of table 5: a framework or a family of instruments, with the themes that the table marks."""

    group = models.CharField(_("heading in the table"), max_length=60)
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="framework_rows", null=True, blank=True)
    members = models.ManyToManyField(Instrument, verbose_name=_("members"), related_name="+", blank=True)
    name = models.CharField(_("name in the dossier"), max_length=160)
    type_nl = line(_("type"), "nl")
    type_en = line(_("type"), "en")
    type = InLanguage("type")
    core_focus_nl = line(_("core focus"), "nl")
    core_focus_en = line(_("core focus"), "en")
    core_focus = InLanguage("core_focus")
    themes = models.ManyToManyField(Theme, verbose_name=_("themes marked"), related_name="+", blank=True)
    marks_as_printed = models.CharField(_("marks as printed"), max_length=40)
    note_nl = line(_("note"), "nl", blank=True)
    note_en = line(_("note"), "en", blank=True)
    note = InLanguage("note")

    class Meta(Slugged.Meta):
        verbose_name = _("row of table 5")
        verbose_name_plural = _("rows of table 5")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class Decree(Slugged, Positioned):
    """A Flemish decree of table 1."""

    name = models.CharField(_("name"), max_length=120)
    note_nl = line(_("note"), "nl", blank=True)
    note_en = line(_("note"), "en", blank=True)
    note = InLanguage("note")

    class Meta(Slugged.Meta):
        verbose_name = _("decree of table 1")
        verbose_name_plural = _("decrees of table 1")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class DecreeLine(Positioned):
    decree = models.ForeignKey(Decree, models.CASCADE, related_name="lines")
    text_nl = line(_("text"), "nl")
    text_en = line(_("text"), "en")
    text = InLanguage("text")

    class Meta:
        verbose_name = _("line of table 1")
        verbose_name_plural = _("lines of table 1")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Statistic(Slugged, Positioned):
    """A figure that the dossier gives, as it prints it."""

    figure = models.CharField(_("figure"), max_length=60)
    about_nl = line(_("about"), "nl")
    about_en = line(_("about"), "en")
    about = InLanguage("about")
    source = models.CharField(_("source"), max_length=250)
    year = models.CharField(_("year"), max_length=20)
    chapter = models.CharField(_("chapter"), max_length=40, blank=True)
    note_nl = line(_("note"), "nl", blank=True)
    note_en = line(_("note"), "en", blank=True)
    note = InLanguage("note")
    level = models.CharField(_("level"), max_length=12, choices=Level, blank=True)
    disciplines = models.ManyToManyField(
        Discipline,
        verbose_name=_("disciplines"),
        related_name="+",
        blank=True,
        help_text=_("Where it is on the map of support."),
    )
    places = models.ManyToManyField(
        Place, verbose_name=_("places"), related_name="+", blank=True, help_text=_("On whose pages it stands.")
    )

    class Meta(Slugged.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.figure} {self.about}"


class AttentionPoint(Slugged, Named, Positioned):
    class Meta(Slugged.Meta):
        verbose_name = _("point of attention")
        verbose_name_plural = _("points of attention")
        ordering = ["position", "pk"]


class PriorityPartner(Slugged, Named, Positioned):
    """A line of the priority countries and regions of the framework 2021-2025, as chapter 4 lists them."""

    class Meta(Slugged.Meta):
        verbose_name = _("priority partner")
        verbose_name_plural = _("priority partners")
        ordering = ["position", "pk"]


class DossierNote(Slugged, Positioned):
    """A remark on the dossier or on one of its tables; for the dossier itself its title, author and year too."""

    title = models.CharField(_("title"), max_length=200, blank=True)
    author = models.CharField(_("author"), max_length=120, blank=True)
    year = models.CharField(_("year"), max_length=20, blank=True)
    chapter = models.CharField(_("chapter"), max_length=80, blank=True)
    text_nl = prose(_("text"), "nl")
    text_en = prose(_("text"), "en")
    text = InLanguage("text")

    class Meta(Slugged.Meta):
        verbose_name = _("note on the dossier")
        verbose_name_plural = _("notes on the dossier")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title or self.slug
