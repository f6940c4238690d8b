/* value.h - a value of somebody's table: a text, a number or a boolean. */
#pragma once

#include "base/str.h"

enum value_kind { VALUE_TEXT, VALUE_NUMBER, VALUE_BOOL };

struct value {
    enum value_kind kind;
    struct str text;    /* VALUE_TEXT: its bytes */
    double number;      /* VALUE_NUMBER; VALUE_BOOL: 0 or 1 */
};
