# Categories and how many there are.
rowmill show $DATA/demo/delay.lgb.txt | sed -n '/^features/,$p'
