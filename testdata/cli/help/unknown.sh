# A topic that there is not.
rowmill help nonsense
