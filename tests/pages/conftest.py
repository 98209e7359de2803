"""The real walls without the viewer, around tests.pages.site: no table is read."""

import threading

import pytest
from django.conf import settings as project

WITHOUT = ("FindViewer", "SessionMiddleware", "MessageMiddleware")


@pytest.fixture
def walls(settings):
    settings.ROOT_URLCONF = "tests.pages.site"
    settings.MIDDLEWARE = [name for name in project.MIDDLEWARE if not name.endswith(WITHOUT)]
    return settings


@pytest.fixture
def port(walls):
    """The port of the tiny site behind the server we ship, on loopback."""
    import waitress
    from django.core.wsgi import get_wsgi_application

    server = waitress.create_server(get_wsgi_application(), host="127.0.0.1", port=0, ident=None)
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    yield server.effective_port
    server.close()
    running.join(5)
