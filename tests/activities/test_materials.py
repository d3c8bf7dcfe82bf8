"""Files and links with an activity: who adds them, who may see them, and that versions stay."""

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError
from django.urls import reverse

from network.activities import materials
from network.activities.actions import materials as actions
from network.activities.models import Material, MaterialVersion
from network.base.refusal import Refusal
from network.people.audience import Audience
from network.people.models import Membership
from tests import factories as make

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n%%EOF\n"
CIRCLE = str(Audience.WORKING_GROUP.value)


def address(verb, activity, *args):
    return reverse(f"activities:{verb}", args=[activity.slug, *args])


def pdf(name="Slides les.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def link(address="https://film.example/les"):
    return MaterialVersion(link=address)


@pytest.fixture
def meeting():
    return make.ThemeMeetingFactory()


def seen(user, activity):
    return list(materials.seen_by(user, activity))


def test_organiser_adds_a_file_that_participants_download(client_of, meeting):
    page = address("material_add", meeting)
    data = {"title": "Slides", "audience": CIRCLE, "file": pdf()}
    assert client_of(meeting.created_by).post(page, data).url == f"{meeting.get_absolute_url()}#materials"

    client = client_of(make.RegistrationFactory(activity=meeting).user)
    (material,) = client.get(meeting.get_absolute_url()).context["materials"]
    answer = client.get(address("material_download", meeting, material.pk, 1))
    assert answer.content == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="Slides les.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/pdf")


def test_link_leads_on(client_of, meeting):
    client = client_of(meeting.created_by)
    client.post(address("material_add", meeting), {"title": "Film", "audience": CIRCLE, "link": "film.example/les"})
    assert client.get(address("material_download", meeting, Material.objects.get().pk, 1)).url == (
        "https://film.example/les"
    )


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({}, "file", "een bestand of een link"),
        ({"file": pdf(), "link": "https://film.example/"}, "file", "een bestand of een link"),
        ({"file": pdf(content=b"<script>")}, "file", "niet wat zijn naam zegt"),
        ({"link": "javascript:alert(1)"}, "link", "webadres"),
        ({"link": "ftp://film.example/les"}, "link", "begint met https"),
        ({"link": "https://film.example/", "audience": "60"}, "audience", "60"),
    ],
    ids=["nothing", "both", "no pdf", "script", "ftp", "wider than the activity"],
)
def test_what_is_wrong_is_said_and_the_rest_stays(client_of, meeting, given, field, words):
    answer = client_of(meeting.created_by).post(
        address("material_add", meeting), {"title": "Werkblad", "audience": CIRCLE, **given}
    )
    assert words in " ".join(answer.context["form"].errors[field])
    assert list(answer.context["form"].errors) == [field]
    assert 'value="Werkblad"' in answer.content.decode()
    assert not Material.objects.exists()


# The ladder


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (Audience.ONLY_ME, "author"),
        (Audience.MY_SCHOOL, "author colleague"),
        (Audience.WORKING_GROUP, "author colleague organiser group_member participant"),
        (Audience.SCHOOLS, "author colleague organiser group_member participant teacher lead"),
        (Audience.SCHOOLS_AND_PARTNERS, "author colleague organiser group_member participant teacher lead partner"),
        (
            Audience.FUNDERS,
            "author colleague organiser group_member participant teacher lead partner funder",
        ),
        (
            Audience.PUBLIC,
            "author colleague organiser group_member participant teacher lead partner funder visitor",
        ),
    ],
)
def test_each_rung_opens_to_its_circle_alone(client_of, audience, readers):
    school = make.SchoolFactory()
    group = make.WorkingGroupFactory()
    meeting = make.ThemeMeetingFactory(public=True, working_group=group)
    author = make.teacher(school)
    make.CoEditorFactory(activity=meeting, user=author)
    material = make.MaterialFactory(activity=meeting, added_by=author, school=school, audience=audience)
    people = {
        "author": author,
        "colleague": make.teacher(school),
        "organiser": meeting.created_by,
        "group_member": make.GroupMembershipFactory(group=group, user=make.teacher()).user,
        "participant": make.RegistrationFactory(activity=meeting, user=make.partner_contact()).user,
        "waiting": make.RegistrationFactory(activity=meeting, user=make.funder_contact(), waiting=True).user,
        "teacher": make.teacher(),
        "lead": make.project_lead(),
        "partner": make.partner_contact(),
        "funder": make.funder_contact(),
        "visitor": None,
    }
    expected = set(readers.split()) | ({"waiting"} if "funder" in readers.split() else set())
    page = address("material_download", meeting, material.pk, 1)
    assert {name for name, user in people.items() if client_of(user).get(page).status_code == 200} == expected


def test_project_lead_reads_nothing_of_a_meeting_of_a_group(client_of):
    meeting = make.GroupMeetingFactory(audience=Audience.WORKING_GROUP)
    material = make.MaterialFactory(activity=meeting, audience=Audience.SCHOOLS)
    lead = make.project_lead()
    assert seen(lead, meeting) == []
    assert client_of(lead).get(address("material_download", meeting, material.pk, 1)).status_code == 404


def test_steering_group_shares_documents_of_its_meeting(client_of):
    meeting = make.SteeringMeetingFactory(audience=Audience.WORKING_GROUP)
    leader, lead = make.school_leader(), make.project_lead()
    data = {"title": "Begroting", "audience": CIRCLE, "file": pdf()}
    assert client_of(leader).post(address("material_add", meeting), data).status_code == 302
    (material,) = Material.objects.all()
    assert [seen(person, meeting) for person in (leader, lead)] == [[material], [material]]
    assert client_of(make.teacher()).get(address("material_download", meeting, material.pk, 1)).status_code == 404
    assert [rung for rung, _label in materials.rungs(meeting, leader)] == [Audience.ONLY_ME, Audience.WORKING_GROUP]


def test_nobody_can_choose_a_rung_above_the_activity(meeting):
    chosen = [rung for rung, _label in materials.rungs(meeting, meeting.created_by)]
    assert (max(chosen), min(chosen)) == (meeting.audience, Audience.ONLY_ME)


def test_whoever_leaves_the_network_keeps_nothing_but_what_is_public(meeting):
    registration = make.RegistrationFactory(activity=meeting)
    material = make.MaterialFactory(activity=meeting)
    assert seen(registration.user, meeting) == [material]
    Membership.objects.filter(user=registration.user).update(ends_on=make.day(-1))
    assert seen(type(registration.user).objects.get(pk=registration.user.pk), meeting) == []


# Whoever added it decides


def test_author_alone_raises_it_and_gives_versions(client_of, meeting):
    author = make.CoEditorFactory(activity=meeting, user=make.teacher()).user
    material = make.MaterialFactory(activity=meeting, added_by=author)
    pages = [address(verb, meeting, material.pk) for verb in ("material_edit", "version_add")]
    assert [client_of(author).get(page).status_code for page in pages] == [200, 200]
    for other in (meeting.created_by, make.project_lead()):
        for page in pages:
            assert client_of(other).get(page).status_code in {403, 404}
            data = {"title": "Anders", "audience": "30", "link": "https://anders.example/"}
            assert client_of(other).post(page, data).status_code in {403, 404}
    material.refresh_from_db()
    assert (material.audience, material.versions.count()) == (Audience.WORKING_GROUP, 1)


def test_permission_is_asked_again_under_the_lock(meeting, now):
    material, other = make.MaterialFactory(activity=meeting), make.teacher()
    attempts = [
        lambda: actions.add_material(
            activity=meeting, title="x", audience=Audience.ONLY_ME, version=link(), by=other, now=now
        ),
        lambda: actions.add_version(material=material, version=link(), by=other, now=now),
        lambda: actions.change_material(material=material, title="x", audience=Audience.SCHOOLS, by=other),
        lambda: actions.change_material(material=material, title="x", audience=Audience.PUBLIC, by=meeting.created_by),
        lambda: actions.remove_material(material=material, by=other),
    ]
    for attempt in attempts:
        with pytest.raises(Refusal):
            attempt()
    assert [(each.title, each.audience) for each in Material.objects.all()] == [(material.title, material.audience)]


def test_new_version_comes_on_top_and_the_earlier_one_stays(client_of, meeting):
    material = make.MaterialFactory(activity=meeting)
    client = client_of(meeting.created_by)
    client.post(address("version_add", meeting, material.pk), {"file": pdf(), "note": "Met de antwoorden"})
    (shown,) = client.get(meeting.get_absolute_url()).context["materials"]
    assert (shown.latest.number, shown.latest.note, [old.number for old in shown.earlier]) == (
        2,
        "Met de antwoorden",
        [1],
    )
    got = [client.get(address("material_download", meeting, material.pk, number)).content for number in (1, 2)]
    assert got == [b"%PDF-1.7 a worksheet %%EOF", PDF]
    assert client.get(address("material_download", meeting, material.pk, 3)).status_code == 404


def test_author_shares_it_further(client_of, meeting):
    material, teacher = make.MaterialFactory(activity=meeting), make.teacher()
    assert seen(teacher, meeting) == []
    data = {"title": "Werkblad voor groep 5", "audience": "30"}
    client_of(meeting.created_by).post(address("material_edit", meeting, material.pk), data)
    assert [each.title for each in seen(teacher, meeting)] == ["Werkblad voor groep 5"]


def test_organisers_take_away_what_stands_with_their_activity(client_of, meeting):
    author = make.CoEditorFactory(activity=meeting, user=make.teacher()).user
    material = make.MaterialFactory(activity=meeting, added_by=author)
    page = address("material_remove", meeting, material.pk)
    assert client_of(make.RegistrationFactory(activity=meeting).user).post(page).status_code == 403
    client = client_of(meeting.created_by)
    assert client.get(page).status_code == 200
    assert Material.objects.count() == 1
    client.post(page)
    assert (Material.objects.count(), MaterialVersion.objects.count()) == (0, 0)


def test_same_name_twice_is_refused_in_words(client_of, meeting):
    material = make.MaterialFactory(activity=meeting)
    data = {"title": material.title, "audience": CIRCLE, "link": "https://film.example/"}
    answer = client_of(meeting.created_by).post(address("material_add", meeting), data)
    assert "nieuwe versie" in answer.content.decode()
    assert Material.objects.count() == 1


def test_there_is_an_end_to_how_much(meeting, now):
    for _each in range(actions.MOST):
        make.MaterialFactory(activity=meeting)
    with pytest.raises(actions.EnoughMaterials):
        actions.add_material(
            activity=meeting, title="x", audience=Audience.ONLY_ME, version=link(), by=meeting.created_by, now=now
        )


def test_archive_holds_materials_as_they_are(client_of, meeting, now):
    material = make.MaterialFactory(activity=meeting)
    meeting.archived_by, meeting.archived_at = meeting.created_by, now
    meeting.save()
    with pytest.raises(actions.NotHere):
        actions.add_material(
            activity=meeting, title="x", audience=Audience.ONLY_ME, version=link(), by=meeting.created_by, now=now
        )
    with pytest.raises(actions.NotYours):
        actions.remove_material(material=material, by=meeting.created_by)
    client = client_of(meeting.created_by)
    assert client.get(address("material_download", meeting, material.pk, 1)).status_code == 200


# What the database refuses by itself


def test_version_never_changes():
    version = make.MaterialVersionFactory()
    with pytest.raises(InternalError, match="Cannot update"):
        MaterialVersion.objects.filter(pk=version.pk).update(content=b"iets anders")


def test_material_keeps_its_author_and_its_activity(meeting):
    material = make.MaterialFactory()
    with pytest.raises(InternalError, match="Cannot update"):
        Material.objects.filter(pk=material.pk).update(activity=meeting)


def test_file_itself_stays_out_of_the_trail():
    fields = {field.name for field in apps.get_model("activities.MaterialVersionEvent")._meta.fields}
    assert "content" not in fields
    assert "number" in fields
