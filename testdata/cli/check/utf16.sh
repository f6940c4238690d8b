# UTF-16, as some spreadsheets write it.
printf '\377\376x\0,\0y\0\n\0' >in.csv
rowmill check -m $DATA/cli/data/sum.txt in.csv
