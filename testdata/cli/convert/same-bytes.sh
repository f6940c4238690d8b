# Twice the same, and once more from what was converted; from gzip and a pipe too.
rowmill convert -q $DATA/cli/data/three.txt -o a.rowmill
rowmill convert -q $DATA/cli/data/three.txt -o b.rowmill
rowmill convert -q a.rowmill -o c.rowmill
rowmill convert -q -o - a.rowmill | gzip >d.rowmill.gz
rowmill convert -q d.rowmill.gz -o d.rowmill
cat a.rowmill | rowmill convert -q -o e.rowmill /dev/stdin
for f in b c d e; do cmp a.rowmill $f.rowmill && echo same; done
