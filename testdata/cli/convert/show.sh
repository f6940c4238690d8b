# It is said what the model was before.
rowmill convert -q $DATA/demo/delay.lgb.txt -o a.rowmill
rowmill show $DATA/demo/delay.lgb.txt >before
rowmill show a.rowmill >behind
diff before behind
rowmill show --json a.rowmill | head -c 240
