# Without a verb: what to type.
rowmill
