# A LightGBM model that does not say which columns its lists belong to.
sed 's/^feature_infos=.*/feature_infos=none none/; s/\[\["blue", "red"\]\]/[["blue", "red"], ["a", "b"]]/' \
    $DATA/cli/data/colour.txt >model.txt
printf 'colour,x\nblue,1\n' >in.csv
rowmill score -m model.txt in.csv
