"""The link that ends mail of one kind: for a person who opens it, and for the button of a mail program."""

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from network.people.actions import wishes as actions
from network.people.models import User
from network.people.wishes import read_stop_link


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request, signed):
    """A GET only asks, for programs that check mail open every link. The POST may come from anywhere (RFC 8058)."""
    try:
        pk, wish = read_stop_link(signed)
    except (BadSignature, KeyError) as problem:
        raise Http404 from problem
    person = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        actions.stop_mail(person=person, wish=wish)
    context = {"kind": User._meta.get_field(wish.field).verbose_name, "is_done": request.method == "POST"}
    return render(request, "people/stop_mail.html", context)
