"""What is to be done to keep the catalogue true, and the edits by which it is done: facts past their shelf life, a call copied to
the next year, what is published on a day that was planned.

Edits are functions of an entry that give another one; `saving` writes them as any save of staff. The list of what is to be done,
with its buttons: `matcher.admin.worklist`."""
