"""The addresses of the children. A child's id may hold any sign, so it stands behind the question mark."""

from django.urls import path

from headway_web.children import contact_files, contact_pages, files, opening_pages, pages, writing_pages

urlpatterns = [
    path("children/", pages.children, name="children"),
    path("children.json", files.children_json, name="children_json"),
    path("children.csv", files.children_csv, name="children_csv"),
    path("children/child/", pages.child, name="child"),
    path("children/child.json", files.child_json, name="child_json"),
    path("children/child.csv", files.child_csv, name="child_csv"),
    path("children/child/owner/", writing_pages.assign, name="assign_child"),
    path("children/child/done/", writing_pages.done, name="child_done"),
    path("children/child/open/", opening_pages.open_child, name="open_child"),
    path("children/close/", opening_pages.close, name="close_opening"),
    path("children/contacts/", contact_pages.children_contacts, name="children_contacts"),
    path("children/contacts.json", contact_files.contacts_json, name="contacts_json"),
    path("children/contacts.csv", contact_files.contacts_csv, name="contacts_csv"),
    path("children/contacts/see/", contact_pages.see_child_as, name="see_child_as"),
    path("children/contacts/decide/", contact_pages.decide_child, name="decide_child"),
    path("children/why/", opening_pages.open_lists, name="open_lists"),
    path("children/why/rows/", opening_pages.open_rows, name="open_rows"),
]
