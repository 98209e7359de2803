from django.urls import path

from backcast.introductions import views
from backcast.introductions.views import asking

urlpatterns = [
    path("", views.start, name="introductions"),
    path("to/", views.words, name="introductions-words"),
    path("to/person/<int:person_id>", views.person, name="introductions-person"),
    path("to/organisation/<int:organisation_id>", views.organisation, name="introductions-organisation"),
    path("to/future/<int:future_person_id>", views.future, name="introductions-future"),
    path("asks/", asking.every, name="asks"),
    path("asks/new", asking.draft, name="draft_ask"),
    path("asks/<int:ask_id>", asking.ask, name="ask"),
    path("asks/<int:ask_id>/move", asking.move, name="ask-move"),
    path("asks/<int:ask_id>/drop", asking.drop, name="ask-drop"),
    path("learned", asking.taught, name="learned"),
]
