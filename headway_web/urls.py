"""Every address of the web app, area by area."""

from django.urls import include, path

from headway_web.cockpit import cockpit, cockpit_csv, cockpit_json
from headway_web.components import errors
from headway_web.components.search import search
from headway_web.help import what_is_this, words
from headway_web.home import home
from headway_web.rows_behind import rows, rows_csv, rows_json

urlpatterns = [
    path("", home, name="home"),
    path("search/", search, name="search"),
    path("help/", what_is_this, name="help"),
    path("help/words/", words, name="words"),
    path("cockpit/", cockpit, name="cockpit"),
    path("cockpit.json", cockpit_json, name="cockpit_json"),
    path("cockpit.csv", cockpit_csv, name="cockpit_csv"),
    path("measures/<slug:name>/rows/", rows, name="rows"),
    path("measures/<slug:name>/rows.json", rows_json, name="rows_json"),
    path("measures/<slug:name>/rows.csv", rows_csv, name="rows_csv"),
    path("", include("headway_web.accounts.urls")),
    path("", include("headway_web.trail.urls")),
    path("", include("headway_web.insight.urls")),
    path("", include("headway_web.improvement.urls")),
    path("", include("headway_web.children.urls")),
    path("", include("headway_web.data.urls")),
    path("", include("headway_web.county_settings.urls")),
]

handler400, handler403, handler404, handler500 = errors.bad, errors.refused, errors.not_found, errors.failed
