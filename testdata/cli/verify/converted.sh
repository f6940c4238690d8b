# A converted model gives the same; one that is damaged is not looked at.
rowmill convert -q -o model.bin $DATA/demo/arrival.xgb.json
rowmill verify -q -m model.bin $DATA/demo/reference.csv
printf '\001' | dd of=model.bin bs=1 seek=20000 conv=notrunc 2>/dev/null
rowmill verify -q -m model.bin $DATA/demo/reference.csv 2>err
echo $?
