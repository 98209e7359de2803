from django.urls import path

from backcast.vision import views

urlpatterns = [
    path("", views.page, name="vision"),
    path("schedule", views.schedule, name="vision-schedule"),
    path("new", views.new, name="vision-new"),
    path("file", views.upload, name="vision-file"),
    path("<int:vision_id>/", views.future, name="vision-future"),
    path("<int:vision_id>/schedule", views.schedule, name="vision-future-schedule"),
    path("<int:vision_id>/edit", views.edit, name="vision-edit"),
    path("<int:vision_id>/activate", views.activate, name="vision-activate"),
    path("<int:vision_id>/remove", views.remove, name="vision-remove"),
    path("<int:vision_id>/<slug:name>/new", views.add_part, name="vision-part-new"),
    path("<slug:name>/<int:row_id>/", views.edit_part, name="vision-part"),
    path("<slug:name>/<int:row_id>/remove", views.remove_part, name="vision-part-remove"),
    path("milestones/<int:row_id>/state", views.set_state, name="vision-milestone-state"),
    path("milestones/<int:row_id>/hours", views.log_hours, name="vision-milestone-hours"),
]
