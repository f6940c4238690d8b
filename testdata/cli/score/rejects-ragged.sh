# Fields that lack are empty, surplus ones are joined to the last and quoted, as they were read.
printf 'x,y,z\n1\n1,2\n1,2,3,4\n1,2,"a ""b""","c,d",\n,,,\n1,1,1\n' |
    rowmill score -q -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv
cat bad.csv
echo
# What is padded is a row, what is joined is one cell: nothing is ragged any more.
rowmill score -q -m $DATA/cli/data/sum.txt --keep z bad.csv
