/* base: filling a caller's tenmatsu_error. */
#ifndef TM_ERROR_H
#define TM_ERROR_H

#include "tenmatsu.h"

/* Fills *error (if not NULL) and returns `status`. `source` is NUL-terminated or NULL. */
tenmatsu_status tm_fail(tenmatsu_error *error, tenmatsu_status status, const char *source, uint64_t line, uint64_t offset,
                        const char *format, ...) __attribute__((format(printf, 6, 7)));

#endif
