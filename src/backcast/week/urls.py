from django.urls import path

from backcast.week import views

urlpatterns = [
    path("hours", views.hours, name="week-hours"),
    path("questions/<slug:key>", views.answer, name="week-answer"),
    path("moves/<int:move_id>/done", views.done, name="week-done"),
    path("moves/<int:move_id>/skip", views.skip, name="week-skip"),
]
