"""Who may do what with an activity. What one may see at all is decided by `visible_to`."""

from network.activities.models import Activity
from network.base.prepared import prepared
from network.people.audience import Audience
from network.people.standing import standing_of
from network.steering.models import FrameworkVersion
from network.working_groups.models import GroupMembership

Kind = Activity.Kind
WHAT_IT_IS_PUBLISHED_ON = {"audience", "working_group", "framework"}
OF_A_GROUP = {Kind.THEME_MEETING, Kind.SCHOOL_VISIT, Kind.GROUP_MEETING}


def group_ids(user):
    """Keys of the working groups a person sits in on the day of the standing; asked of the database once."""
    standing = standing_of(user)
    if not standing.is_member:  # whoever leaves the network leaves its groups with it
        return frozenset()
    if not hasattr(user, "current_groups"):
        user.current_groups = frozenset(_groups(person=user.pk, today=standing.day))
    return user.current_groups


@prepared
def _groups(*, person, today):
    return GroupMembership.objects.current(on=today).filter(user=person).values_list("group", flat=True)


def organisation_of(user):
    """The school and the partner (keys or None) for which a person comes: that of the longest membership."""
    if not standing_of(user).is_member or not user.current_memberships:
        return None, None
    return user.current_memberships[0]["school"], user.current_memberships[0]["partner"]


def belongs_to(user, activity):
    """Whoever made it or organises it along and still takes part in the network, and its working group."""
    if not standing_of(user).is_member:
        return False
    made_it = activity.created_by_id == user.pk
    return made_it or activity.working_group_id in group_ids(user) or organises_along(user, activity)


def organises_along(user, activity):
    """Whether this person was asked to. Costs a query for an activity that was not found by `loading.find`."""
    if hasattr(activity, "is_co_edited"):
        return activity.is_co_edited
    return activity.co_editors.filter(user=user).exists()


def organises(user, activity):
    """The project lead, who keeps the agenda of all lines, and those whose activity it is."""
    return standing_of(user).leads_project or belongs_to(user, activity)


def can_read(user, activity):
    """What it is about, beside when and where. All who see an activity may, but for the project lead.

    Costs the project lead a query for what belongs to a working group
    (docs/decisions/what-the-project-lead-reads.md).
    """
    if not standing_of(user).leads_project or not activity.working_group_id:
        return True
    return Activity.objects.readable_by(user).filter(pk=activity.pk).exists()


def may_register(user, activity):
    """Whether this person, who can see it, is one of those it is for. Whoever left the network no longer is."""
    standing = standing_of(user)
    if not standing.is_member:
        return False
    if activity.kind == Kind.STEERING_MEETING:
        circle = standing.sits_in_steering_group or standing.leads_project
    elif activity.kind == Kind.GROUP_MEETING:
        circle = activity.working_group_id in group_ids(user)
    else:
        circle = can_read(user, activity)
    return circle or was_invited(user, activity)


def can_take_along(user, activity):
    """Whoever may come may bring a colleague of the own school."""
    return bool(standing_of(user).school_ids) and may_register(user, activity)


def can_give_places(user):
    """Outside the order of the waiting list; the reason is written down."""
    return standing_of(user).leads_project


def was_invited(user, activity):
    """By somebody else: nobody asks oneself in."""
    return activity.invitations.filter(user=user).exclude(invited_by=user).exists()


def can_plan_any(user):
    """Whether there is a kind of activity that this person may plan."""
    return standing_of(user).leads_project or bool(group_ids(user))


def can_plan(user, kind):
    """The project lead any kind; people of a working group what a group organises."""
    return standing_of(user).leads_project or (kind in OF_A_GROUP and bool(group_ids(user)))


def can_manage(user, activity):
    """Move, cancel, invite and see the answers: what there is to do for the agenda."""
    return organises(user, activity)


def can_edit(user, activity):
    """Change what it says, and throw a draft away: organisers who may read it. In the archive nothing changes."""
    return not activity.is_archived and can_manage(user, activity) and can_read(user, activity)


def can_archive(user, activity, *, now):
    """Organisers, once it is over or cancelled; the same people take it out again."""
    has_ended = activity.is_cancelled or activity.stage(now=now) == Activity.Stage.HELD
    return (has_ended or activity.is_archived) and can_manage(user, activity)


def can_edit_series(user, series):
    """The project lead, whoever made it and its working group, as long as they take part in the network."""
    standing = standing_of(user)
    mine = standing.is_member and (series.made_by_id == user.pk or series.working_group_id in group_ids(user))
    return mine or standing.leads_project


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
    """The project lead what is the lead's to read; a working group inside a framework, and its own meetings."""
    if standing_of(user).leads_project and can_read(user, activity):
        return True
    if activity.working_group_id not in group_ids(user):
        return False
    own_meeting = activity.kind == Kind.GROUP_MEETING and activity.audience <= Audience.WORKING_GROUP
    return own_meeting or is_inside_a_framework(activity)


def can_save(user, activity, changed):
    """Whether `activity` may become what it says now. `changed` names the fields that differ from what is saved.

    What is published cannot be edited into what one could not have published.
    """
    return not activity.is_published or not WHAT_IT_IS_PUBLISHED_ON & set(changed) or can_publish(user, activity)


def can_see_participants(user, activity):
    """Organisers all of them; a school leader those of the own school (`Registration.visible_to` chooses)."""
    return organises(user, activity) or standing_of(user).sits_in_steering_group


def can_see_every_participant(user, activity):
    """Organisers, and who speaks for the school where it takes place."""
    return can_manage(user, activity) or activity.host_school_id in standing_of(user).voice_school_ids


def can_edit_agenda(user, activity=None):
    """The steering group's agenda: its members and the project lead. A working group's: its members alone."""
    standing = standing_of(user)
    if activity is None or activity.kind == Kind.STEERING_MEETING:
        return standing.sits_in_steering_group or standing.leads_project
    return activity.kind == Kind.GROUP_MEETING and belongs_to(user, activity)


def can_write_minutes(user, activity):
    return not activity.is_archived and can_edit_agenda(user, activity)


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


def can_add_material(user, activity):
    """Those who organise it and may read it, and who sits in the meeting; not to what is in the archive."""
    if activity.is_archived or activity.is_template:
        return False
    return can_edit(user, activity) or (activity.has_circle and can_edit_agenda(user, activity))


def can_change_material(user, material):
    """Who added it, as long as that person takes part in the network and nothing is in the archive."""
    is_mine = material.added_by_id == user.pk and standing_of(user).is_member
    return is_mine and not material.activity.is_archived


def can_remove_material(user, material, activity):
    """Who added it; and organisers, who answer for what stands with their activity."""
    if activity.is_archived or not standing_of(user).is_member:
        return False
    return material.added_by_id == user.pk or can_edit(user, activity)
