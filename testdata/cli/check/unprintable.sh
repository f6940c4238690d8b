# What may harm a terminal is escaped; no line is longer than 80 columns.
printf 'x,y,\033[2Jlong long long long long long long long long long long long long\n\033[31m,2,3\n' >in.csv
sed 's/^feature_names=.*/feature_names=x long_long_long_long_long_long_long_long_long_long_long_long/' $DATA/cli/data/sum.txt >model.txt
rowmill check -m model.txt in.csv
rowmill check -m model.txt in.csv | grep -v -e -- | awk 'length > 80'
