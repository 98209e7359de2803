from django.urls import path

from backcast.pages.display import display

urlpatterns = [path("display", display, name="display")]
