# A column by name, copied byte for byte; sample_id is gone.
rowmill score -q -m $DATA/cli/data/sum.txt --id id $DATA/cli/data/five.csv
