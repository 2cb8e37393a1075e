"""The addresses of figures. A measure of several figures has a hyphen before its part."""

from django.urls import path

from headway_web.insight import contact_pages, files, note_pages, pages

urlpatterns = [
    path("contact/", contact_pages.contact, name="contact"),
    path("contact.json", contact_pages.contact_json, name="contact_json"),
    path("contact.csv", contact_pages.contact_csv, name="contact_csv"),
    path("measures/", pages.measures, name="measures"),
    path("measures.json", files.measures_json, name="measures_json"),
    path("measures.csv", files.measures_csv, name="measures_csv"),
    path("measures/<slug:name>/", pages.measure, name="measure"),
    path("measures/<slug:name>.json", files.measure_json, name="measure_json"),
    path("measures/<slug:name>.csv", files.measure_csv, name="measure_csv"),
    path("measures/<slug:name>/passport/", pages.passport, name="passport"),
    path("measures/<slug:name>/passport.json", files.passport_json, name="passport_json"),
    path("measures/<slug:name>/passport.csv", files.passport_csv, name="passport_csv"),
    path("measures/<slug:name>/compare/", pages.compare, name="compare"),
    path("measures/<slug:name>/compare.json", files.compare_json, name="compare_json"),
    path("measures/<slug:name>/compare.csv", files.compare_csv, name="compare_csv"),
    path("measures/<slug:name>/notes/", note_pages.notes, name="measure_notes"),
    path("measures/<slug:name>/notes/<int:pk>/back/", note_pages.note_back, name="note_back"),
]
