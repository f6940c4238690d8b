# LightGBM stores blanks as _: the column of the header is found all the same.
sed 's/^feature_names=.*/feature_names=net_worth y/' $DATA/cli/data/sum.txt >model.txt
printf 'y,net worth\n1,2\n' | rowmill score -q -m model.txt
