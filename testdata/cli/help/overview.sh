# The verbs, and where to read on.
rowmill help
