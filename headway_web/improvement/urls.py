"""The addresses of the plan."""

from django.urls import path

from headway_web.improvement import files, pages

urlpatterns = [
    path("plan/", pages.plan, name="plan"),
    path("plan.json", files.plan_json, name="plan_json"),
    path("plan.csv", files.plan_csv, name="plan_csv"),
    path("plan/recommendations/<slug:name>/", pages.recommendation, name="recommendation"),
    path("plan/recommendations/<slug:name>.json", files.recommendation_json, name="recommendation_json"),
    path("plan/recommendations/<slug:name>.csv", files.recommendation_csv, name="recommendation_csv"),
]
