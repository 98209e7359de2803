"""Every address, idea by idea."""

from django.urls import include, path

urlpatterns = [
    path("", include("backcast.accounts.urls")),
    path("", include("backcast.pages.urls")),
    path("", include("backcast.web.urls")),
    path("vision/", include("backcast.vision.urls")),
    path("introductions/", include("backcast.introductions.urls")),
    path("lab/", include("backcast.lab.urls")),
    path("imports/", include("backcast.imports.urls")),
    path("week/", include("backcast.week.urls")),
]
handler400 = "backcast.pages.views.bad_request"
handler403 = "backcast.pages.views.refused"
handler404 = "backcast.pages.views.not_found"
handler500 = "backcast.pages.views.server_error"
