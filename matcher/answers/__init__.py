"""A query string to answers and back, the question that comes next, how many routes are left, and what to take back.

`query` is the one reader of every page's `parameters`, `notes` what it has to tell; `spellings`, `counts` and `periods` are how
people write amounts, numbers and days, `places` what they mean by a name; `address` is the state of the questionnaire. The
questionnaire's forms and pages stand in `matcher.pages.questionnaire`."""
