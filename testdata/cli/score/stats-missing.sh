# Missing cells and unseen categories are counted by column.
printf 'colour,x\nblue,\ngreen,\n,1\nred,1\n' |
    rowmill score -q -m $DATA/cli/data/colour.txt --stats stats.jsonl -o out.csv
grep -o '"missing":{[^}]*},"unseen":{[^}]*}' stats.jsonl
