# Data that end early are no bad row: an error, and nothing is published.
{ echo x,y; echo bad,1; yes 1,1 | head -n 9000; } | gzip >whole.gz
head -c 60 whole.gz >in.csv.gz
rowmill score -m $DATA/cli/data/sum.txt --on-error skip --rejects bad.csv -o out.csv in.csv.gz 2>err
echo $?; sed 's/[0-9][0-9]* \(bytes\|rows\)/N \1/' err; ls -A
