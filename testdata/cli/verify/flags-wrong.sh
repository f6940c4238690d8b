# Wrong use.
printf 'x,y,raw\n1,-1,-1\n' >ref.csv
rowmill verify ref.csv
echo $?
for flag in --max-abs=-1 --max-abs=much --max-ulp=-1 --max-ulp=0.5 --leaf; do
    rowmill verify -m $DATA/cli/data/yesno.txt $flag ref.csv
    echo $?
done
rowmill verify -m - - <ref.csv
echo $?
rowmill verify -m $DATA/cli/data/yesno.txt ''
