"""The language of a page, which its address decides and nothing else."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from matcher.delivery.host import GetResponse


class LanguageOfAddress:
    """Instead of Django's LocaleMiddleware, which says that bare addresses vary by Accept-Language; ours do not."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
