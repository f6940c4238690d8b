# A writer that dies in the middle of a row: the row is short, and the output is not published.
(sh -c 'printf "x,y\n1,1\n2"; kill -9 $$'; :) 2>/dev/null | rowmill score -m $DATA/cli/data/sum.txt -o out.csv
status=$?; ls -A; exit $status
