from django.urls import path

from backcast.web.views import honest, memory, newcomer, palette, people, person, proposals, undo, week, welcome, words

urlpatterns = [
    path("", week.week, name="week"),
    path("palette", palette.palette, name="palette"),
    path("people/", people.people, name="people"),
    path("people/place", memory.place, name="place"),
    path("people/proposals", proposals.page, name="proposals"),
    path("people/together", people.together, name="together"),
    path("people/add", people.add_person, name="add_person"),
    path("people/<int:person_id>/", person.person, name="person"),
    path("people/<int:person_id>/log", person.log, name="log"),
    path("people/<int:person_id>/stand", person.stand, name="stand"),
    path("people/<int:person_id>/suggest", person.suggest, name="suggest"),
    path("people/<int:person_id>/promise", person.promise, name="promise"),
    path("people/<int:person_id>/evidence", person.evidence, name="evidence"),
    path("evidence/<int:evidence_id>/remove", person.evidence_remove, name="evidence_remove"),
    path("promises/<int:promise_id>/done", person.promise_done, name="promise_done"),
    path("undo/<int:change_id>", undo.undo, name="undo"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/memory", memory.memory, name="memory"),
    path("welcome/newcomer", newcomer.newcomer, name="newcomer"),
    path("welcome/work-or-networking", honest.work_or_networking, name="work_or_networking"),
    path("welcome/memory/aims", memory.aims, name="memory_aims"),
    path("words", words.words, name="words"),
    path("sample", welcome.make_sample, name="make_sample"),
    path("sample/remove", welcome.remove_sample, name="sample_remove"),
]
