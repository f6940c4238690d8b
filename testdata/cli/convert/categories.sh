# The columns of categories are known once it is converted.
rowmill convert -q $DATA/cli/data/colour.txt -o a.rowmill
rowmill show a.rowmill | sed -n '/^features/,$p'
rowmill convert a.rowmill -o b.rowmill --categories colour
