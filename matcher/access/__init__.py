"""Who may come in: signing in with a second factor, the lock after wrong tries, invitations, sessions that end, a log of it all.

django-allauth does the signing in and django-axes the counting; what stands here is what we want of them. What each role may do
once it is in stands in `matcher.management.roles`; the pages to look after colleagues stand in `matcher.admin`."""
