"""A query string to answers and back, the question that comes next, how many routes are left, and what to take back.

`query` is the one reader of every page's parameters, `spellings`, `counts` and `periods` how people write amounts, numbers and
days, `address` the state of the questionnaire. The questionnaire's forms and pages stand in `matcher.pages.questionnaire`."""
