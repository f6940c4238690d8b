# Codes or values: what is no category of a list of numbers is unseen, not an error.
sed 's/\["blue", "red"\]/[1, 2.5]/' $DATA/cli/data/colour.txt >model.txt
printf 'colour,x\n1,1\n1.0,1\n"1",1\n2.5,1\n2.50,1\n3,1\nred,1\n' | rowmill score -q -m model.txt --id colour --no-model-version
