"""What people and things in events are called: asked per kind for all events of a page at once."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from network.audit.reading import model_of


def naming_field(model):
    """The field that names a thing and may be shown, or None."""
    texts = getattr(model, "trail_texts", {"shown": frozenset()})["shown"]
    return next((name for name in ("name", "title", "code") if name in texts), None)


class Names:
    """Names by model and key. Of what may not be named there is only its kind and number."""

    def __init__(self, found):
        self.found = found

    @classmethod
    def of(cls, rows):
        """Fetch every name that these events (as `reading.rows` gives them) ask for."""
        wanted = {}
        people = apps.get_model(settings.AUTH_USER_MODEL)
        for point, _label, now, before, context in rows:
            wanted.setdefault(people, set()).add((context or {}).get("user"))
            for field in model_of(point.table)._meta.fields:
                if isinstance(field, models.ForeignKey) and not field.name.startswith("pgh_"):
                    values = {now.get(field.column), (before or {}).get(field.column)}
                    wanted.setdefault(field.related_model, set()).update(values)
        return cls({model: fetched(model, keys - {None}) for model, keys in wanted.items()})

    def person(self, key):
        return self.row(apps.get_model(settings.AUTH_USER_MODEL), key)

    def row(self, model, key):
        """The name of a row, or what can be said of one that is gone or may not be named."""
        name = self.found.get(model, {}).get(int(key)) if str(key).isdecimal() else str(key)
        return name or _("%(kind)s %(number)s") % {"kind": model._meta.verbose_name, "number": key}

    def thing(self, event, values):
        """What the thing of an event was called at that moment."""
        model = event.pgh_tracked_model
        if model is apps.get_model(settings.AUTH_USER_MODEL):
            name = f"{values['given_name']} {values['family_name']}".strip()
        else:
            name = values.get(naming_field(model) or "", "")
        number = values.get("id") or values.get("activity_ptr_id") or ""
        return name or capfirst(_("number %(number)s") % {"number": number})


def fetched(model, keys):
    """Names of rows by key. One query, or none where nothing may be named."""
    if not keys:
        return {}
    if model is apps.get_model(settings.AUTH_USER_MODEL):
        people = model.objects.filter(pk__in=keys).values_list("pk", "given_name", "family_name")
        return {pk: f"{given} {family}".strip() for pk, given, family in people}
    field = naming_field(model)
    return dict(model.objects.filter(pk__in=keys).values_list("pk", field)) if field else {}
