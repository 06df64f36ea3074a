"""The ranked routes for a set of answers: their groups, their order, what each line and card says."""
