# A value may stand behind a blank or =, behind a letter or in it; flags in any order.
cp $DATA/cli/data/sum.txt model.txt && cp $DATA/cli/data/five.csv .
rowmill score --model model.txt --batch-size 2 five.csv -q | tail -n 1
rowmill score five.csv --batch-size=2 --model=model.txt -q | tail -n 1
rowmill score -qb2 -mmodel.txt five.csv | tail -n 1
rowmill score -b 2 five.csv -qm model.txt | tail -n 1
