# Steps, and why the kernel.
rowmill show -v $DATA/cli/data/yesno.txt | sed -n '/^kernel/p; /^steps/p; /^outputs/,$p'
