#include "capture.h"

#include <stdio.h>

int any(const unsigned char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (bytes[i])
			return 1;
	return 0;
}

/* A key of bytes, those that repeat as BYTE*COUNT; nothing for zeros. */
void print_bytes(const char *key, const unsigned char *bytes, size_t count)
{
	if (!any(bytes, count))
		return;
	printf(", \"%s\": \"", key);
	for (size_t i = 0, run; i < count; i += run) {
		for (run = 1; i + run < count && bytes[i + run] == bytes[i]; run++)
			;
		printf("%s%02x", i ? " " : "", bytes[i]);
		if (run > 3)
			printf("*%zu", run);
		else
			run = 1;
	}
	printf("\"");
}
