"""A plan of which the money adds up: sets of routes that reach the budget, what to do by when, another start, other answers.

What may be combined is worked out in `matcher.engine.stacking`; what one route asks, in `matcher.pages.route.steps`."""
