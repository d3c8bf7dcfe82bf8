"""Writing to those who registered, and which mail went out about an activity."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from network.activities import emails, permissions
from network.activities.actions.messages import meant, reached, recipients, send_message
from network.activities.forms.messages import MessageForm
from network.activities.models import Message
from network.activities.views.loading import attempt, find_to_edit
from network.base.models import OutgoingMail
from network.people.models import User

A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def message_write(request, slug):
    """First the text, then who gets it and how it reads, then it goes."""
    activity, now = find_to_edit(request, slug), timezone.now()
    counts = {to: len(recipients(activity, to=to)) for to in Message.To}
    if not any(counts.values()) or activity.is_draft:
        messages.error(request, _("Nobody has registered, so there is nobody to write to."))
        return redirect(activity)
    form = MessageForm(request.POST if request.method == "POST" else None, activity=activity, counts=counts)
    if not form.is_valid() or "change" in request.POST:
        return render(request, "activities/message_write.html", {"activity": activity, "form": form})
    if "sure" not in request.POST:
        return preview_message(request, activity, form, now=now)
    sent = attempt(request, send_message, activity=activity, by=request.user, now=now, **form.cleaned_data)
    if not sent:
        return render(request, "activities/message_write.html", {"activity": activity, "form": form})
    text = ngettext("Your message goes to %(number)d person.", "Your message goes to %(number)d people.", sent.people)
    messages.success(request, text % {"number": sent.people})
    return redirect("activities:mail_log", activity.slug)


def preview_message(request, activity, form, *, now):
    """How many people get it, who they are, and the mail itself."""
    chosen = form.cleaned_data
    group = {"to": chosen["to"], "school": chosen["school"]}
    people, all_of_them = reached(activity, **group, on=timezone.localdate(now)), meant(activity, **group).count()
    draft = Message(subject=chosen["subject"], text=chosen["text"])
    if not people:
        form.add_error(
            "school",
            _("Nobody would get this message: nobody of that school is among them, or they do not want such mail."),
        )
        return render(request, "activities/message_write.html", {"activity": activity, "form": form})
    context = {
        "activity": activity,
        "form": form,
        "people": people,
        "told": [(row.person, row.organisation) for row in people],
        "without": all_of_them - len(people),
        "message": draft,
        "mail": emails.preview("message", request.user, activity, now=now, message=draft),
    }
    return render(request, "activities/message_preview.html", context)


@require_safe
def mail_log(request, slug):
    """Every mail about an activity: to whom, when, and whether it arrived at their mail server."""
    activity = find_to_edit(request, slug)
    rows = OutgoingMail.objects.about(activity).order_by("-queued_at", "-pk")
    page = Paginator(rows.defer("text", "html", "calendar"), A_PAGE).get_page(request.GET.get("page"))
    names = {person.email.lower(): person for person in User.objects.filter(email__in={row.to_address for row in page})}
    context = {
        "activity": activity,
        "page": page,
        "lines": [(row, names.get(row.to_address.lower())) for row in page],
        "sent": rows.sent().count(),
        "waiting": rows.waiting().count(),
        "lost": rows.given_up().count(),
        "can_write": permissions.can_manage(request.user, activity) and not activity.is_draft,
        "texts": Message.objects.filter(activity=activity).select_related("sent_by").order_by("-sent_at", "-pk"),
    }
    return render(request, "activities/mail_log.html", context)
