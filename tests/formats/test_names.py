import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcast import limits
from backcast.formats import names

FOLDS = {
    "Zoë Hale, PhD": "zoe hale", "Dr. Jane Doe, Ph.D., MBA": "jane doe", "  JANE\u00a0 DOE ": "jane doe",
    "Łukasz Ørsted": "lukasz orsted", "Jean-Luc O’Neil (he/him)": "jean-luc o'neil", "Li Na": "li na", "Ma": "ma",
    "Jane Doe Jr.": "jane doe", "Doe, Jane": "doe jane", "DOE, JANE": "doe jane", "Straße": "strasse", "": "",
}  # fmt: skip


@pytest.mark.parametrize(("name", "folded"), FOLDS.items())
def test_names_fold_to_their_matching_form(name, folded):
    assert names.fold(name) == folded


@given(st.text(max_size=60))
def test_folding_is_stable_and_blind_to_case(text):
    folded = names.fold(text)
    assert names.fold(folded) == folded
    assert bool(folded) == bool(names.plain(names.clean(text)))


URLS = {
    "https://de.linkedin.com/in/Zo%C3%AB-Brandt/?utm=1#x": "https://www.linkedin.com/in/zoë-brandt",
    "linkedin.com/in/zoe\u0308-brandt": "https://www.linkedin.com/in/zoë-brandt",
    "http://www.linkedin.com/in/anna/de": "https://www.linkedin.com/in/anna",
    "HTTP://Example.org:80/A?b=C#d": "http://example.org/A?b=C",
    "www.example.org/": "https://www.example.org",
    "https://linkedin.com.evil.example/in/x": "https://linkedin.com.evil.example/in/x",
    "javascript:alert(1)": "", "\tjava\nscript:x": "", "data:text/html,x": "", "//evil.example": "",
    "https://user:pass@example.org": "", "http://[::1": "", "http://localhost": "", "": "",
}  # fmt: skip


@pytest.mark.parametrize(("text", "url"), URLS.items())
def test_profiles_have_one_address(text, url):
    assert names.profile_url(text) == url


@given(
    st.sampled_from(["https://www.linkedin.com/in/", "http://example.org/", "www.example.org/", ""]),
    st.text(max_size=40),
)
def test_an_address_is_stable_and_a_web_address_or_nothing(start, rest):
    url = names.profile_url(start + rest)
    assert names.profile_url(url) == url
    assert url == "" or url.startswith(("http://", "https://"))


EMAILS = {
    "Anna@Example.ORG": "anna@example.org", "<a@b.example>": "a@b.example", "mailto:a@b.example": "a@b.example",
    "é@ü.example": "é@ü.example",
    "a@b@c.example": "", "a@b": "", "a b@c.example": "", "/o=Ex/cn=anna": "", "@x.example": "",
    "a@-x.example": "", "a" * 65 + "@x.example": "",
}  # fmt: skip


@pytest.mark.parametrize(("text", "address"), EMAILS.items())
def test_only_addresses_are_addresses(text, address):
    assert names.email(text) == address


PHONES = {
    "+1 (212) 555-0100": "+12125550100", "00-1-212-555-7777": "+12125557777",
    "tel:+1-418-656-9254;ext=102": "+14186569254x102",
    "+49 (0)89 123": "+4989123", "030 12345": "03012345", "(111) 555-1111 x12": "1115551111x12",
    "BusinessPhone": "", "1-800-FLOWERS": "", "12": "", "9" * 30: "",
}  # fmt: skip


@pytest.mark.parametrize(("text", "number"), PHONES.items())
def test_numbers_have_one_spelling(text, number):
    assert names.phone(text) == number


@given(st.text(alphabet=st.characters(), max_size=300))
def test_clean_text_shows_nothing_hidden_and_is_stable(text):
    hidden = "\x00\x1b\xad\u061c\u202e\u200b\u2063\ufeff\U000e0041\ud800"
    cleaned = names.clean(text + hidden + "x" * 300)
    assert not set(cleaned) & set(hidden) and len(cleaned) <= limits.NAME
    assert names.clean(cleaned) == cleaned and "\n" not in cleaned
    cleaned.encode()
