/* base: see error.h. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

tenmatsu_status tm_fail(tenmatsu_error *error, tenmatsu_status status, const char *source, uint64_t line, uint64_t offset,
                        const char *format, ...) {
  if (!error) return status;
  *error = (tenmatsu_error){.status = status, .line = line, .offset = offset};
  if (source) snprintf(error->source, sizeof error->source, "%s", source);
  va_list list;
  va_start(list, format);
  vsnprintf(error->message, sizeof error->message, format, list);
  va_end(list);
  return status;
}
