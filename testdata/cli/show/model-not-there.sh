# A file that is not there.
rowmill show nothing.txt
