from django.urls import path

from backcast.imports import views
from backcast.imports.queries.where import SOURCES
from backcast.imports.views import columns, duplicates

urlpatterns = [
    path("", views.imports, name="imports"),
    path("paste", views.paste, name="imports-paste"),
    path("lists/<int:mapping_id>/", columns.remembered, name="imports-list"),
    path("lists/<int:mapping_id>/forget", columns.forget, name="imports-list-forget"),
    path("where", views.where, name="imports-where"),
    *(path(f"where/{one.key}", views.source, {"source": one}, name=f"imports-where-{one.key}") for one in SOURCES),
    path("duplicates", duplicates.duplicates, name="imports-duplicates"),
    path("duplicates/sure", duplicates.sure, name="imports-sure"),
    path("duplicates/look", duplicates.look, name="imports-look"),
    path("duplicates/answer", duplicates.answer, name="imports-answer"),
    path("duplicates/compare", duplicates.compare, name="imports-compare"),
    path("job/<int:job_id>/", views.job, name="imports-job"),
    path("job/<int:job_id>/columns", columns.asked, name="imports-columns"),
    path("job/<int:job_id>/leave", columns.leave, name="imports-columns-leave"),
    path("job/<int:job_id>/stop", views.stop, name="imports-stop"),
    path("<int:batch_id>/", views.batch, name="batch"),
    path("<int:batch_id>/apply", views.apply, name="imports-apply"),
    path("<int:batch_id>/discard", views.discard, name="imports-discard"),
    path("<int:batch_id>/undo", views.undo, name="imports-undo"),
]
