# A category with a comma and quotes in it; blanks are part of it.
sed 's/\["blue", "red"\]/["a, \\"b\\"", "red"]/' $DATA/cli/data/colour.txt >model.txt
printf 'colour,x\n"a, ""b""",1\n" a, ""b""",1\n' | rowmill score -q -m model.txt --no-model-version
