# One object, with a finding an element.
printf 'colour,z\nred,1\ngreen,one\n"green",\n' >in.csv
rowmill check --json -m $DATA/cli/data/colour.txt in.csv | sed 's/},/},\n/g'
rowmill check --json -m $DATA/cli/data/colour.txt --rename z=x in.csv | sed 's/},/},\n/g'
printf 'colour,x\nred,1\n' | rowmill check --json -m $DATA/cli/data/colour.txt
