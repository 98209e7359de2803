"""Jobs are done once, oldest first, and never lost with their worker."""

import datetime as dt

import pytest
from django.utils import timezone

from backcast.accounts.models import Job
from backcast.errors import Unreadable
from backcast.imports.actions import Stopped
from backcast.keeping import actions

DONE = []


def good(viewer, job):
    DONE.append((viewer.workspace_id, job.args["n"]))
    return {"batch": job.args["n"]}


def bad(viewer, job):
    raise Unreadable("No file in it can be read.", "Choose another.")


def broken(viewer, job):
    raise KeyError("secret inside")


def stopped(viewer, job):
    raise Stopped


@pytest.fixture(autouse=True)
def jobs(monkeypatch):
    DONE.clear()
    monkeypatch.setattr(actions, "JOBS", {f.__name__: f"{__name__}.{f.__name__}" for f in (good, bad, broken, stopped)})


def job(viewer, kind="good", n=1, **columns):
    row = Job(workspace=viewer.workspace, kind=kind, args={"n": n}, **columns)
    row.save()
    return row


def work():
    while actions.work_once():
        pass


def test_open_jobs_of_every_workspace_are_done_oldest_first(alice, charlie):
    rows = [job(alice, n=1), job(charlie, n=2), job(alice, n=3)]
    work()
    assert [(alice.workspace_id, 1), (charlie.workspace_id, 2), (alice.workspace_id, 3)] == DONE
    for row in rows:
        row.refresh_from_db()
    assert {(row.state, row.lease_until) for row in rows} == {("done", None)}
    assert rows[0].args == {"n": 1, "result": {"batch": 1}}


@pytest.mark.parametrize(("kind", "code"), [("bad", "unreadable"), ("broken", "failed"), ("nothing", "failed")])
def test_what_goes_wrong_is_kept_as_a_sentence(alice, kind, code):
    row, after = job(alice, kind), job(alice, n=2)
    work()
    row.refresh_from_db()
    after.refresh_from_db()
    assert (row.state, row.error["code"], after.state) == ("failed", code, "done")
    assert row.error["message"].endswith(".") and "secret" not in str(row.error)


@pytest.mark.parametrize(("state", "left", "after"), [
    ("running", -1, "done"), ("running", 30, "running"), ("stopping", 30, "stopping"), ("done", -1, "done")
])  # fmt: skip
def test_a_job_is_free_again_only_when_its_lease_ran_out(alice, state, left, after):
    row = job(alice, state=state, lease_until=timezone.now() + dt.timedelta(seconds=left))
    work()
    row.refresh_from_db()
    assert row.state == after and len(DONE) == (state == "running" and left < 0)


def test_a_job_that_kills_its_worker_is_given_up(alice):
    row = job(alice, state="running", lease_until=timezone.now() - dt.timedelta(seconds=1), attempts=2)
    again = job(alice, state="running", lease_until=timezone.now() - dt.timedelta(seconds=1), attempts=3)
    work()
    for one, state in ((row, "done"), (again, "failed")):
        one.refresh_from_db()
        assert one.state == state
    assert again.error["hint"] and len(DONE) == 1


def test_a_stop_is_no_failure(alice):
    row = job(alice, "stopped", state="stopping", lease_until=timezone.now() - dt.timedelta(seconds=1))
    work()
    row.refresh_from_db()
    assert (row.state, row.error) == ("stopped", None)


def test_two_workers_never_take_the_same_job(alice, monkeypatch):
    row = job(alice)
    taken = []

    def other(viewer, job):
        taken.append(actions.work_once())

    monkeypatch.setattr(f"{__name__}.good", other)
    assert actions.work_once() and taken == [False]
    row.refresh_from_db()
    assert row.state == "done"
