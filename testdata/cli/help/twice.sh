# One topic at a time.
rowmill help show score
