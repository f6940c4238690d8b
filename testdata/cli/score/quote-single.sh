# Another quote, in header, cells, output and rejects; a double quote is a character then.
printf "x,y,'n,1'\n'1','1','a,''b'''\n1,1,\"k\n'1'x,1,z\nbad,1,'it''s'\n1,1,a,\"b\"\n" >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --quote "'" --keep all --on-error skip --rejects bad.csv in.csv
cat bad.csv
sed 's/bad/2/' bad.csv | rowmill score -q -m $DATA/cli/data/sum.txt --quote "'" --keep all --on-error skip
