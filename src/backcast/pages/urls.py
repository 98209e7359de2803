from django.urls import path

from backcast.pages.display import display, keys

urlpatterns = [
    path("display", display, name="display"),
    path("keys", keys, name="keys"),
]
