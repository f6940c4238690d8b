# What a number may look like; True and False are 1 and 0, as pandas reads them.
{ echo x,y; printf '%s,1\n' 2 +2 2. .5 ' 2 ' 2e0 2E+0 '"2"' inf -Infinity True false 0002; } >in.csv
rowmill score -q -m $DATA/cli/data/sum.txt --id x --no-model-version in.csv
