"""The pages on which facts of the catalogue rest, looked at again by a machine: whether they are still there, and whether what
they say changed. Off until an operator turns it on (docs/watching.md).

From the ground up: `page` makes a tree of HTML, `reading` the passages of what matters, `pdf` those of a document, `comparing`
what differs; `addresses` says where one may go, `fetching` goes there politely, `judging` says what an answer means; `resting`
knows which facts rest on a page, `looking` looks at them one after the other, `reviewing` is what staff say about it. `feeds`
reads what funders announce, `announcing` notes what of it is new. Nothing here writes in the catalogue by itself; buttons and
pages of staff: `matcher.admin.worklist`."""
