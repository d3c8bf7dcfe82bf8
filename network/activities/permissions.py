"""Who may do what with an activity. What one may see at all is decided by `visible_to`."""

from django.utils import timezone

from network.activities.models import Activity
from network.people.audience import Audience
from network.people.standing import standing_of
from network.steering.models import FrameworkVersion
from network.working_groups.models import GroupMembership

Kind = Activity.Kind
OF_A_GROUP = {Kind.THEME_MEETING, Kind.SCHOOL_VISIT, Kind.GROUP_MEETING}


def group_ids(user):
    """Keys of the working groups a person sits in today; asked of the database once per request."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "current_groups"):
        sits = GroupMembership.objects.current(on=timezone.localdate()).filter(user=user)
        user.current_groups = frozenset(sits.values_list("group", flat=True))
    return user.current_groups


def organisation_of(user):
    """The school and the partner (keys or None) for which a person comes: that of the longest membership."""
    if not user.standing.is_member or not user.current_memberships:
        return None, None
    return user.current_memberships[0]["school"], user.current_memberships[0]["partner"]


def organises(user, activity):
    """The project lead, whoever made it, and the working group it belongs to."""
    if standing_of(user).leads_project:
        return True
    return user.is_authenticated and (activity.created_by_id == user.pk or activity.working_group_id in group_ids(user))


def may_register(user, activity):
    """Whether this person, who can see it, is one of those it is for."""
    standing = standing_of(user)
    if activity.kind == Kind.STEERING_MEETING:
        circle = standing.sits_in_steering_group or standing.leads_project
    elif activity.kind == Kind.GROUP_MEETING:
        circle = standing.leads_project or activity.working_group_id in group_ids(user)
    else:
        circle = standing.is_member
    return circle or was_invited(user, activity)


def was_invited(user, activity):
    return user.is_authenticated and activity.invitations.filter(user=user).exists()


def can_plan_any(user):
    """Whether there is a kind of activity that this person may plan."""
    return standing_of(user).leads_project or bool(group_ids(user))


def can_plan(user, kind):
    """The project lead any kind; people of a working group what a group organises."""
    return standing_of(user).leads_project or (kind in OF_A_GROUP and bool(group_ids(user)))


def can_manage(user, activity):
    """Edit, move, cancel, invite and see the answers."""
    return organises(user, activity)


def is_inside_a_framework(activity):
    """Whether a framework that its working group works in is in force: the group then needs no one's leave."""
    if not activity.framework_id or not activity.working_group_id:
        return False
    return (
        FrameworkVersion.objects.in_force()
        .filter(framework=activity.framework_id, framework__working_groups=activity.working_group_id)
        .exists()
    )


def can_publish(user, activity):
    """The project lead; a working group inside a framework in force, and its own meetings."""
    if standing_of(user).leads_project:
        return True
    if activity.working_group_id not in group_ids(user):
        return False
    own_meeting = activity.kind == Kind.GROUP_MEETING and activity.audience <= Audience.WORKING_GROUP
    return own_meeting or is_inside_a_framework(activity)


def can_see_participants(user, activity):
    """Organisers all of them; a school leader those of the own school (`Registration.visible_to` chooses)."""
    return organises(user, activity) or standing_of(user).sits_in_steering_group


def can_see_every_participant(user, activity):
    """Organisers, and who speaks for the school where it takes place."""
    return can_manage(user, activity) or activity.host_school_id in standing_of(user).voice_school_ids


def can_edit_agenda(user, activity=None):
    """The steering group's agenda: its members and the project lead. A working group's: its members."""
    standing = standing_of(user)
    if activity is None or activity.kind == Kind.STEERING_MEETING:
        return standing.sits_in_steering_group or standing.leads_project
    return activity.kind == Kind.GROUP_MEETING and organises(user, activity)


def can_write_minutes(user, activity):
    return can_edit_agenda(user, activity)


def can_record_decision(user, item, *, now):
    """What the steering group decides is recorded from an item of its meeting, once that has begun."""
    meeting = item.activity
    return bool(
        meeting
        and meeting.kind == Kind.STEERING_MEETING
        and meeting.is_published
        and meeting.has_begun(now=now)
        and can_edit_agenda(user, meeting)
    )


def can_finish(user, action_item):
    """The one who promised it and the project lead."""
    return user.is_authenticated and (action_item.owner_id == user.pk or standing_of(user).leads_project)
