# No MODEL, and none in the environment.
rowmill convert -o a.rowmill
