from django.urls import path

from backcast.lab import views

urlpatterns = [
    path("", views.page, name="lab"),
    path("sample", views.sample, name="lab-sample"),
    path("<int:experiment_id>/", views.experiment, name="lab-experiment"),
    path("<int:experiment_id>/stop", views.stop, name="lab-stop"),
    path("<int:experiment_id>/again", views.again, name="lab-again"),
    path("<int:experiment_id>/rename", views.rename, name="lab-rename"),
    path("<int:experiment_id>/remove", views.remove, name="lab-remove"),
]
