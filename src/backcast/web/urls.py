from django.urls import path

from backcast.web.views import memory, people, person, undo, week, welcome

urlpatterns = [
    path("", week.week, name="week"),
    path("people/", people.people, name="people"),
    path("people/place", memory.place, name="place"),
    path("people/add", people.add_person, name="add_person"),
    path("people/<int:person_id>/", person.person, name="person"),
    path("people/<int:person_id>/log", person.log, name="log"),
    path("people/<int:person_id>/stand", person.stand, name="stand"),
    path("people/<int:person_id>/suggest", person.suggest, name="suggest"),
    path("people/<int:person_id>/promise", person.promise, name="promise"),
    path("promises/<int:promise_id>/done", person.promise_done, name="promise_done"),
    path("undo/<int:change_id>", undo.undo, name="undo"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/memory", memory.memory, name="memory"),
    path("welcome/memory/aims", memory.aims, name="memory_aims"),
    path("sample", welcome.make_sample, name="make_sample"),
    path("sample/remove", welcome.remove_sample, name="sample_remove"),
]
