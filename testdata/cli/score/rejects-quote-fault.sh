# What cannot be split stands whole in the first field, and comes out of it as it was.
printf 'id,x,y\na,"1"2,1\n"b""",1"1,1\nc,1,1\n"d\ne"f,1,1\n' >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv -o out.csv in.csv
cat bad.csv
rowmill score -q -m $DATA/cli/data/sum.txt --id id bad.csv
