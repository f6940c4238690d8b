# Booleans of a list are the words that Python writes.
sed 's/\["blue", "red"\]/[false, true]/' $DATA/cli/data/colour.txt >model.txt
printf 'colour,x\nFalse,1\nTrue,1\nno,1\n' | rowmill score -q -m model.txt --id colour --no-model-version
