# The nearest name of the header is offered, with the flag to type.
printf 'id,tenure_month,charge\n1,2,3\n' >in.csv
sed 's/^feature_names=.*/feature_names=tenure_months charge/' $DATA/cli/data/sum.txt >model.txt
rowmill score -m model.txt -o out.csv in.csv
status=$?; ls -A; exit $status
