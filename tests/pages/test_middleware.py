import socket

import pytest
from django.conf import settings as project
from django.test import Client

from backcast.pages.middleware import HEADERS
from tests import settings as written

HOME = "127.0.0.1:8000"
OURS = {"origin": f"http://{HOME}", "sec-fetch-site": "same-origin"}
LINK = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
SHAPES = ["evil.example:8765", "127.0.0.1.evil", "localhost.", "LOCALHOST", "[::1%eth0]", "", "0.0.0.0", "2130706433"]
SHAPES += ["localhost, localhost", "localhost:80:80", "x@localhost", "localhost\t", "127.1", "localhost:", "lоcalhost"]


def browser(**headers):
    return Client(headers={"host": HOME, **headers}, raise_request_exception=False)


@pytest.fixture(autouse=True)
def _walls(walls):
    return walls


@pytest.mark.parametrize("host", SHAPES)
def test_another_name_gets_no_byte_of_a_page(host):
    answer = browser(host=host).get("/")
    assert answer.status_code == 403
    assert answer["Content-Type"] == "text/plain" and len(answer.content) < 50


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1", HOME])
def test_our_names_are_served_on_any_port(host):
    assert browser(host=host).get("/").status_code == 200


def test_the_server_we_ship_refuses_odd_requests_too(port):
    ours = "Host: 127.0.0.1"
    assert ask(port, f"GET / HTTP/1.1\r\n{ours}").startswith(b"HTTP/1.1 200")
    for head in [
        f"GET http://127.0.0.1/ HTTP/1.1\r\n{ours}",
        f"GET http://evil.example/ HTTP/1.1\r\n{ours}",
        f"GET / HTTP/1.1\r\n{ours}\r\nHost: evil.example",
        f"GET / HTTP/1.1\r\nHost: evil.example\r\n{ours}",
        f"GET / HTTP/1.1\r\n{ours}\r\n{ours}",
        f"OPTIONS * HTTP/1.1\r\n{ours}",
        "GET / HTTP/1.0",
    ]:
        answer = ask(port, head)
        assert answer.split(b" ")[1] == b"403" and b"<html" not in answer, head


def ask(port, head):
    """The raw answer to a raw request."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as wire:
        wire.sendall(f"{head}\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: wire.recv(65536), b""))


@pytest.mark.parametrize(
    "origin", ["null", "http://evil.example", "http://127.0.0.1:9000", "https://127.0.0.1:8000", ""]
)
@pytest.mark.parametrize("site", [None, "same-origin", "cross-site"])
def test_a_foreign_origin_may_not_write(origin, site):
    sent = {"origin": origin} | ({"sec-fetch-site": site} if site else {})
    assert browser(**sent).post("/").status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "unheard-of", None])
def test_without_an_origin_only_our_own_pages_write(site):
    sent = {"sec-fetch-site": site} if site else {}
    assert browser(**sent).post("/").status_code == 403


def test_our_origin_is_not_believed_against_the_browser():
    assert browser(**OURS | {"sec-fetch-site": "cross-site"}).post("/").status_code == 403


def test_our_own_pages_write():
    assert browser(**OURS).post("/").status_code == 200
    assert browser(**{"sec-fetch-site": "same-origin"}).post("/").status_code == 200


def test_a_link_followed_from_another_site_only_reads():
    assert browser(**LINK).get("/").status_code == 200
    assert browser(**LINK).post("/").status_code == 403
    assert browser(**LINK).head("/").status_code == 403


@pytest.mark.parametrize("dest", ["image", "script", "iframe", "embed", "empty", "document"])
@pytest.mark.parametrize("mode", ["no-cors", "cors", "navigate"])
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_part_of_another_site_is_a_page_of_ours(dest, mode, site):
    sent = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    allowed = mode == "navigate" and dest == "document"
    assert browser(**sent).get("/people/").status_code == (200 if allowed else 403)


@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_a_method_in_disguise_is_refused(name):
    assert browser(**OURS, **{name: "DELETE"}).post("/").status_code == 405


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(method):
    assert browser(**OURS).generic(method, "/").status_code == 405


def test_the_form_token_is_needed_besides():
    client = Client(enforce_csrf_checks=True, headers={"host": HOME, **OURS})
    answer = client.post("/display", {"theme": "dark"})
    assert answer.status_code == 403 and b"This form has expired" in answer.content


ANSWERS = [f"/raise/{name}" for name in ("missing", "invalid", "refused", "unreadable", "nowhere", "broken")]


@pytest.mark.parametrize("path", ["/", "/people/", "/none", f"{project.STATIC_URL}none.css", *ANSWERS])
@pytest.mark.parametrize(
    "sent", [{}, {"host": "evil.example"}, {"sec-fetch-site": "cross-site"}, {"hx-request": "true"}]
)
def test_every_answer_carries_the_strict_headers(path, sent):
    answer = browser(**sent).get(path)
    assert {name: answer[name] for name in HEADERS} == HEADERS
    assert answer["Cache-Control"] == "no-store"
    assert "unsafe" not in answer["Content-Security-Policy"] and "Server" not in answer


def test_only_static_files_are_kept_by_the_browser():
    answer = browser().get(f"{project.STATIC_URL}backcast/css/backcast.css")
    assert answer.status_code == 200 and "immutable" in answer["Cache-Control"]
    assert {name: answer[name] for name in HEADERS} == HEADERS
    assert "Access-Control-Allow-Origin" not in answer


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("invalid", 422, ["The date &lt;b&gt;31.02.&lt;/b&gt; does not exist.", "Write it like 2026-11-22."]),
        ("ambiguous", 422, ["Two people are called Ada.", "Ada Byron or Ada Lovelace?"]),
        ("refused", 409, ["This import was taken back already.", "Import the file again."]),
        ("unreadable", 400, ["This is not a ZIP file."]),
    ],
)
@pytest.mark.parametrize("part", [False, True])
def test_an_error_is_told_with_its_remedy(name, status, words, part):
    answer = browser(**({"hx-request": "true"} if part else {})).get(f"/raise/{name}")
    told = answer.content.decode()
    assert answer.status_code == status and all(word in told for word in words)
    assert told.startswith('<div class="notice error">' if part else "<!doctype html>")


@pytest.mark.parametrize("sent", [{}, {"hx-request": "true"}])
def test_a_strangers_row_and_no_row_do_not_differ_by_a_byte(sent):
    answers = [
        browser(**sent).get(path) for path in ("/raise/missing", "/raise/foreign", "/raise/nowhere", "/none/4713")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(answer.headers.items()) for answer in answers}) == 1
    assert b"471" not in answers[0].content


def test_our_own_fault_says_nothing_of_its_cause():
    answer = browser().get("/raise/broken")
    assert answer.status_code == 500
    assert b"Something went wrong here" in answer.content
    assert not any(word in answer.content for word in (b"secret", b"Traceback", b"ValueError", b".py"))


def test_the_walls_stand_in_the_right_order():
    order = [name.rpartition(".")[2] for name in written.MIDDLEWARE]
    walls = ["Headers", "ExactHost", "SameOrigin", "SessionMiddleware", "CsrfViewMiddleware", "Errors"]
    assert order[0] == "Headers" and [name for name in order if name in walls] == walls
