# Bad rows are left out; sample_id has gaps there.
printf 'x,y\n1,1\nbad,1\n2,1\n2\n1,-1\n' >in.csv
rowmill score -m $DATA/cli/data/sum.txt --on-error skip in.csv 2>err
sed 's/[0-9.]* s, .* rows/T s, N rows/' err
