"""The sample is entered and removed in one step each, and never touches one's own."""

from backcast.accounts.models import Workspace
from backcast.network.models import Person
from tests import cast, make


def test_the_sample_comes_and_goes_from_the_page(alice):
    make.person(alice, "My Own")
    client = cast.client(alice)
    assert client.post("/sample").status_code == 303
    assert b"Sample: invented people" in client.get("/").content
    assert client.post("/sample/remove").status_code == 303
    assert not Workspace.objects.filter(name="demo").exists()
    assert b"My Own" in client.get("/people/").content
    assert Person.objects.of(alice).count() == 1


def test_a_stranger_cannot_remove_the_owners_sample(alice, charlie):
    cast.client(alice).post("/sample")
    assert cast.client(charlie).post("/sample/remove").status_code == 404
    assert Workspace.objects.filter(name="demo").exists()
