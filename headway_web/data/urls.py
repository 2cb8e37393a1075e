"""The addresses of the data."""

from django.urls import path

from headway_web.data import files, pages, upload_pages

urlpatterns = [
    path("data/", pages.loads, name="data"),
    path("data.json", files.loads_json, name="data_json"),
    path("data.csv", files.loads_csv, name="data_csv"),
    path("data/loads/<slug:load>/", pages.load, name="load"),
    path("data/loads/<slug:load>.json", files.load_json, name="load_json"),
    path("data/loads/<slug:load>/withdraw/", pages.withdraw, name="withdraw_load"),
    path("data/upload/", upload_pages.upload, name="upload"),
    path("data/uploads/<int:pk>/", upload_pages.brought, name="brought"),
    path("data/uploads/<int:pk>/decide/", upload_pages.decide, name="decide_upload"),
    path("data/uploads/<int:pk>/to-mend.csv", upload_pages.mend_csv, name="mend_csv"),
]
