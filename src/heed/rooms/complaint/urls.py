"""The addresses of one complaint."""

from django.urls import path

from heed.rooms.complaint.views import clocks, files, moving, page, papers, printing

app_name = "complaint"
urlpatterns = [
    path("complaints/<str:number>/", page.page, name="page"),
    path("complaints/<str:number>/fresh/", page.fresh, name="fresh"),
    path("complaints/<str:number>/reveal/", page.reveal, name="reveal"),
    path("complaints/<str:number>/representative/", page.representative, name="reveal_representative"),
    path("complaints/<str:number>/files/<int:pk>/", files.file, name="file"),
    path("complaints/<str:number>/clocks/<int:pk>/", clocks.clock, name="clock"),
    path("complaints/<str:number>/print/", printing.case_file, name="print"),
    path("complaints/<str:number>/print/sign-off/", printing.sign_off, name="print_sign_off"),
    path("complaints/<str:number>/print/case.pdf", papers.case_file_pdf, name="case_file_pdf"),
    path("complaints/<str:number>/print/case.zip", papers.case_file_zip, name="case_file_zip"),
    path("complaints/<str:number>/print/sign-off.pdf", papers.sign_off_pdf, name="sign_off_pdf"),
    path("complaints/<str:number>/print/letter.pdf", papers.letter_pdf, name="letter_pdf"),
    path("complaints/<str:number>/print/order/<int:pk>/", printing.order_slip, name="print_order"),
    path("complaints/<str:number>/<slug:name>/", moving.move, name="move"),
    path("complaints/<str:number>/<slug:name>/advice/", moving.advise, name="advice"),
]
