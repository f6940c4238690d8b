# A category that reads as missing is said once.
sed 's/"blue"/"NA"/' $DATA/cli/data/colour.txt >model.txt
printf 'colour,x\nNA,1\nred,1\n' | rowmill score -m model.txt --no-model-version 2>&1 | grep -v ' rows/s'
printf 'colour,x\nNA,1\nred,1\n' | rowmill score -q -m model.txt --no-model-version --na ''
