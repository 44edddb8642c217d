#define _GNU_SOURCE
#include "dump.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define SHOWN 16

const char *outcome(long result)
{
	static char text[64];

	if (result < 0)
		snprintf(text, sizeof(text), "%s", strerrorname_np(errno));
	else
		snprintf(text, sizeof(text), "%ld", result);
	return text;
}

void print_read(int device, const struct region *region, uint64_t offset, size_t count)
{
	unsigned char data[64] = { 0 };
	ssize_t done = pread(device, data, count, region->info->offset + offset);

	printf("  read %#llx+%zu: %s", (unsigned long long)offset, count, outcome(done));
	for (ssize_t i = 0; i < done && i < SHOWN; i++)
		printf("%s%02x", i ? "" : " ", data[i]);
	printf("\n");
}

void print_write(int device, const struct region *region, uint64_t offset, size_t count, const void *data)
{
	ssize_t done = pwrite(device, data, count, region->info->offset + offset);

	printf("  write %#llx+%zu: %s\n", (unsigned long long)offset, count, outcome(done));
}

void print_map(int device, const struct region *region, uint64_t offset, size_t count)
{
	volatile uint32_t *p = mmap(NULL, count, PROT_READ | PROT_WRITE, MAP_SHARED, device,
				    region->info->offset + offset);

	printf("  map %#llx+%#zx: ", (unsigned long long)offset, count);
	if (p == MAP_FAILED) {
		printf("%s\n", outcome(-1));
		return;
	}
	printf("ok, reads %08x\n", p[0]);
	munmap((void *)p, count);
}
