# The same without a header: the same --columns, or none, read the reject file.
printf '1,1\n2x,1\n1,y\n' >in.csv
for flags in '-m sum.txt --columns x,y' '-m nameless.txt'; do
    (cd $DATA/cli/data && rowmill score -q $flags --no-header --on-error skip \
        --rejects "$OLDPWD/bad.csv" -o "$OLDPWD/out.csv" "$OLDPWD/in.csv")
    cat bad.csv
    sed 's/2x/2/; s/1,y/1,1/' bad.csv >good.csv
    (cd $DATA/cli/data && rowmill score -q $flags --no-header --no-output-header "$OLDPWD/good.csv")
done
