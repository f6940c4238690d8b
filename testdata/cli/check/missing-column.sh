# Columns that are not there, and the names that may be meant, each offered once.
printf 'id,tenure_month,charge s\n1,2,3\n' >in.csv
sed 's/^feature_names=.*/feature_names=tenure_months charges/' $DATA/cli/data/sum.txt >model.txt
rowmill check -m model.txt in.csv
