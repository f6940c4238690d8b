# A gzip file that lacks its end is looked at as far as it goes.
{ echo x,y; seq 1 3000 | sed 's/.*/&,&/; 7s/,/,y/'; } | gzip -n >whole.gz
head -c 6000 whole.gz >in.csv.gz
rowmill check -m $DATA/cli/data/sum.txt in.csv.gz
