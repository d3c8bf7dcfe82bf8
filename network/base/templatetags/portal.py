"""Template tags of the portal; every template has them without loading. docs/look.md shows them in use."""

import functools

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from network.base import frame, shapes, text
from network.base import navigation as menu

register = template.Library()

register.filter("moment", text.moment)
register.filter("day", text.short_date, expects_localtime=True)
register.filter("weekday", text.full_date, expects_localtime=True)
register.filter("initials", text.initials)
register.simple_tag(text.period, name="period")
register.simple_tag(text.hours, name="hours")
register.simple_tag(text.day_period, name="day_period")


@register.simple_tag
@functools.lru_cache(maxsize=512)
def icon(name, label=""):
    """A bootstrap icon from the sprite; decoration, unless it has a `label` of its own."""
    source = f"{static('vendor/bootstrap-icons/sprite.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, source)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"></use></svg>', source)


@register.simple_tag
@functools.cache
def shape(kind):
    """The shape of a line in its colour, without words: only beside text that names the line."""
    line = shapes.line_of(kind)
    return format_html(
        '<svg class="shape {}" viewBox="0 0 16 16" aria-hidden="true"><path d="{}"/></svg>', line, shapes.SHAPES[line]
    )


@register.simple_tag
def line(kind):
    """The badge of a line: its shape, colour and name."""
    name = shapes.line_of(kind)
    return format_html('<span class="line {}">{} {}</span>', name, shape(name), shapes.NAMES[name])


@register.simple_tag
def day_block(at, kind=""):
    """The date in a block beside an event. Takes a date or an aware datetime, and the kind for its colour."""
    day = localtime(at) if hasattr(at, "hour") and is_aware(at) else at
    return format_html(
        '<time class="date {}" datetime="{}"><b>{}</b><small>{}</small></time>',
        shapes.line_of(kind),
        day.strftime("%Y-%m-%d"),
        day.day,
        text.short_month(day),
    )


@register.inclusion_tag("_components/seats.html")
def seats(capacity, taken, kept=0):
    """A mark per seat: taken, kept for a school, free. Above sixty seats one bar. Ten units of width per seat."""
    return {
        "capacity": capacity,
        "taken": taken,
        "kept": kept,
        "is_bar": capacity > 60,
        "width": max(capacity, 24) * 10,
        "taken_to": taken * 10,
        "kept_to": (taken + kept) * 10,
        "free_to": capacity * 10,
    }


@register.simple_tag
def avatar(name, size=""):
    """The initials of a person in a disc; decoration beside the written name."""
    return format_html('<span class="avatar {}" aria-hidden="true">{}</span>', size, text.initials(str(name)))


@register.simple_tag(takes_context=True)
def navigation(context):
    """The main menu for the roles of `request.user`; asks nothing of the database."""
    request = context.get("request")
    roles = menu.roles_of(getattr(request, "user", None))
    path = getattr(request, "path", "")
    here = menu.current(roles, path)
    return mark_safe(frame.main_menu(roles, here, here == path, get_language()))


@register.simple_tag(takes_context=True)
def person_menu(context):
    """The menu behind the name of whoever is signed in."""
    user = context["user"]
    beside = user.standing.organisation or str(user.standing.title)
    return frame.fill(frame.person_menu(str(user), user.email, beside, get_language()), context["request"])


@register.simple_tag(takes_context=True)
def footer(context):
    """The footer, with the choice of language. Error pages have neither network nor request."""
    network, request, user = context.get("network"), context.get("request"), context.get("user")
    signed_in = bool(user and user.is_authenticated)
    name, contact = getattr(network, "name", ""), getattr(network, "contact_email", "")
    piece = frame.footer(name, contact, get_language(), signed_in)
    return frame.fill(piece, request) if request else mark_safe(piece.replace(frame.ADDRESS, "/"))


@register.simple_tag
@functools.cache
def page_assets():
    """Style sheet, typeface, icons and script: the same on every page."""
    return mark_safe(render_to_string("_components/assets.html"))


@register.simple_tag(takes_context=True)
def errors_in_title(context):
    """'(2 errors) ' when the page shows a form that failed, so that a screen reader says it first."""
    count = len(getattr(context.get("form"), "errors", None) or ())
    return ngettext("(%(count)d error) ", "(%(count)d errors) ", count) % {"count": count} if count else ""


@register.simple_tag(takes_context=True)
def canonical(context):
    """The one address of this page, from configuration and never from the Host header."""
    request = context.get("request")
    return f"{settings.PUBLIC_ADDRESS}{request.path}" if request else settings.PUBLIC_ADDRESS


@register.filter
def field_id(field):
    """The id of the first thing in a field that can have the focus: an error leads there."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def without_placeholders(form):
    """Labels say what a field is for; an example inside the field only gets in the way."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form


@register.filter
def yes_no(value):
    return _("yes") if value else _("no")
