"""The names of the world's countries, regions and cities, as people spell them in Dutch, English, French, German or where they
lie: what each stands for, by ISO code. Two files that `manage.py write_gazetteer` makes from packages, and who reads them.

Not here: the places that the catalogue knows, and the names that staff add (`PlaceNameEntry`); what a visitor means by what was
typed (`matcher.answers.places`)."""
