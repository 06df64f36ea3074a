"""A query string to answers and back, the question that comes next, how many routes are left, and what to take back.

The questionnaire's forms and pages stand in `matcher.pages.questionnaire`."""
