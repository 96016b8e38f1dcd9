"""The URLs of Heed: those of the UI, and each room under a prefix of its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("heed.ui.urls")),
    path("", include("heed.rooms.entrance.urls")),
    path("", include("heed.rooms.complaint.urls")),
    path("", include("heed.rooms.journey.urls")),
    path("desk/", include("heed.rooms.desk.urls")),
    path("today/", include("heed.rooms.today.urls")),
    path("gate/", include("heed.rooms.gate.urls")),
    path("field/", include("heed.rooms.field.urls")),
    path("o/", include("heed.rooms.field.link_urls")),
    path("q/", include("heed.rooms.community.surveys.open_urls")),
    path("care/", include("heed.rooms.care.urls")),
    path("promises/", include("heed.rooms.promises.urls")),
    path("centre/", include("heed.rooms.centre.urls")),
    path("rota/", include("heed.rooms.rota.urls")),
    path("oversight/", include("heed.rooms.oversight.urls")),
    path("", include("heed.rooms.inbox.urls")),
    path("community/", include("heed.rooms.community.urls")),
    path("setup/", include("heed.rooms.setup.urls")),
    path("exports/", include("heed.rooms.exports.urls")),
    path("personal-data/", include("heed.rooms.privacy.urls")),
    path("audit/", include("heed.rooms.audit.urls")),
    path("", include("heed.rooms.community.reception_days.open_urls")),
    path("", include("heed.rooms.community.public_urls")),
    path("", include("heed.rooms.portal.urls")),
]

handler400 = "heed.ui.failures.unread"
handler500 = "heed.ui.failures.failed"
