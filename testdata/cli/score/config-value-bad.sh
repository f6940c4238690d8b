# A bad value: status 78 with file and line, also where it shows only later or a flag counts more.
for line in 'threads = 0' 'raw = yes' 'unseen = maybe' 'quiet =' 'threshold = x' 'delimiter = ;;' \
    'trees = some' 'on-error = stop and go' 'max-rejects = 3' 'categories = "'; do
    printf '\n%s\n' "$line" >c.conf
    rowmill score --config c.conf -m $DATA/cli/data/yesno.txt $DATA/cli/data/five.csv; echo $?
done
echo 'threads = none' >c.conf
rowmill score --config c.conf -j 1 -m $DATA/cli/data/yesno.txt $DATA/cli/data/five.csv
