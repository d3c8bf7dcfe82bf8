"""What the pages of the settings have in common: who comes in, and how a thing is added or changed."""

import functools

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network.schools.permissions import can_manage_network


def managing(*methods):
    """Decorator of a page of the settings: not there for whoever does not manage the network."""

    def decorate(view):
        @require_http_methods(list(methods) or ["GET", "HEAD", "POST"])
        @functools.wraps(view)
        def guarded(request, *args, **kwargs):
            if not can_manage_network(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def edit(request, form_class, *, rows, pk, title, back, remove="", initial=None):
    """Add a thing (`pk` None) or change one of `rows`; afterwards to the page `back`.

    `initial` are the first values of something new. `remove` is the address that removes it, for the little that may
    be removed.
    """
    with transaction.atomic():
        thing = get_object_or_404(rows.select_for_update(of=("self",)), pk=pk) if pk else None
        form = form_class(request.POST or None, instance=thing, initial=None if pk else initial)
        if request.method == "POST" and form.is_valid():
            saved = form.save()
            messages.success(request, _("“%(name)s” is saved.") % {"name": saved})
            return redirect(back)
    context = {"form": form, "title": title, "back": back, "thing": thing}
    return render(request, "schools/managing/edit.html", context | {"removable": remove})
