# No quotes: every line end ends a record, also where quotes stand around it.
printf 'x,y,n\n1,1,"a\n2,1,b"\n' | rowmill score -q -m $DATA/cli/data/sum.txt --quote none --id n
