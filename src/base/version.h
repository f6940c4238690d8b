/* version.h - the tool's own. */
#pragma once

#define ROWMILL_VERSION "0.1.0"
