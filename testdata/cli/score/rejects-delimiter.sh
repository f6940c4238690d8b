# The delimiter is that of the input; names and cells with it are quoted.
printf 'x;y;"a;b"\n1;1;1\nbad;1;"p;q"\n1;1;2;3\n1;"1"2;3\n' |
    rowmill score -q -m $DATA/cli/data/sum.txt -d ';' --on-error skip --rejects bad.csv -o out.csv
cat bad.csv
printf 'x\ty\n1\t1\nbad\t,\n' |
    rowmill score -q -m $DATA/cli/data/sum.txt -d tab --on-error skip --rejects bad.csv -o out.csv
cat bad.csv
