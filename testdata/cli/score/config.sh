# Flags from a file: comments, blank lines, blanks around, CR LF, a byte order mark.
printf '\357\273\277# a comment\n\n  # another\nmodel=%s\r\n id  =  id  \nquiet = true\nconfidence = false' \
    $DATA/cli/data/yesno.txt >c.conf
rowmill score --config c.conf $DATA/cli/data/five.csv
