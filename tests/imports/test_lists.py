"""Lists of the user's own: pasted into a box, or with columns that must be explained once."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from backcast.accounts.models import Job
from backcast.imports import actions
from backcast.imports.actions import mapping, uploads
from backcast.imports.models import Mapping
from backcast.journal.models import Batch
from backcast.keeping.actions import work_once
from backcast.network.models import Person
from tests import cast
from tests.imports.exports import bring

TABLE = "Wer;Wohin;Kürzel\nAnna Ash;a@example.org;=1+1\nBo Birch;b@example.org;<b>x</b>\n"
SAID = {"c0": "name", "c1": "email", "c2": ""}
NOTE = "---\ntype: person\nname: {}\nhouse: {}\ncompanion: Rex\n---\nKind.\n"


@pytest.fixture
def client(alice):
    """Alice's browser, and no file waiting from an earlier test."""
    for path in waiting():
        uploads.drop([path])
    return cast.client(alice)


def waiting():
    return list(Path(settings.BACKCAST_HOME, uploads.UPLOADS).glob("*/*"))


def arrived(client, answer):
    """The page the browser comes to once the worker has read."""
    assert answer.status_code == 302 and work_once()
    return client.get(answer.headers["Location"], follow=True)


def sent(client, **texts):
    files = [SimpleUploadedFile(name.replace("_", "."), text.encode()) for name, text in texts.items()]
    return arrived(client, client.post(reverse("imports"), {"sources": files}))


def shown(answer):
    return " ".join(answer.content.decode().split())


def names(viewer):
    return sorted(Person.objects.of(viewer).filter(is_owner=False).values_list("name", flat=True))


def test_a_pasted_list_is_previewed_applied_and_taken_back_and_its_text_is_gone(alice, client):
    page = arrived(client, client.post(reverse("imports-paste"), {"people": "Anna Ash <a@example.org>, Oak\r\nBo"}))
    assert "What is in your file" in shown(page) and "Anna Ash" in shown(page) and waiting() == []
    batch = Batch.objects.of(alice).get()
    assert batch.report["people"]["new"] == 2 and "a@example.org" not in str(Job.objects.of(alice).values_list("args"))
    actions.apply(alice, batch)
    assert names(alice) == ["Anna Ash", "Bo"]
    actions.undo(alice, batch)
    assert names(alice) == []


def test_a_list_that_names_nobody_is_answered_with_an_example(alice, client):
    page = arrived(client, client.post(reverse("imports-paste"), {"people": "-----\n12345\n"}))
    assert "Nobody was found" in shown(page) and "anna@example.org" in shown(page) and waiting() == []
    assert "Paste it again" in shown(page)
    empty = client.post(reverse("imports-paste"), {"people": " \n "})
    assert empty.status_code == 422 and "Write or paste a line first." in shown(empty)


def test_unknown_columns_are_asked_about_once_and_then_remembered(alice, client):
    page = sent(client, list_csv=TABLE)
    text = shown(page)
    assert "What do these columns mean?" in text and "Anna Ash" in text and "&lt;b&gt;x" in text
    assert '<option value="email" selected>' in text and len(waiting()) == 2 and not Batch.objects.of(alice).exists()
    assert "has columns that are not known yet" in shown(client.get(reverse("imports")))
    wrong = client.post(page.request["PATH_INFO"], {"c0": "", "c1": "phone", "c2": "huh"})
    assert wrong.status_code == 422 and "Choose one of the list." in shown(wrong)
    wrong = client.post(page.request["PATH_INFO"], {"c0": "", "c1": "phone", "c2": ""})
    assert "Nothing tells who these people are." in shown(wrong) and not Mapping.objects.of(alice).exists()
    preview = arrived(client, client.post(page.request["PATH_INFO"], SAID))
    assert "list.csv</bdi> was read as you said on 22 November 2026." in shown(preview) and waiting() == []
    again = sent(client, next_csv=TABLE + "Cy Cedar;c@example.org;cc\n")
    assert Batch.objects.of(alice).get(pk=again.request["PATH_INFO"].split("/")[2]).report["people"]["new"] == 3
    assert client.get(page.request["PATH_INFO"], follow=True).request["PATH_INFO"] == reverse("imports")


def test_what_columns_mean_can_be_changed_and_forgotten(alice, client):
    arrived(client, client.post(sent(client, list_csv=TABLE).request["PATH_INFO"], SAID))
    row = Mapping.objects.of(alice).get()
    page = reverse("imports-list", args=[row.pk])
    assert 'value="name" selected' in shown(client.get(page)) and page in shown(client.get(reverse("imports")))
    assert client.post(page, {"c0": "", "c1": "", "c2": "note"}).status_code == 422
    client.post(page, SAID | {"c2": "note"})
    assert Mapping.objects.of(alice).get().columns == {"wer": "name", "wohin": "email", "kürzel": "note"}
    client.post(reverse("imports-list-forget", args=[row.pk]))
    assert "What do these columns mean?" in shown(sent(client, list_csv=TABLE))


def test_a_list_left_out_goes_and_what_came_with_it_stays(alice, client):
    page = sent(
        client, list_csv=TABLE, other_csv="Wer,Wo\nDee,d@example.org\n", a_vcf="BEGIN:VCARD\nFN:Eve\nEND:VCARD\n"
    )
    first = client.post(page.request["PATH_INFO"].replace("columns", "leave"), follow=True)
    assert "other.csv" in shown(first)
    preview = arrived(client, client.post(first.request["PATH_INFO"], {"c0": "name", "c1": "email"}))
    batch = Batch.objects.of(alice).get()
    assert batch.report["people"]["new"] == 2 and "This list" not in shown(preview) and waiting() == []
    assert "was left out" in shown(
        client.post(sent(client, l_csv=TABLE).request["PATH_INFO"].replace("columns", "leave"), follow=True)
    )
    assert waiting() == []


def test_own_fields_of_notes_are_asked_about_and_mean_the_same_in_every_note(alice, client, tmp_path):
    page = sent(client, anna_md=NOTE.format("Anna Ash", "Oak"), bo_md=NOTE.format("Bo Birch", "Elm"))
    assert "What do these fields mean?" in shown(page) and "Rex" in shown(page)
    order = [one.split("<")[0] for one in page.content.decode().split("<bdi>")[1:] if one.startswith(("house", "comp"))]
    said = {f"c{at}": {"house": "organisation"}.get(name, "") for at, name in enumerate(order)}
    preview = arrived(client, client.post(page.request["PATH_INFO"], said))
    assert preview.request["PATH_INFO"] == reverse("batch", args=[Batch.objects.of(alice).get().pk])
    actions.apply(alice, Batch.objects.of(alice).get())
    (tmp_path / "cy.md").write_text(NOTE.format("Cy Cedar", "Oak"))
    bring(alice, tmp_path / "cy.md")
    told = Person.objects.of(alice).filter(is_owner=False).values_list("name", "organisation__name")
    assert sorted(told) == [("Anna Ash", "Oak"), ("Bo Birch", "Elm"), ("Cy Cedar", "Oak")]


def test_fields_of_notes_that_were_left_out_are_not_asked_about_again(alice, client):
    page = sent(client, anna_md=NOTE.format("Anna Ash", "Oak"))
    preview = client.post(page.request["PATH_INFO"].replace("columns", "leave"), follow=True)
    assert "What is in your file" in shown(preview) and "Anna Ash" in shown(preview) and waiting() == []
    assert "What is in your file" in shown(sent(client, bo_md=NOTE.format("Bo Birch", "Elm")))


def test_columns_are_known_in_any_case_but_not_in_another_workspace(alice, charlie, tmp_path):
    (tmp_path / "list.csv").write_text(TABLE)
    (asked,) = actions.read(alice, [tmp_path / "list.csv"]).columns
    mapping.remember(alice, asked, ["name", "email", ""])
    (tmp_path / "list.csv").write_text(TABLE.replace("Wer;Wohin", "WER; wohin"))
    assert actions.read(alice, [tmp_path / "list.csv"]).report["people"]["new"] == 2
    assert actions.read(charlie, [tmp_path / "list.csv"]).batch is None
