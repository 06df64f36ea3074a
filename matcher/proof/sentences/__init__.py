"""Sentences of routes that hold a condition, and whether something that is judged holds it too.

A condition is a figure (money, a share, an age, a length, a number, a day) or a word that leaves something out ("only", "not",
"unless"). It is *held* where the route carries it in a field, a rule or a check; else somebody has to look at the sentence, and
what they found stands in `reviewed_sentences.yaml`. The reader knows no grammar: it finds what is worth
a look, in both languages."""
