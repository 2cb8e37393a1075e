"""The addresses at the door. The names are those by which the sign-in library finds its pages."""

from django.urls import path

from headway_web.accounts import pages, people_pages

urlpatterns = [
    path("sign-in/", pages.sign_in, name="account_login"),
    path("sign-in/code/", pages.second_step, name="mfa_authenticate"),
    path("sign-in/closed/", pages.inactive, name="account_inactive"),
    path("sign-in/with/<slug:provider_id>/", pages.sign_in_with, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/done/", pages.signed_in_with, name="openid_connect_callback"),
    path("sign-out/", pages.sign_out, name="account_logout"),
    path("welcome/<str:uid>/<str:token>/", pages.welcome, name="welcome"),
    path("account/", pages.own_account, name="mfa_index"),
    path("account/password/", pages.password, name="account_change_password"),
    path("account/password/again/", pages.password_again, name="account_reauthenticate"),
    path("account/code/again/", pages.code_again, name="mfa_reauthenticate"),
    path("account/second-factor/", pages.add_second_factor, name="mfa_activate_totp"),
    path("account/second-factor/end/", pages.end_second_factor, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", pages.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", pages.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("help/what-is-recorded/", pages.what_is_recorded, name="what_is_recorded"),
    path("people/", people_pages.people, name="people"),
    path("people/add/", people_pages.add, name="add_person"),
    path("people/<int:pk>/", people_pages.person, name="person"),
    path("people/<int:pk>/role/", people_pages.give_role, name="give_role"),
    path("people/<int:pk>/signing-in/", people_pages.close, name="close_person"),
    path("people/<int:pk>/link/", people_pages.link_again, name="link_again"),
    path("people/role/<int:pk>/end/", people_pages.end_role, name="end_role"),
]
