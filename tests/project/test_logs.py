"""What the terminal shows of a request that is refused."""

import logging.config
import sys

from django.conf import settings


def test_a_refused_request_is_one_line_at_the_terminal():
    logging.config.dictConfig(settings.LOGGING)
    [handler] = logging.getLogger("django.security").handlers
    try:
        raise ValueError("The body is too large.")
    except ValueError:
        record = logging.LogRecord("django.security.Big", logging.ERROR, "", 0, "Too large: %s", ("x",), sys.exc_info())
    assert handler.filter(record) and handler.format(record) == "Too large: x"
