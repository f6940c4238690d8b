# Not FROM=TO.
for pair in weight =x weight=; do
    printf 'weight,y\n2,1\n' | rowmill score -m $DATA/cli/data/sum.txt --rename "$pair"
    echo $?
done
