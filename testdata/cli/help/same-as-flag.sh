# --help and -h without a verb are the same.
rowmill help >a; rowmill --help >b; rowmill -h >c
cmp a b && cmp a c && echo same
