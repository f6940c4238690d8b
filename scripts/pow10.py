#!/usr/bin/env python3
"""Writes the powers of ten that src/text/num.c reads and writes numbers with.

usage: scripts/pow10.py >src/text/pow10.h
"""

LEAST, MOST = -342, 324     # reading needs -342..308, writing -292..324
ROUNDED_UP = range(-27, 0)  # 5^27 < 2^64 < 5^28; why, says HEAD

HEAD = """\
/* pow10.h - powers of ten to 128 bits.  Made by scripts/pow10.py: do not edit.
 *
 * hi:lo is 10^q times the power of two that sets its top bit, cut off behind 128 bits.
 * Rounded up instead for -27 <= q < 0: there 5^-q may divide a w below 2^64, and the
 * product with w must then not fall just short of the exact result (D. Lemire, "Number
 * parsing at a gigabyte per second", 2021; its table is the same).
 * Exact for 0 <= q <= 55. */
#pragma once

#include <stdint.h>

enum {{ POW10_LEAST = {least}, POW10_MOST = {most} }};

static const struct {{ uint64_t hi, lo; }} POW10[POW10_MOST - POW10_LEAST + 1] = {{"""


def scaled(q):
    """10^q as a whole number of 128 bits."""
    top = 10 ** max(q, 0)
    bottom = 10 ** max(-q, 0)
    shift = 128 + bottom.bit_length() - top.bit_length()    # 128 or 129 bits
    value = (top << shift if shift > 0 else top >> -shift) // bottom
    value >>= value.bit_length() - 128
    value += q in ROUNDED_UP
    assert value.bit_length() == 128
    return value


def entry(q):
    value = scaled(q)
    return "{0x%016x, 0x%016x}," % (value >> 64, value & (1 << 64) - 1)


def main():
    print(HEAD.format(least=LEAST, most=MOST))
    for q in range(LEAST, MOST + 1, 2):     # two a line
        print("    " + " ".join(entry(i) for i in range(q, min(q + 2, MOST + 1))))
    print("};")


main()
