# A number that the input does not have.
for n in '#0' '#4' '#x'; do
    rowmill score -m $DATA/cli/data/sum.txt --id "$n" <$DATA/cli/data/five.csv
    echo $?
done
