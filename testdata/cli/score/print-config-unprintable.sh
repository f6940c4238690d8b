# A value with control characters stays in its line.
rowmill score -d "$(printf '\t')" --prefix "$(printf 'a\nb\\c\303\244')" --print-config | grep -e delimiter -e prefix -e ^b
