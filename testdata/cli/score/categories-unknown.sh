# A column that the model does not have.
cp $DATA/cli/data/colour.txt model.txt
printf 'colour,x\nblue,1\n' | rowmill score -m model.txt --categories color
