# A closed stderr costs the messages, not the rows.
rowmill score -m $DATA/cli/data/sum.txt $DATA/cli/data/five.csv 2>&-
rowmill score -m nothing.txt $DATA/cli/data/five.csv 2>&-
