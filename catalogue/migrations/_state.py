"""What a migration changes in the models alone, and not in the tables."""

from django.db.migrations.operations import SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class InTheModelsAlone(SeparateDatabaseAndState):
    """Operations of which the database sees nothing, such as validators.

    Django renders the models again for each of them, a tenth of a second each time; here they are rendered once, by whoever
    needs them next."""

    def __init__(self, operations: list[Operation]) -> None:
        super().__init__(state_operations=operations)

    def deconstruct(self) -> tuple[str, list[list[Operation]], dict[str, object]]:
        return type(self).__qualname__, [self.state_operations], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)
