from django.urls import path

from backcast.vision.views import futures, parts

urlpatterns = [
    path("", futures.page, name="vision"),
    path("schedule", futures.schedule, name="vision-schedule"),
    path("new", futures.new, name="vision-new"),
    path("file", futures.upload, name="vision-file"),
    path("<int:vision_id>/", futures.future, name="vision-future"),
    path("<int:vision_id>/schedule", futures.schedule, name="vision-future-schedule"),
    path("<int:vision_id>/edit", futures.edit, name="vision-edit"),
    path("<int:vision_id>/activate", futures.activate, name="vision-activate"),
    path("<int:vision_id>/remove", futures.remove, name="vision-remove"),
    path("<int:vision_id>/<slug:name>/new", parts.add_part, name="vision-part-new"),
    path("<slug:name>/<int:row_id>/", parts.edit_part, name="vision-part"),
    path("<slug:name>/<int:row_id>/remove", parts.remove_part, name="vision-part-remove"),
    path("milestones/<int:row_id>/state", parts.set_state, name="vision-milestone-state"),
    path("milestones/<int:row_id>/hours", parts.log_hours, name="vision-milestone-hours"),
]
