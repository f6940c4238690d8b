# Neither.
rowmill show
