"""What somebody sends once happens once: a double click, the back button or a browser that tries again changes nothing.

Every form of a page carries the protection of Django against foreign sites, a value that is new each time a page is
made. Together with the person, the address and what was typed it is the idempotency key of that press of the button.
The key is a row, written in the transaction in which the view does its work: whoever sends the same thing meanwhile
waits for it, and gets the answer that the first one got. Decision: docs/decisions/sent-once.md.
"""

import hashlib
from functools import partial

from allauth.account.middleware import AccountMiddleware
from django.db import connection, transaction
from django.http import HttpResponseRedirect
from django.utils import timezone

from network.base.models import SentForm

TOKEN = "csrfmiddlewaretoken"


class Once:
    """Runs each form that a signed-in person sends to the portal in one transaction, and the same one only once.

    What a view refuses with a page (a form with errors) may be sent again; what it raises leaves nothing behind.
    A view may also raise that somebody has to show once more who it is. Django tells the other middleware what a view
    raises, but not what a middleware raises that runs it, so the one that answers this is asked here.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.answer_to = AccountMiddleware(get_response).process_exception

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not (key := key_of(request)) or not view.__module__.startswith("network."):
            return None
        try:
            return run_once(key, partial(view, request, *args, **kwargs))
        except Exception as raised:
            if answer := self.answer_to(request, raised):
                return answer
            raise


@transaction.atomic
def run_once(key, view):
    """The answer of a view that runs only for the first to come with a key, or the way to where that one led."""
    if not claim(key, now=timezone.now()):
        return HttpResponseRedirect(SentForm.objects.get(key=key).location)
    response = view()
    settle(key, response.url if isinstance(response, HttpResponseRedirect) else "")
    return response


def key_of(request):
    """The key of what a signed-in person sends, in 64 characters; empty when there is none.

    Parts of a page that are asked for again and again by a script have no key: the page they stand in stays the same.
    """
    if request.method != "POST" or "HX-Request" in request.headers or not request.user.is_authenticated:
        return ""
    if not request.POST.get(TOKEN):
        return ""
    files = [(name, file.name, file.size) for name, sent in request.FILES.lists() for file in sent]
    said = (request.user.pk, request.get_full_path(), sorted(request.POST.lists()), sorted(files))
    return hashlib.sha256(repr(said).encode(errors="surrogatepass")).hexdigest()


def claim(key, *, now):
    """Whether this is the first to come with a key. Whoever comes while the first is at work waits until it is done."""
    sql = "INSERT INTO base_sentform (key, location, sent_at) VALUES (%s, '', %s) ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(sql, [key, now])
        return cursor.rowcount == 1


def settle(key, location):
    """Keep where the form led; if nowhere, let go of the key. Plain SQL: every form that is sent pays for this."""
    with connection.cursor() as cursor:
        if location:
            cursor.execute("UPDATE base_sentform SET location = %s WHERE key = %s", [location, key])
        else:
            cursor.execute("DELETE FROM base_sentform WHERE key = %s", [key])
