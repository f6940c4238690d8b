# A model that is of no use is no finding.
printf 'x,y\n1,2\n' >in.csv
rowmill check -m in.csv in.csv
