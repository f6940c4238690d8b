# Every flag that -h lists, of every verb, and nothing else.
command -v bash >/dev/null || exit 0
rowmill completion bash >script
for verb in $(rowmill help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'); do
    bash --norc --noprofile -c '. ./script; COMP_WORDS=(rowmill "$1" --) COMP_CWORD=2; _rowmill
        printf "%s\n" "${COMPREPLY[@]}"' - $verb | sort >got
    { rowmill $verb -h | grep -oE '^ +(-., )?--[a-z-]+' | sed 's/.*--/--/'; echo --help; echo --log; } |
        sort -u | diff - got || echo "$verb differs"
done
bash --norc --noprofile -c '. ./script; COMP_WORDS=(rowmill "") COMP_CWORD=1; _rowmill
    printf "%s\n" "${COMPREPLY[@]}"' >got
rowmill help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p' | diff - got && echo all verbs
