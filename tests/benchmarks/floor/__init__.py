"""What Django itself takes, to measure the site against: a page that is always the same, and a plain list.

A project of its own, with the middleware of `startproject` and without a database; gunicorn serves its `wsgi`."""
