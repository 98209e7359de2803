"""Django's settings. What a user may choose comes from `BACKCAST_*` alone (environment.py)."""

import hashlib
import os
from importlib.metadata import version
from logging import LogRecord
from pathlib import Path

from backcast import limits
from backcast.project import environment, home, sqlite

sqlite.prefer_bundled()

PACKAGE = Path(__file__).resolve().parent.parent
ENVIRONMENT = environment.read(os.environ)

BACKCAST_HOME = ENVIRONMENT.home
BACKCAST_TODAY = ENVIRONMENT.today
BACKCAST_HOSTS = ENVIRONMENT.hosts
BACKCAST_VERSION = version("backcast")

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key or home.key(BACKCAST_HOME)
INSTALL = hashlib.sha256(b"install" + SECRET_KEY.encode()).hexdigest()[:10]
"""Cookies ignore ports: another program on this machine must not meet ours by name."""

ALLOWED_HOSTS = [*BACKCAST_HOSTS, "[::1]"]
ROOT_URLCONF = "backcast.project.urls"
WSGI_APPLICATION = "backcast.project.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "backcast",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
]
MIDDLEWARE = [
    "backcast.pages.middleware.Headers",
    "backcast.pages.middleware.ExactHost",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backcast.pages.middleware.SameOrigin",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "backcast.pages.middleware.Errors",
    "backcast.accounts.middleware.FindViewer",
    "backcast.web.middleware.Weighed",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(PACKAGE.glob("*/templates")),
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "backcast.pages.context.shell",
            ],
            "libraries": {"backcast": "backcast.pages.templatetags.backcast"},
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

DATABASES = {"default": ENVIRONMENT.database or sqlite.database(str(BACKCAST_HOME / home.DATABASE))}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
"""Seconds a thread keeps its connection [D]: with it what it has read, and the statements PostgreSQL has planned."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEST_RUNNER = "django.test.runner.DiscoverRunner"

SESSION_COOKIE_NAME = f"bc_{INSTALL}"
SESSION_COOKIE_AGE = 90 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = f"bc_{INSTALL}_csrf"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DATA_UPLOAD_MAX_MEMORY_SIZE = limits.REQUEST_BODY
FILE_UPLOAD_MAX_MEMORY_SIZE = limits.REQUEST_BODY
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = True

STATIC_URL = f"/static/{BACKCAST_VERSION}/"
STATICFILES_DIRS = sorted(PACKAGE.glob("*/static"))
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/[0-9]"
WHITENOISE_ALLOW_ALL_ORIGINS = False


def one_line(record: LogRecord) -> bool:
    """A refused request is told in a line: its trace would only show how the framework reads requests."""
    record.exc_info = None
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"one_line": {"()": "django.utils.log.CallbackFilter", "callback": one_line}},
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "refused": {"class": "logging.StreamHandler", "filters": ["one_line"]},
    },
    "loggers": {"django.security": {"handlers": ["refused"], "propagate": False}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
