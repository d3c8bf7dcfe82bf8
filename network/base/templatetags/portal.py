"""Template tags of the portal; every template has them without loading. docs/look.md shows them in use."""

import functools

from django import template
from django.conf import settings
from django.forms import BaseFormSet
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
register.filter("hours_long", text.hours_long)
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
def day_block(at, kind="", with_year=False):
    """The date in a block beside an event. Takes a date or an aware datetime, and the kind for its colour."""
    day = localtime(at) if hasattr(at, "hour") and is_aware(at) else at
    return format_html(
        '<time class="date {}" datetime="{}"><b>{}</b><small>{}</small>{}</time>',
        shapes.line_of(kind),
        day.strftime("%Y-%m-%d"),
        day.day,
        text.short_month(day),
        format_html(" <small>{}</small>", day.year) if with_year else "",
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
def page_assets(context):
    """What stands in the head of every page. Error pages have no network; a visitor's page names its one address."""
    user, assets = context.get("user"), frame.assets(colours=getattr(context.get("network"), "stylesheet_url", ""))
    if user and user.is_authenticated:
        return assets
    return assets + format_html('<link rel="canonical" href="{}">', canonical(context))


@register.simple_tag(takes_context=True)
def network_name(context):
    """The name of the network; error pages do not know it."""
    return getattr(context.get("network"), "name", "") or "Portal"


@register.simple_tag(takes_context=True)
def data_person(context):
    """An attribute that tells the script whose drafts it may put back; nothing for a visitor."""
    user = context.get("user")
    return format_html(' data-person="{}"', user.pk) if user and user.is_authenticated else ""


@register.simple_tag(takes_context=True)
def page_top(context):
    """The head of every page, for the roles of `request.user`; asks nothing of the database."""
    request, user = context.get("request"), context.get("user")
    is_signed_in = bool(user and user.is_authenticated)
    roles = menu.roles_of(getattr(request, "user", None))
    path = getattr(request, "path", "")
    here = menu.current(roles, path)
    piece = frame.top(
        name=network_name(context),
        logo=getattr(context.get("network"), "logo_url", ""),
        roles=roles,
        current=here,
        is_page=here == path,
        person=person_of(user) if is_signed_in else None,
        may_enter=bool(user),
    )
    return frame.fill(piece, request) if is_signed_in else piece


def person_of(user):
    return frame.Person(str(user), user.email, user.standing.organisation or str(user.standing.title))


@register.simple_tag(takes_context=True)
def footer(context):
    """The footer, with the choice of language."""
    request, user = context.get("request"), context.get("user")
    piece = frame.footer(
        name=network_name(context),
        contact=getattr(context.get("network"), "contact_email", ""),
        language=get_language(),
        is_signed_in=bool(user and user.is_authenticated),
    )
    return frame.fill(piece, request) if request else mark_safe(piece.replace(frame.ADDRESS, "/"))


@register.simple_tag(takes_context=True)
def errors_in_title(context):
    """'(2 errors) ' when the page shows a form that failed, so that a screen reader says it first."""
    form = context.get("form")
    count = form.total_error_count() if isinstance(form, BaseFormSet) else len(getattr(form, "errors", None) or ())
    return ngettext("(%(count)d error) ", "(%(count)d errors) ", count) % {"count": count} if count else ""


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
