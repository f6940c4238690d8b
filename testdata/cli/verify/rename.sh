# A column that is called otherwise.
printf 'x,y,predictions\n1,-1,0\n' >ref.csv
rowmill verify -m $DATA/cli/data/yesno.txt ref.csv
echo $?
rowmill verify -q -m $DATA/cli/data/yesno.txt --rename predictions=prediction ref.csv
