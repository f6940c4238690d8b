# One operand.
rowmill convert -o a.rowmill one.txt two.txt
