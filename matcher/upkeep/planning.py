"""Publishing on a day that was planned: what stood ready then, if it still does, and if nothing stands in its way."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.timezone import now
from django.utils.translation import gettext as _

from catalogue.editions.publish import NotPublished
from catalogue.editions.store import read_latest
from catalogue.editions.working import exclusive_transaction, waiting
from catalogue.entries.kinds import KINDS, Name
from catalogue.models import Edition
from matcher.models import PlannedPublication
from matcher.proof.effects import publish
from matcher.upkeep.saving import working_digests

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PUBLISH = "catalogue.publish_edition"


@dataclass(frozen=True, slots=True)
class Tried:
    plan: PlannedPublication
    edition: Edition | None
    refused: str
    """Why it did not go out; "" where it did, or where all of it is public already."""


def plan(names: Collection[Name], on: date, *, author: "User", why: str, despite: str = "") -> PlannedPublication:
    """Of what waits, these, as they read now."""
    digests = working_digests(names)
    return PlannedPublication.objects.create(
        author=author,
        signed=author.get_full_name() or author.get_username(),
        on=on,
        entries=[[kind, key, digests.get((kind, key), "")] for kind, key in sorted(names)],
        why=why,
        despite=despite,
    )


def call_off(plan: PlannedPublication, by: "User") -> bool:
    """Whether it still could be."""
    open_ones = PlannedPublication.objects.open().filter(pk=plan.pk)
    return bool(open_ones.update(called_off_at=now(), called_off_by=by.get_full_name() or by.get_username()))


def publish_due(on: date) -> list[Tried]:
    """What was planned for today or an earlier day. One plan at a time, each in a transaction of its own in which nobody else
    publishes or saves: who runs this twice at once publishes each once."""
    due = PlannedPublication.objects.open().filter(on__lte=on).values_list("pk", flat=True)
    return [tried for pk in list(due) if (tried := try_plan(pk)) is not None]


def try_plan(pk: int) -> Tried | None:
    """None for what another process did meanwhile, or somebody called off."""
    with exclusive_transaction():
        plans = PlannedPublication.objects.open()
        if connection.features.has_select_for_update:
            plans = plans.select_for_update(of=("self",))
        plan = plans.select_related("author").filter(pk=pk).first()
        if plan is None:
            return None
        plan.tried_at, plan.refused, edition = now(), "", None
        waits = {one.name for one in waiting(read_latest(), among=plan.names)}
        try:
            refuse(plan, waits)
            if waits:
                assert plan.author is not None
                edition = publish(waits, author=plan.author, why=plan.why, despite=plan.despite)
        except (ValidationError, NotPublished) as refusal:
            plan.refused = " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
        else:
            plan.done_at, plan.edition = now(), edition
        plan.save(update_fields=["tried_at", "refused", "done_at", "edition"])
        return Tried(plan, edition, plan.refused)


def refuse(plan: PlannedPublication, waits: Collection[Name]) -> None:
    """Raises ValidationError where who planned it may not publish any more, or where something was edited since."""
    author = plan.author
    if author is None or not author.is_active or not author.has_perm(PUBLISH):
        raise ValidationError(_("%(who)s may not publish any more: plan it anew.") % {"who": plan.signed})
    digests = working_digests(waits)
    edited = [
        (kind, key)
        for kind, key, digest in plan.entries
        if (kind, key) in waits and digests.get((kind, key), "") != digest
    ]
    if edited:
        raise ValidationError(
            _("Edited after it was planned: %(names)s. Look at it, and plan it anew.")
            % {"names": ", ".join(label_of(name) for name in edited)}
        )


def label_of(name: Name) -> str:
    """How staff know a thing; its key where its row is gone."""
    kind, key = name
    row = KINDS[kind].rows_for_keys().filter(**KINDS[kind].lookup(key)).first()
    return str(row or key)
