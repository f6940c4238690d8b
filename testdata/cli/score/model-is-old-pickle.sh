# So is one of the first protocol, which is text.
printf 'ccopy_reg\n_reconstructor\np0\n' >model.pkl
rowmill score -m model.pkl $DATA/cli/data/five.csv
