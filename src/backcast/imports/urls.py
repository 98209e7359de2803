from django.urls import path

from backcast.imports import views
from backcast.imports.queries.where import SOURCES

urlpatterns = [
    path("", views.imports, name="imports"),
    path("where", views.where, name="imports-where"),
    *(path(f"where/{one.key}", views.source, {"source": one}, name=f"imports-where-{one.key}") for one in SOURCES),
    path("job/<int:job_id>/", views.job, name="imports-job"),
    path("job/<int:job_id>/stop", views.stop, name="imports-stop"),
    path("<int:batch_id>/", views.batch, name="batch"),
    path("<int:batch_id>/apply", views.apply, name="imports-apply"),
    path("<int:batch_id>/discard", views.discard, name="imports-discard"),
    path("<int:batch_id>/undo", views.undo, name="imports-undo"),
]
