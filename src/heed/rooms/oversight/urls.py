"""The oversight room's address."""

from django.urls import path, re_path

from heed.rooms.oversight import bulk_views, closed, exports, finding, old, quality, queues, views
from heed.rooms.oversight.incidents import views as incidents

app_name = "oversight"
urlpatterns = [
    path("", views.matters, name="list"),
    path("closed/", closed.closed, name="closed"),
    path("old/", old.old, name="old"),
    path("old/<int:pk>/", old.old_one, name="old_one"),
    path("list.xlsx", exports.list_xlsx, name="list_xlsx"),
    path("case-files/", exports.case_files, name="case_files"),
    path("quality/", quality.numbers, name="quality"),
    re_path(r"^quality/(?P<kind>call|visit)/$", quality.talks, name="quality_talks"),
    re_path(r"^quality/(?P<kind>call|visit)/(?P<pk>\d+)/$", quality.sheet, name="quality_sheet"),
    path("bulk/", bulk_views.choose, name="bulk"),
    path("bulk/<slug:name>/", bulk_views.make, name="bulk_make"),
    path("filters/", queues.settings, name="settings"),
    path("queues/", queues.counts, name="queue_counts"),
    path("queues/save/", queues.save, name="queue_save"),
    path("queues/<int:pk>/", queues.change, name="queue_change"),
    path("queues/<int:pk>/remove/", queues.remove, name="queue_remove"),
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/new/", incidents.new, name="incident_new"),
    path("incidents/<int:pk>/", incidents.incident, name="incident"),
    re_path(r"^incidents/(?P<pk>[0-9]+)/(?P<number>[\w-]+)/out/$", incidents.take_out, name="incident_out"),
    path("find/", finding.find, name="find"),
]
