# --json is valid: every bracket has its partner, strings are strings.
for model in $DATA/cli/data/*.txt $DATA/cli/data/*.json $DATA/demo/*.json $DATA/demo/*.txt; do
    rowmill show --json $model | sed 's/"[^"\\]*"/S/g; s/-\{0,1\}[0-9.][0-9.e+-]*/N/g; s/true\|false/N/g' |
        sed ':a; s/{\(S:[SNV],\{0,1\}\)*}/V/g; s/\[\([SNV],\{0,1\}\)*\]/V/g; ta'
done | sort | uniq -c | awk '{ print $2 }'
