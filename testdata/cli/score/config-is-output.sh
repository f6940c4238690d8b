# An output over the configuration.
echo 'quiet = true' >c.conf
rowmill score --config c.conf -m $DATA/cli/data/sum.txt -o c.conf $DATA/cli/data/five.csv; echo $?
cat c.conf
