"""How the second migration makes its tables: all at once, from the models as they are at its end.

For each column, index and constraint that a migration adds, Django makes the models anew: 35 seconds of work for the
tables of Heed, at each first start and before each test run. Where all is read first, it takes one (decision 18).
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, RunPython
from django.db.migrations.state import ProjectState


class MadeAtOnce(Migration):
    """A migration of an app without tables: it makes every model of its operations, then runs its Python."""

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """Make the tables; return the state after it."""
        before = set(project_state.models)
        project_state.__dict__.pop("apps", None)  # else each operation would make its models anew
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for model in project_state.apps.get_models():
            made = (self.app_label, model._meta.model_name) in before or model._meta.app_label != self.app_label
            if not made and model._meta.can_migrate(schema_editor.connection):
                schema_editor.create_model(model)
        for operation in self.operations:
            if isinstance(operation, RunPython):
                operation.database_forwards(self.app_label, schema_editor, project_state, project_state)
        return project_state
