"""The component that shows the place of something in the thread; every template has it without loading."""

from django import template

from network.insight.place import place_of
from network.people.standing import standing_of

register = template.Library()


@register.inclusion_tag("insight/_place.html", takes_context=True)
def place_in_thread(context, thing):
    """What is above and below `thing`, for whoever looks; nothing for visitors and people outside the network."""
    user = context["user"]
    standing = standing_of(user)
    steps = place_of(thing, user, on=standing.day) if standing.is_member else []
    return {"steps": steps}
