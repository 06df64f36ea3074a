"""Classes of Django that are of something, as the checker of types has it: a `ModelAdmin[Report]`.

Django's own take no brackets. These do, and give Django's own: nothing else happens when the program runs."""

from typing import TYPE_CHECKING

from django.contrib.admin import ModelAdmin, StackedInline, TabularInline
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.sitemaps import Sitemap
from django.forms import BaseInlineFormSet, BaseModelFormSet, ModelForm

__all__ = [
    "BaseInlineFormSet",
    "BaseModelAdmin",
    "BaseModelFormSet",
    "ModelAdmin",
    "ModelForm",
    "Sitemap",
    "StackedInline",
    "TabularInline",
]


class Bracketed:
    def __init__(self, plain: type) -> None:
        self.plain = plain

    def __getitem__(self, _of: object) -> type:
        return self.plain


if not TYPE_CHECKING:
    BaseInlineFormSet = Bracketed(BaseInlineFormSet)
    BaseModelAdmin = Bracketed(BaseModelAdmin)
    BaseModelFormSet = Bracketed(BaseModelFormSet)
    ModelAdmin = Bracketed(ModelAdmin)
    ModelForm = Bracketed(ModelForm)
    Sitemap = Bracketed(Sitemap)
    StackedInline = Bracketed(StackedInline)
    TabularInline = Bracketed(TabularInline)
