# A split by a feature that the model does not have.
sed '/^Tree=1/,$s/^split_feature=.*/split_feature=2/' $DATA/cli/data/sum.txt >model.txt
rowmill score -m model.txt $DATA/cli/data/five.csv
