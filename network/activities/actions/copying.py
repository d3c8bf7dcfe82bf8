"""Templates."""

from django.db import transaction

from network.activities.copying import copy_of, copy_parts
from network.activities.models import Activity
from network.base.slugs import free_slug


@transaction.atomic
def save_as_template(*, activity, title, by, now):
    """Keep a copy from which others begin. It is a draft for good, and stands on nobody's agenda. Returns it."""
    template = copy_of(activity)
    template.title, template.is_template = title.strip(), True
    template.state, template.created_by, template.created_at = Activity.State.DRAFT, by, now
    template.slug = free_slug(Activity, template.title)
    template.save()
    copy_parts(activity, template)
    return template
