"""What is wrong with each line of a list, looked up for all lines at once."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from network.partners.models import Partner
from network.people import permissions
from network.people.importing.columns import plain
from network.people.models import Invitation, InvitationRow, Membership, User
from network.people.standing import Role
from network.schools.models import School

Problem = InvitationRow.Problem
WORDS_FOR = {
    Role.TEACHER: {"leraar", "lerares", "docent", "docente", "leerkracht", "teacher"},
    Role.SPECIALIST: {"praktijkexpert", "practice expert", "specialist", "expert", "intern begeleider", "ib'er"},
    Role.SCHOOL_LEADER: {"schoolleider", "directeur", "directrice", "rector", "school leader", "principal"},
    Role.PARTNER_CONTACT: {"partner", "contactpersoon", "contact", "partner contact"},
}
FUNCTION_OF = {word: role.value for role, words in WORDS_FOR.items() for word in words}


def checked_rows(lines, *, by, now, on, function="", place=None):
    """An unsaved row for each line, with its problem if it has one.

    `function` and `place` (a school or partner) hold for lines that name none.
    """
    known = {plain(each.name): each for model in (School, Partner) for each in model.objects.taking_part(on=on)}
    rows = [found(line, known, function, place) for line in lines]
    for row in rows:
        row.problem = problem_of_address(row) or problem_of_place(row, by) or problem_of_function(row, by)
    mark_known(rows, on=on, now=now)
    mark_twice(rows)
    return rows


def found(line, known, function, place):
    """A row with the function, school and partner that its words stand for."""
    organisation = known.get(plain(line.organisation)) if line.organisation else place
    return InvitationRow(
        number=line.number,
        name=line.name[:200],
        email=line.email.lower()[:254],
        function_text=line.function[:200],
        organisation_text=line.organisation[:200],
        function=FUNCTION_OF.get(plain(line.function), "") if line.function else function,
        school=organisation if isinstance(organisation, School) else None,
        partner=organisation if isinstance(organisation, Partner) else None,
    )


def problem_of_address(row):
    if not row.email:
        return Problem.NO_ADDRESS
    try:
        validate_email(row.email)
    except ValidationError:
        return Problem.BAD_ADDRESS
    return Problem.TOO_LONG if len(row.name) > Invitation._meta.get_field("name").max_length else ""


def problem_of_place(row, by):
    if not row.organisation:
        return Problem.UNKNOWN_ORGANISATION if row.organisation_text else Problem.NO_ORGANISATION
    standing = by.standing
    is_open = standing.leads_project or row.school_id in standing.led_school_ids
    return "" if is_open else Problem.OTHER_SCHOOL


def problem_of_function(row, by):
    if not row.function:
        return Problem.UNKNOWN_FUNCTION if row.function_text else Problem.NO_FUNCTION
    if row.function not in permissions.functions_open_to(by):
        return Problem.FUNCTION_NOT_ALLOWED
    fits = permissions.fits(row.function, school=row.school, partner=row.partner)
    return "" if fits else Problem.FUNCTION_DOES_NOT_FIT


def mark_known(rows, *, on, now):
    """Note who is there already, and who was invited. Only rows without another problem: a leader asks about the own
    school alone, so the list tells nothing about who is a member elsewhere."""
    right = [row for row in rows if not row.problem]
    emails = {row.email for row in right}
    members = Membership.objects.current(on=on).filter(user__email__in=emails)
    there = set(members.values_list("user__email", "school", "partner"))
    asked = Invitation.objects.open(now=now).filter(email__in=emails).select_related("school", "partner")
    asked = [each for each in asked.with_inviter(User.objects.with_standing(on=on)) if permissions.is_vouched_for(each)]
    invited = {(each.email, each.school_id, each.partner_id) for each in asked}
    for row in right:
        key = (row.email, row.school_id, row.partner_id)
        row.problem = Problem.MEMBER if key in there else Problem.INVITED if key in invited else ""


def mark_twice(rows):
    """Note every address that stands further up already, in a row that is in order."""
    seen = set()
    for row in rows:
        if not row.problem:
            row.problem = Problem.TWICE if row.email in seen else ""
            seen.add(row.email)
