# Neither best nor all nor a number from 1.
for trees in 0 -1 most 1.5 ''; do
    rowmill score -m $DATA/cli/data/stopped.json --trees "$trees" $DATA/cli/data/five.csv
    echo $?
done
