"""The setup room's addresses."""

from django.urls import URLPattern, path

from heed.rooms.setup.library import library
from heed.rooms.setup.notices import deliveries, robots, wording
from heed.rooms.setup.people import care, import_list, old_list, people
from heed.rooms.setup.policy import editing, learning, reading
from heed.rooms.setup.policy.again import views as again
from heed.rooms.setup.projects import codes, departments, hours, months, places, projects, regions, stewards
from heed.rooms.setup.staff import accounts, contractors, duties, identities
from heed.rooms.setup.start import first, hold, home

app_name = "setup"
_project = "projects/<str:code>/"
_PROJECTS: list[URLPattern] = [
    path("projects/new/", projects.add, name="project_new"),
    path(_project, projects.show, name="project"),
    path(_project + "edit/", projects.edit, name="project_edit"),
    path(_project + "poster/", projects.poster, name="poster"),
    path(_project + "hours/", hours.edit, name="hours"),
    path(_project + "months/", months.months, name="months"),
    path(_project + "departments/", departments.edit, name="departments"),
    path(_project + "places/", places.tree, name="places"),
    path(_project + "places/new/", places.add, name="place_new"),
    path(_project + "places/<int:key>/", places.edit, name="place"),
    path(_project + "places/<int:key>/steward/", stewards.name, name="place_steward"),
    path(_project + "places/<int:key>/code/", codes.renew, name="place_code"),
    path(_project + "places/<int:key>/print/", codes.one, name="place_print"),
    path(_project + "codes/", codes.codes, name="codes"),
    path(_project + "list/", import_list.take_in, name="sheet"),
    path(_project + "list/template/", import_list.template, name="sheet_template"),
    path(_project + "old-list/", old_list.take_in, name="old_list"),
    path(_project + "old-list/template/", old_list.template, name="old_list_template"),
    path(_project + "old-list/<int:key>/remove/", old_list.remove, name="old_list_remove"),
]
_REGIONS: list[URLPattern] = [
    path("regions/", regions.tree, name="regions"),
    path("regions/<int:key>/", regions.edit, name="region"),
    path("regions/<int:key>/remove/", regions.remove, name="region_remove"),
]
_LIBRARY: list[URLPattern] = [
    path("answers/", library.listed, name="library"),
    path("answers/new/", library.add, name="answer_new"),
    path("answers/<int:key>/", library.edit, name="answer"),
    path("answers/<int:key>/remove/", library.remove, name="answer_remove"),
]
_STAFF: list[URLPattern] = [
    path("staff/", accounts.listed, name="staff"),
    path("staff/new/", accounts.add, name="account_new"),
    path("staff/contractor/", contractors.add, name="contractor_new"),
    path("staff/<int:key>/", accounts.show, name="account"),
    path("staff/<int:key>/edit/", accounts.edit, name="account_edit"),
    path("staff/<int:key>/password/", accounts.password, name="account_password"),
    path("staff/<int:key>/factor/", accounts.take_factor, name="account_factor"),
    path("staff/<int:key>/identities/", identities.link, name="identity_link"),
    path("staff/<int:key>/identities/<int:identity>/", identities.unlink, name="identity_unlink"),
    path("staff/<int:key>/close/", accounts.close, name="account_close"),
    path("staff/<int:key>/reopen/", accounts.reopen, name="account_reopen"),
    path("staff/<int:key>/duties/", duties.give, name="duty_new"),
    path("staff/<int:key>/duties/<int:duty>/", duties.take, name="duty_take"),
    path("staff/<int:key>/regions/<int:held>/", duties.take_of_region, name="region_take"),
]
_PEOPLE: list[URLPattern] = [
    path("people/", people.listed, name="people"),
    path("people/new/", people.add, name="person_new"),
    path("people/<int:key>/", people.show, name="person"),
    path("people/<int:key>/edit/", people.edit, name="person_edit"),
    path("people/<int:key>/care/", care.care, name="person_care"),
    path("people/<int:key>/representative/", care.representative, name="representative"),
    path("people/<int:key>/representative/withdraw/", care.withdraw, name="representative_withdraw"),
    path("people/<int:key>/reveal/", people.reveal, name="person_reveal"),
    path("people/<int:key>/homes/", people.move_in, name="move_in"),
    path("people/<int:key>/homes/<int:occupancy>/", people.move_out, name="move_out"),
]
_POLICY: list[URLPattern] = [
    path("policy/", reading.show, name="policy"),
    path("policy/confirm/", reading.confirm, name="policy_confirm"),
    path("policy/learning/", learning.show, name="learning"),
    path("policy/again/", again.begin, name="again"),
    path("policy/again/<int:key>/", again.result, name="again_result"),
    path("policy/history/", reading.history, name="policy_history"),
    path("policy/history/<int:number>/", reading.version, name="policy_version"),
    path("policy/edit/<str:at>/", editing.edit, name="policy_edit"),
]
_NOTICES: list[URLPattern] = [
    path("notices/", robots.listed, name="robots"),
    path("notices/robots/new/<slug:kind>/", robots.add, name="robot_new"),
    path("notices/robots/<int:key>/", robots.edit, name="robot"),
    path("notices/robots/<int:key>/test/", robots.test, name="robot_test"),
    path("notices/wording/", wording.listed, name="wording"),
    path("notices/wording/<slug:kind>/<slug:form>/<slug:language>/", wording.edit, name="wording_edit"),
    path("notices/wording/<slug:kind>/<slug:form>/<slug:language>/read/", wording.preview, name="wording_read"),
    path("notices/log/", deliveries.log, name="deliveries"),
    path("notices/log/<int:key>/message/", deliveries.stood_in, name="delivery_message"),
    path("notices/log/<int:key>/again/", deliveries.again, name="delivery_again"),
    path("notices/log/<int:key>/arrived/", deliveries.arrived, name="delivery_arrived"),
]
urlpatterns = [
    path("", home.home, name="home"),
    path("hold/", hold.show, name="hold"),
    path("first/<str:token>/", first.first, name="first"),
    *_PROJECTS,
    *_REGIONS,
    *_LIBRARY,
    *_STAFF,
    *_PEOPLE,
    *_POLICY,
    *_NOTICES,
]
