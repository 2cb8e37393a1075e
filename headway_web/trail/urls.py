"""The trail's addresses."""

from django.urls import path

from headway_web.trail import pages

urlpatterns = [
    path("trail/", pages.trail, name="trail"),
    path("trail/trail.csv", pages.trail_csv, name="trail_csv"),
]
