# One model at a time.
rowmill show one.txt two.txt
