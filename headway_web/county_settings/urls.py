"""The addresses of the county's settings."""

from django.urls import path

from headway_web.county_settings import pages, proposal_pages

urlpatterns = [
    path("settings/", pages.county_settings, name="county_settings"),
    path("settings/working-days/", pages.working_days, name="working_days"),
    path("settings/proposals/<int:pk>/", proposal_pages.proposal, name="proposal"),
    path("settings/proposals/<int:pk>/write/", proposal_pages.write_on, name="write_on_proposal"),
    path("settings/proposals/<int:pk>/decide/", proposal_pages.decide, name="decide_proposal"),
    path("settings/<slug:kind>/", pages.kind, name="settings_kind"),
    path("settings/<slug:kind>/add/", pages.add, name="add_setting"),
    path("settings/<slug:kind>/<int:row>/<slug:how>/", pages.change, name="change_setting"),
]
