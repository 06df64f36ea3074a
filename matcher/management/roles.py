"""The roles of staff, as groups that every migration keeps: a reader looks, a curator edits, a publisher publishes too.

An account gets a role in the admin, by its group, and the mark "staff" to come in at all."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions

LABELS = ("catalogue", "matcher")
UNTOUCHED = (
    "loadedentry",
    "storedentry",
    "working",
    "change",
    "edition",
    "daycount",
    "pendingcount",
    "cityfigure",
    "watchedpage",
    "announcement",
)
"""Written by the app itself."""
HIDDEN = ("signin",)
"""For superusers alone."""
ROLES: dict[str, tuple[str, ...]] = {
    "reader": ("view",),
    "curator": ("view", "add", "change", "delete"),
    "publisher": ("view", "add", "change", "delete", "publish"),
}


def keep_roles(**_: Any) -> None:
    """Called after each migration. What somebody gave a group beyond this stays."""
    group_model, permission_model = (apps.get_model("auth", name) for name in ("Group", "Permission"))
    for label in LABELS:
        create_permissions(apps.get_app_config(label), verbosity=0)
    known = permission_model._default_manager.filter(content_type__app_label__in=LABELS).select_related("content_type")
    for role, acts in ROLES.items():
        group, _is_new = group_model._default_manager.get_or_create(name=role)
        group.permissions.add(*[one for one in known if may(one.codename, acts)])


def may(codename: str, acts: tuple[str, ...]) -> bool:
    act, _underscore, model = codename.partition("_")
    return model not in HIDDEN and act in acts and (act in ("view", "publish") or model not in UNTOUCHED)
