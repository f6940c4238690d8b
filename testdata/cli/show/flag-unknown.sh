# A flag of another verb.
rowmill show --threads 2 model.txt
