"""The page with one's own data, and the copy to download."""

import csv
import datetime
import io
import json
import zipfile

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django_q.models import OrmQ

from network.base.models import OutgoingMail
from network.base.text import breakable
from network.privacy import copying, tasks
from network.privacy.actions.copies import ask_for_copy
from network.privacy.models import OwnDataCopy
from network.privacy.registry import CATEGORIES
from pue070.settings import DATA_DIR, STORAGES
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE = "/mijn/gegevens/"


def built(person, now):
    copy = ask_for_copy(person=person, now=now)
    assert copying.build(pk=copy.pk, now=now)
    return OwnDataCopy.objects.get(pk=copy.pk)


def archive_of(copy):
    return zipfile.ZipFile(io.BytesIO(default_storage.open(copy.file_name).read()))


def test_page_shows_what_is_mine_and_nothing_of_others(client_of):
    person = make.teacher(can_offer="Een leeskring met schaduwtheater")
    make.PracticeStoryFactory(author=person, title="Mijn verhaal over rekenen")
    make.PracticeStoryFactory(title="Van een ander")
    make.OutgoingMailFactory(to_address=person.email, subject="Je plaats is zeker", text="Geheime inhoud")
    page = client_of(person).get(PAGE).content.decode()
    for text in (person.email, "schaduwtheater", "Mijn verhaal over rekenen", "Je plaats is zeker"):
        assert text in page
    assert "Van een ander" not in page
    assert "Geheime inhoud" not in page
    for category in CATEGORIES:
        assert f'id="{category.key}"' in page


def test_page_shows_the_latest_and_says_how_many_are_left_out(client_of):
    person = make.teacher()
    for number in range(23):
        make.OutgoingMailFactory(to_address=person.email, subject=f"Bericht nummer {number:02}")
    page = client_of(person).get(PAGE).content.decode()
    assert "Bericht nummer 22" in page
    assert "Bericht nummer 02" not in page
    assert "En nog 3; die staan in de download." in page


def test_changes_and_sessions_of_my_own_are_there(client_of):
    person = make.teacher()
    client = client_of(person)
    client.post("/taal/", {"language": "nl", "next": PAGE})
    person.refresh_from_db()
    client.post("/mijn/profiel/wijzigen/", make.profile_fields(given_name="Nieuw", family_name="Naam"))
    page = client.get(PAGE).content.decode()
    assert "/mijn/profiel/wijzigen/" in page
    assert "Browsers waarin je bent ingelogd" in page


def test_copy_holds_everything_as_json_and_csv(now):
    person = make.teacher(can_offer="=HYPERLINK(1)")
    make.RegistrationFactory(user=person)
    archive = archive_of(built(person, now))
    kept = json.loads(archive.read("mijn-gegevens.json"))
    assert set(kept) == {category.key for category in CATEGORIES}
    (account,) = kept["account"]["tables"]["Naam, adres en profiel"]
    assert account["email"] == person.email
    (file,) = [name for name in archive.namelist() if name == "je-account/naam-adres-en-profiel.csv"]
    header, row = csv.reader(io.StringIO(archive.read(file).decode("utf-8-sig")), delimiter=";")
    assert row[header.index("Wat ik te bieden heb")] == "'=HYPERLINK(1)"
    assert "meedoen/aanmeldingen.csv" in archive.namelist()


def test_double_request_is_one_build(now):
    person = make.teacher()
    first = ask_for_copy(person=person, now=now)
    assert ask_for_copy(person=person, now=now) == first
    assert OrmQ.objects.count() == 1


def test_a_new_copy_takes_the_place_of_the_one_before(now, django_capture_on_commit_callbacks):
    person = make.teacher()
    before = built(person, now)
    with django_capture_on_commit_callbacks(execute=True):
        after = ask_for_copy(person=person, now=now)
    assert list(OwnDataCopy.objects.filter(user=person)) == [after]
    assert not default_storage.exists(before.file_name)


def test_mail_has_a_link_and_no_content(now):
    person = make.teacher(can_offer="Iets van mij alleen")
    copy = built(person, now)
    mail = OutgoingMail.objects.get(to_address=person.email)
    assert mail.subject == "De kopie van je gegevens is klaar"
    assert f"http://portaal.example/mijn/gegevens/kopie/{copy.key}/" in mail.text
    assert "Iets van mij alleen" not in mail.text + mail.html


def test_build_that_was_killed_runs_again_and_mails_once(now, monkeypatch):
    person = make.teacher()
    copy = ask_for_copy(person=person, now=now)
    with monkeypatch.context() as killed:
        killed.setattr(copying, "finish", lambda copy, *, now: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            copying.build(pk=copy.pk, now=now)
    assert copying.build(pk=copy.pk, now=now)
    assert not copying.build(pk=copy.pk, now=now)
    assert OutgoingMail.objects.count() == 1
    _folders, files = default_storage.listdir("own-data")
    assert files.count(f"{copy.key}.zip") == 1
    assert archive_of(copy).testzip() is None


def test_build_that_never_ends_can_be_asked_again(now):
    copy = make.OwnDataCopyFactory(asked_at=now - datetime.timedelta(hours=3))
    tasks.forget_expired()
    copy.refresh_from_db()
    assert copy.failed_at
    assert ask_for_copy(person=copy.user, now=now) != copy


# The pages


def test_progress_page_works_without_javascript(signed_in):
    person = make.teacher()
    browser = signed_in(person)
    answer = browser.post("/mijn/gegevens/kopie/")
    copy = OwnDataCopy.objects.get()
    assert answer.url == copy.get_absolute_url()
    page = browser.get(answer.url).content.decode()
    assert f'<progress value="0" max="{len(CATEGORIES)}"' in page
    assert f'href="{copy.get_absolute_url()}"' in page
    tasks.build_copy(copy.pk)
    assert "/bestand/" in browser.get(answer.url).content.decode()
    part = browser.get(answer.url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "/bestand/" in part


def test_download_is_an_attachment(signed_in):
    person = make.teacher()
    copy = built(person, timezone.now())
    answer = signed_in(person).get(f"{copy.get_absolute_url()}bestand/")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith('attachment; filename="mijn-gegevens-')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    assert zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).testzip() is None


def test_download_needs_the_password_again(client_of):
    person = make.teacher()
    copy = built(person, timezone.now())
    answer = client_of(person).get(f"{copy.get_absolute_url()}bestand/")
    assert answer.url.startswith("/account/reauthenticate/")


@pytest.mark.parametrize("role", [make.teacher, make.administrator, make.project_lead])
def test_link_of_another_person_does_not_exist(role, signed_in):
    copy = built(make.teacher(), timezone.now())
    browser = signed_in(role())
    assert browser.get(copy.get_absolute_url()).status_code == 404
    assert browser.get(f"{copy.get_absolute_url()}bestand/").status_code == 404


def test_expired_copy_is_not_served(signed_in):
    person = make.teacher()
    copy = make.OwnDataCopyFactory(user=person, ready_at=timezone.now() - datetime.timedelta(days=7))
    default_storage.save(copy.file_name, ContentFile(b"oud"))
    browser = signed_in(person)
    assert browser.get(f"{copy.get_absolute_url()}bestand/").status_code == 404
    assert "/bestand/" not in browser.get(copy.get_absolute_url()).content.decode()


def test_moments_and_answers_are_told_in_words(client_of):
    person = make.teacher()
    activity = make.ThemeMeetingFactory(starts_at=datetime.datetime(2027, 1, 7, 14, 30, tzinfo=datetime.UTC))
    make.RegistrationFactory(user=person, activity=activity)
    page = breakable(client_of(person).get(PAGE).content.decode())
    assert "donderdag 7 januari 2027, 15.30 uur" in page
    assert "+00:00" not in page


def test_a_sheet_has_the_clock_of_this_place(now):
    person = make.teacher()
    activity = make.ThemeMeetingFactory(starts_at=datetime.datetime(2027, 1, 7, 14, 30, tzinfo=datetime.UTC))
    make.RegistrationFactory(user=person, activity=activity)
    archive = archive_of(built(person, now))
    assert ";2027-01-07 15:30;" in archive.read("meedoen/aanmeldingen.csv").decode("utf-8-sig")
    (registration,) = json.loads(archive.read("mijn-gegevens.json"))["taking-part"]["tables"]["Aanmeldingen"]
    assert registration["activity__starts_at"] == "2027-01-07T14:30:00Z"


def test_columns_of_libraries_have_words(client_of):
    person = make.teacher()
    Authenticator.objects.create(user=person, type=Authenticator.Type.RECOVERY_CODES, data={})
    page = client_of(person).get(PAGE).content.decode()
    assert "Gemaakt op" in page
    assert "Created at" not in page


def test_copies_lie_in_the_folder_of_the_data_and_not_in_the_checkout():
    assert STORAGES["default"]["OPTIONS"]["location"] == DATA_DIR / "media"
