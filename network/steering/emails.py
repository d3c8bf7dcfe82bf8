"""Mail of the steering room. Every message is a row per person, in that person's language."""

from network.base import mail
from network.people.wishes import Wish, stop_link


def queue_position_asked(version, *, to, now):
    _queue_for_each("position_asked", version, to=to, now=now)


def queue_reminder(version, *, to, now):
    _queue_for_each("position_reminder", version, to=to, now=now)


def queue_remark(remark, version, *, to, now):
    _queue_for_each("objection_remark", version, to=to, now=now, remark=remark, school=remark.position.school)


def queue_withdrawn(version, *, by, to, now):
    _queue_for_each("version_withdrawn", version, to=to, now=now, by=by)


def queue_rewritten(version, *, by, to, now):
    _queue_for_each("version_rewritten", version, to=to, now=now, by=by)


def queue_adopted(decision, *, to, now):
    _queue_for_each("framework_adopted", decision.version, to=to, now=now, wish=Wish.DECISIONS, decision=decision)


def _queue_for_each(name, version, *, to, now, wish=None, **context):
    """One mail for each person; of a kind that one can do without (`wish`) only for whoever wants it."""
    for person in to:
        if wish and not wish.is_of(person):
            continue
        mail.queue(
            template=f"steering/mail/{name}",
            to=person.email,
            language=person.language,
            now=now,
            context={"person": person, "version": version, "framework": version.framework, **context},
            concerning=version,
            stop_url=stop_link(person, wish) if wish else "",
        )
