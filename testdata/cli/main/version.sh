# --version and -V: the first line is the name and the number.
rowmill --version | sed -n '1s/ [0-9]*\.[0-9]*\.[0-9]*$/ N.N.N/p'
rowmill help --version >a; rowmill -V >b; cmp a b && echo same
rowmill --version | sed 's/ .*//'
