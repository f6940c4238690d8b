# A category that the model never saw is scored as LightGBM scores it: it is in no set.
printf 'colour,x\nblue,1\nred,1\ngreen,1\nBLUE,1\n,1\n' |
    rowmill score -q -m $DATA/cli/data/colour.txt --id colour
