# Names that cannot stand in model_version.
for name in '' 'a b' 'a/b' 'a@b' 'é' "$(printf %256s | tr ' ' n)"; do
    rowmill convert $DATA/cli/data/yesno.txt -o a.rowmill --name "$name"
    echo $?
done
rowmill convert -q $DATA/cli/data/yesno.txt -o a.rowmill --name "$(printf %255s | tr ' ' n)"
ls
