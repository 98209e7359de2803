import re
from pathlib import Path

import pytest

import backcast

PACKAGE = Path(backcast.__file__).parent
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
FORBIDDEN = re.compile(
    r"\sstyle=|\son[a-z]+=|<style\b|<script\b(?![^>]*\ssrc=)|\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off|hx-on"
    r"|js:|javascript:|hx-trigger=[\"'][^\"']*\[|\sx-[a-z]+=|<base\b|https?://",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "sample",
    ['<p style="x">', "<a onclick='x'>", "<style>", "<script>x", '<script type="module">', "{{ a|safe }}",
     "{% autoescape off %}", '<a hx-on:click="x">', "hx-vals='js:{}'", '<a href="javascript:x">', "<p\nonload=x>"],
)  # fmt: skip
def test_the_net_catches(sample):
    assert FORBIDDEN.search(sample)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_template_keeps_to_the_policy(file):
    found = [match[0] for match in FORBIDDEN.finditer(file.read_text())]
    assert found == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_every_post_form_carries_its_token(file):
    forms = re.findall(r"<form\b[^>]*method=.post.*?</form>", file.read_text(), re.DOTALL | re.IGNORECASE)
    assert all("{% csrf_token %}" in form for form in forms)


def test_nothing_in_src_steps_around_escaping():
    around = re.compile(r"mark_safe|SafeString\(|csrf_exempt|autoescape=False|xframe_options_exempt")
    assert [str(file) for file in PACKAGE.rglob("*.py") if around.search(file.read_text())] == []


def test_scripts_fetch_nothing_and_evaluate_nothing():
    for file in PACKAGE.glob("*/static/**/*.js"):
        assert not re.search(
            r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write|https?://", file.read_text()
        )
