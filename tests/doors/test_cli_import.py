"""The commands import, imports and undo: their JSON, what they leave alone, and how they stop."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings

from backcast.cli import cli
from backcast.cli import import_ as door
from backcast.imports import actions
from backcast.imports.models import Mapping, PreviewChunk
from backcast.journal.models import Batch
from backcast.keeping.queries import digest
from backcast.network.models import Person
from tests import make
from tests.imports.exports import archive

ANNA = ("Anna Ash", "Ash & Co", "Baker", "07 Jun 2021")
BO = ("Bo Birch", "Birch Ltd", "Smith", "08 Jun 2022")
KEYS = (
    "batch applied kind people organisations positions interactions acquaintances news files problems left_out seconds"
)


def run(*words, **more):
    return CliRunner().invoke(cli, [str(word) for word in words], **more)


def ask(*words):
    done = run(*words, "--json")
    assert done.exit_code == 0 and done.stderr == "", done.output
    return json.loads(done.stdout)


@pytest.fixture
def path(tmp_path):
    return archive(tmp_path, "03-01-2026", [ANNA, BO], [("Bo Birch", "me", "2026-01-02")], {"Logins.csv": "IP\n"})


def test_import_tells_what_the_contract_says(alice, path):
    told = ask("import", path, "--yes")
    assert set(told) == {*KEYS.split(), "evidence", "taught", "duplicates"}
    assert told["applied"] is True and told["kind"] == ["linkedin"]
    assert told["people"] == {"new": 2, "updated": 0, "same": 0, "unsure": 0}
    assert told["interactions"] == {"new": 1, "same": 0}
    counts = [told[key]["new"] for key in ("organisations", "positions", "acquaintances", "news")]
    assert counts == [2, 2, 0, 0]
    assert told["taught"]["new"]["count"] == 2 and told["taught"]["moved"] == {"count": 0, "some": []}
    assert {"name": "Connections.csv", "kind": "linkedin.connections", "rows": 2, "read": 2} in told["files"]
    assert told["left_out"] == {"private, never read": 1} and isinstance(told["seconds"], float)
    (row,) = ask("imports")
    assert (row["batch"], row["kind"], row["people_new"], row["state"]) == (told["batch"], ["linkedin"], 2, "applied")
    assert ask("undo", told["batch"]) == {"batch": told["batch"], "undone": True, "kept": []}
    assert not Person.objects.of(alice).exists()


@pytest.mark.parametrize("words", [[], ["--dry-run"], ["--dry-run", "--yes"]])
def test_without_a_yes_it_only_previews(alice, path, words):
    ask("people")
    before = digest()
    told = ask("import", path, *words)
    assert (told["batch"], told["applied"], told["people"]["new"]) == (None, False, 2)
    assert digest() == before and not Batch.objects.of(alice).exists()


def test_what_is_left_out_is_told_in_few_lines(alice, tmp_path):
    later = {
        "Skills.csv": "Name\nGo\nRust\n",
        "Courses.csv": "Name,Number\nBaking,1\n",
        "Logins.csv": "IP\n",
    }
    shown = run("import", archive(tmp_path, "03-01-2026", [ANNA], extra=later), "--yes").output
    assert "Left out: 1 × private, never read\n" in shown
    assert "Not used yet: 1 courses, 2 skills.\n" in shown and shown.index("New: Anna Ash") < shown.index("Left out")


def test_problems_are_told_and_neighbours_come_in(alice, tmp_path):
    (tmp_path / "a.vcf").write_text("BEGIN:VCARD\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:Zoe\nEND:VCARD\n")
    told = ask("import", tmp_path / "a.vcf", "--yes")
    assert told["people"]["new"] == 1
    assert [(row["file"], row["line"], set(row)) for row in told["problems"]] == [
        ("a.vcf", 1, {"file", "line", "field", "message"})
    ]


def test_a_problem_of_a_whole_file_names_no_line(alice, tmp_path):
    told = run("import", archive(tmp_path, "03-01-2026", [ANNA], extra={"../Skills.csv": "Name\n"}), "--yes").stderr
    assert "../Skills.csv: The name of this file leads outside the archive" in told and "line 0" not in told


def test_a_list_of_ones_own_is_asked_about_explained_and_remembered(alice, tmp_path):
    path = tmp_path / "my list.csv"
    path.write_text("Wer,Wohin,Laden\nAnna Ash,a@example.org,Oak\nBo Birch,b@example.org,Elm\n")
    refused = run("import", path, "--yes")
    assert refused.exit_code == 1 and "“wer”, “wohin”, “laden”" in refused.stderr
    assert f"backcast import '{path}' --map wer=name,wohin=email" in refused.stderr
    assert run("import", path, "--map", "Wer=name,Wohin=mehl").exit_code == 1
    assert run("import", path, "--map", "Wo=name").exit_code == 1
    previewed = ask("import", path, "--map", "WER=name,Wohin=e-mail,laden=company")
    assert previewed["people"]["new"] == 2 and not Mapping.objects.of(alice).exists()
    told = ask("import", path, "--map", "WER=name,Wohin=e-mail,laden=company", "--yes")
    assert told["people"]["new"] == told["organisations"]["new"] == 2
    (seen,) = told["columns"]
    assert seen["read"] is True and seen["columns"] == {"wer": "name", "wohin": "email", "laden": "organisation"}
    path.write_text("Wer,Wohin,Laden\nCy Cedar,c@example.org,Oak\n")
    shown = run("import", path, "--yes").stderr
    assert "New: Cy Cedar." in shown and "“laden” as organisation" in shown


def test_a_list_comes_through_a_pipe_and_leaves_nothing_on_the_disk(alice):
    told = run("import", "-", "--yes", "--json", input="Anna Ash <a@example.org>, Oak\nBo Birch\n")
    assert json.loads(told.stdout)["people"]["new"] == 2
    table = "Wer\tWohin\nCy Cedar\tc@example.org\n"
    told = run("import", "-", "--yes", "--json", "--map", "Wer=name,Wohin=email", input=table)
    assert [one["name"] for one in json.loads(told.stdout)["taught"]["new"]["some"]] == ["Cy Cedar"]
    assert "Write one person a line" in run("import", "-", "--yes", input="----\n").stderr
    assert not list(Path(settings.BACKCAST_HOME, "uploads").glob("*"))


def test_what_nobody_can_read_is_refused_with_a_document(alice, tmp_path):
    (tmp_path / "list.txt").write_text("milk\n")
    ask("people")
    before = digest()
    for wrong in (tmp_path / "list.txt", tmp_path / "nowhere.zip"):
        done = run("import", wrong, "--yes", "--json")
        told = json.loads(done.stdout)["error"]
        assert done.exit_code == 1 and told["code"] == "unreadable" and wrong.name in told["message"] and told["hint"]
    assert run("import").exit_code == run("undo", "first").exit_code == 2
    assert digest() == before


def test_an_import_is_taken_back_once(alice, path):
    batch = ask("import", path, "--yes")["batch"]
    person = Person.objects.of(alice).get(name="Bo Birch")
    make.promise(alice, person)
    (kept,) = ask("undo", batch)["kept"]
    assert kept == {"id": person.pk, "name": "Bo Birch", "because": "there is a promise"}
    for wrong, code in ((batch, "refused"), (batch + 99, "not_found")):
        done = run("undo", wrong, "--json")
        assert done.exit_code == 1 and json.loads(done.stdout)["error"]["code"] == code


def interrupt(*args, **more):
    raise KeyboardInterrupt


def test_stopped_while_reading_nothing_is_left(alice, path, monkeypatch):
    monkeypatch.setattr(actions, "_decide", interrupt)
    done = run("import", path, "--yes", "--json")
    assert done.exit_code == 1 and json.loads(done.stdout)["error"]["code"] == "stopped"
    assert not Batch.objects.of(alice).exists()


def stopped(path, monkeypatch, chunks):
    """An import a user ends with Ctrl-C once that many chunks are saved."""
    monkeypatch.setattr(actions, "CHUNK", 8)
    left, plain = [chunks], actions.publish.chunk

    def chunk(*args):
        left[0] -= 1
        interrupt() if left[0] < 0 else plain(*args)

    with monkeypatch.context() as once:
        once.setattr(actions.publish, "chunk", chunk)
        done = run("import", path, "--yes", "--json")
    assert done.exit_code == 1 and json.loads(done.stdout)["error"]["code"] == "stopped"
    return json.loads(done.stdout)["error"]


def test_stopped_while_saving_the_same_command_goes_on(alice, path, tmp_path, monkeypatch):
    error = stopped(path, monkeypatch, 2)
    [batch] = Batch.objects.of(alice)
    assert batch.state == "stopped" and f"backcast undo {batch.pk}" in error["hint"]
    before = Person.objects.of(alice).filter(is_owner=False).count()
    assert before == 1 and json.loads(run("imports", "--json").stdout)[0]["state"] == "stopped"
    assert Batch.objects.of(alice).get().state == "stopped", "a start leaves the decision to the user"
    assert run("import", path, input="").exit_code == 0 and Batch.objects.of(alice).get().state == "stopped"
    told = json.loads(run("import", path, "--yes", "--json").stdout)
    assert (told["batch"], told["applied"], told["people"]["new"]) == (batch.pk, True, 2)
    assert Person.objects.of(alice).filter(is_owner=False).count() == 2 and not PreviewChunk.objects.of(alice).exists()
    assert json.loads(run("import", path, "--yes", "--json").stdout)["batch"] is None


def test_stopped_while_saving_it_can_be_taken_back(alice, path, monkeypatch):
    stopped(path, monkeypatch, 2)
    assert run("undo", str(Batch.objects.of(alice).get().pk)).exit_code == 0
    assert not Person.objects.of(alice).exists() and not PreviewChunk.objects.of(alice).exists()


@pytest.mark.parametrize("answer", ["n\n", ""])
def test_a_no_at_the_terminal_leaves_nothing_waiting(alice, path, monkeypatch, answer):
    monkeypatch.setattr(door, "at_terminal", lambda: True)
    assert run("import", path, input=answer).exit_code == (0 if answer else 1)
    assert not Batch.objects.of(alice).exists() and not Person.objects.of(alice).exists()
    assert run("import", path, input="y\n").exit_code == 0 and Person.objects.of(alice).count() == 3


def test_an_empty_path_is_no_folder_and_names_stay_on_one_line(alice, path, monkeypatch):
    monkeypatch.chdir(path.parent)
    assert run("import", "", "--yes").exit_code == run("import", path, " ").exit_code == 2
    assert not Batch.objects.of(alice).exists()
    (path.parent / "empty").mkdir()
    monkeypatch.chdir(path.parent / "empty")
    for wrong, shown in (("a\nb.zip", "a b.zip cannot be opened"), (".", "empty holds nothing")):
        done = run("import", wrong, "--json")
        assert done.exit_code == 1 and json.loads(done.stdout)["error"]["message"].startswith(shown)
