# A topic near one that there is.
rowmill help scor
