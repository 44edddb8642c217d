#define _GNU_SOURCE
#include "capture.h"

#include <err.h>
#include <fcntl.h>
#include <linux/pci_regs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define IO 0x100	/* the flags of include/linux/ioport.h, as resource shows them */
#define MEMORY 0x200
#define PREFETCHABLE 0x2000
#define WIDE 0x100000
#define PAGE 4096
#define MOST_NOTED 32
#define ROM 6

static struct {
	unsigned bar, width;
	uint64_t offset;
	const char *does;
} noted[MOST_NOTED];
static int count;

/* BAR:OFFSET:WIDTH, a register whose contents are to be noted, or BAR:OFFSET:DOES, what it does. */
void note_register(const char *text)
{
	char *end;

	if (count == MOST_NOTED)
		errx(2, "more than %d registers", MOST_NOTED);
	noted[count].bar = strtoul(text, &end, 0);
	if (*end == ':')
		noted[count].offset = strtoull(end + 1, &end, 0);
	if (*end != ':' || !end[1])
		errx(2, "not BAR:OFFSET:WIDTH: %s", text);
	noted[count].does = end + 1;
	noted[count].width = strtoul(end + 1, &end, 0);
	if (!*end)
		noted[count].does = NULL;
	count++;
}

static uint64_t load(const volatile void *p, unsigned width)
{
	switch (width) {
	case 1:
		return *(const volatile uint8_t *)p;
	case 2:
		return *(const volatile uint16_t *)p;
	case 8:
		return *(const volatile uint64_t *)p;
	}
	return *(const volatile uint32_t *)p;
}

static int has(unsigned bar, int does)
{
	for (int i = 0; i < count; i++)
		if (noted[i].bar == bar && !noted[i].does == !does)
			return 1;
	return 0;
}

/* Where a register does something nothing can be mapped: the pages from the first to the last of them. */
static void print_mappable(unsigned bar, uint64_t size)
{
	uint64_t first = size, last = 0;

	for (int i = 0; i < count; i++) {
		if (noted[i].bar == bar && noted[i].does) {
			uint64_t page = noted[i].offset & ~(uint64_t)(PAGE - 1);

			first = page < first ? page : first;
			last = page + PAGE > last ? page + PAGE : last;
		}
	}
	printf(", \"mappable\": [");
	if (first > 0)
		printf("{ \"offset\": 0, \"size\": %llu }", (unsigned long long)first);
	if (last < size)
		printf("%s{ \"offset\": %llu, \"size\": %llu }", first > 0 ? ", " : "", (unsigned long long)last,
		       (unsigned long long)(size - last));
	printf("]");
}

static void print_registers(unsigned bar)
{
	const char *separator = "";

	printf(", \"registers\": [");
	for (int i = 0; i < count; i++) {
		if (noted[i].bar == bar && noted[i].does) {
			printf("%s{ \"offset\": \"0x%llx\", \"does\": \"%s\" }", separator,
			       (unsigned long long)noted[i].offset, noted[i].does);
			separator = ", ";
		}
	}
	printf("]");
}

static void print_initial(const char *folder, unsigned bar, uint64_t size)
{
	const char *separator = "";
	char path[300];
	void *p;
	int fd;

	snprintf(path, sizeof(path), "%s/resource%u", folder, bar);
	fd = open(path, O_RDWR);
	p = fd < 0 ? MAP_FAILED : mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		err(1, "%s", path);
	for (int i = 0; i < count; i++) {
		if (noted[i].bar != bar || noted[i].does)
			continue;
		printf("%s{ \"offset\": \"0x%llx\", \"width\": %u, \"value\": \"0x%llx\" }", separator,
		       (unsigned long long)noted[i].offset, noted[i].width,
		       (unsigned long long)load((char *)p + noted[i].offset, noted[i].width));
		separator = ", ";
	}
	munmap(p, size);
	close(fd);
}

static void print_bar(const char *folder, unsigned bar, uint64_t start, uint64_t size, uint64_t flags)
{
	int memory = flags & MEMORY ? 1 : 0;

	printf("\n    { \"index\": %u, \"kind\": \"%s\"", bar,
	       !memory ? "io" : flags & WIDE ? "memory-64" : "memory-32");
	printf(", \"size\": %llu, \"address\": \"0x%llx\"", (unsigned long long)size, (unsigned long long)start);
	if (flags & PREFETCHABLE)
		printf(", \"prefetchable\": true");
	if (memory && size >= PAGE && has(bar, 1))
		print_mappable(bar, size);
	else if (memory && size >= PAGE)
		printf(", \"mappable\": true");
	if (has(bar, 0)) {
		printf(", \"initial\": [");
		print_initial(folder, bar, size);
		printf("]");
	}
	if (has(bar, 1))
		print_registers(bar);
	printf(" }");
}

static void print_rom(const char *folder, uint64_t start, uint64_t size)
{
	static unsigned char image[1 << 20];
	char path[300];
	ssize_t length;
	int fd;

	snprintf(path, sizeof(path), "%s/rom", folder);
	fd = open(path, O_RDWR);
	if (fd < 0 || write(fd, "1", 1) != 1)
		err(1, "%s", path);
	length = pread(fd, image, sizeof(image), 0);
	if (length <= 0)
		err(1, "%s: no image", path);
	printf("  \"rom\": { \"size\": %llu, \"address\": \"0x%llx\"", (unsigned long long)size,
	       (unsigned long long)start);
	print_bytes("data", image, length);
	printf(" },\n");
	close(fd);
}

void print_bars(const char *folder)
{
	unsigned long long start, end, flags;
	const char *separator = "";
	char path[300];
	FILE *lines;

	snprintf(path, sizeof(path), "%s/reset_method", folder);
	printf("  \"resettable\": %s,\n", access(path, R_OK) ? "false" : "true");
	snprintf(path, sizeof(path), "%s/resource", folder);
	lines = fopen(path, "r");
	if (!lines)
		err(1, "%s", path);
	printf("  \"bars\": [");
	for (unsigned i = 0; i <= ROM && fscanf(lines, "%llx %llx %llx", &start, &end, &flags) == 3; i++) {
		if (i == ROM) {
			printf("\n  ]%s\n", flags ? "," : "");
			if (flags)
				print_rom(folder, start, end - start + 1);
		} else if (flags) {
			printf("%s", separator);
			separator = ",";
			print_bar(folder, i, start, end - start + 1, flags);
		}
	}
	fclose(lines);
}
