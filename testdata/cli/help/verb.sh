# The flags of a verb, as its own --help lists them.
rowmill help show
rowmill help show >a; rowmill show --help >b; cmp a b && echo same
rowmill help score >a; rowmill score -h >b; cmp a b && echo same
