# Columns of our names are copied to the output as others are.
printf 'x,y,_line,_column,_reason\n1,1,7,x,not_a_number\n' |
    rowmill score -q -m $DATA/cli/data/sum.txt --keep _line,_reason --on-error skip --rejects bad.csv
cat bad.csv
