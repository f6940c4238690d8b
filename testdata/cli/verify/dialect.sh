# Other delimiters and quotes.
printf "x\ty\t'raw'\n1\t-1\t'-1'\n" | rowmill verify -q -m $DATA/cli/data/yesno.txt -d tab --quote "'"
printf 'x;y;raw\n1;-1;-1\n' >ref.csv
rowmill verify -q -m $DATA/cli/data/yesno.txt -d ';' --quote none ref.csv
rowmill verify -q -m $DATA/cli/data/yesno.txt ref.csv
