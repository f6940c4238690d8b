# Names that the library made up are said to be so.
rowmill show $DATA/cli/data/nameless.txt | sed -n '/^features/,$p'
rowmill show --json $DATA/cli/data/nameless.txt | grep -o '"has_names":[a-z]*'
