"""Where what staff are told after a save waits for the next page."""

from django.contrib.messages.storage.cookie import CookieStorage


class HostCookie(CookieStorage):
    """In a cookie that no neighbour on the same domain can set; signed, and sent as the cookie of the session is."""

    cookie_name = "__Host-messages"
