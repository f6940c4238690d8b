# A verb with control characters.
rowmill "$(printf 'a\033[31m\nb')"
