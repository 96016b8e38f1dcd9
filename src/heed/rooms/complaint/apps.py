"""The room as a Django app."""

from django.apps import AppConfig

from heed.process.words import ExportKind


class ComplaintConfig(AppConfig):
    """`heed.rooms.complaint`, label `complaint`. Owns no tables. Others lead to it: no line in the sidebar."""

    name = "heed.rooms.complaint"
    label = "complaint"
    verbose_name = "Heed: complaint"

    def ready(self) -> None:
        """Let the worker make case files."""
        from heed.reports.exporting import register_maker  # an apps.py is read before the models are

        register_maker(ExportKind.CASE_FILES, "heed.rooms.complaint.papers.many.make_case_files")
