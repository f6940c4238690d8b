# An empty verb, and a flag where the verb should be.
rowmill ''
echo $?
rowmill -m model.txt in.csv
