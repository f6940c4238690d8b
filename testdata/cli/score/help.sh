# --help wherever it stands, whatever else is wrong.
rowmill score --nonsense -m nothing.txt --help | head -n 4
rowmill score -h | grep -e --delimiter
