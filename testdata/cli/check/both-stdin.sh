# One stdin.
rowmill check -m - -
