from django.urls import path

from backcast.accounts import views

urlpatterns = [
    path("sign-in/<str:secret>", views.sign_in, name="sign-in"),
    path("workspace/<slug:name>", views.enter, name="enter"),
]
