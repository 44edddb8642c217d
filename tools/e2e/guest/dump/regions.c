#include "dump.h"

#include <stdio.h>

#define PAGE 4096
#define MEMORY_AND_MASTER 0x6
#define READY 0x1498

/* What the 64-bit BARs answer while memory space is off, and after that. */
void print_memory_switch(int device, const struct region *regions)
{
	const struct region *config = &regions[VFIO_PCI_CONFIG_REGION_INDEX];

	set_command(device, config, 0);
	printf("memory space off\n");
	for (int i = 0; i < 6; i += 2) {
		printf(" region %d\n", i);
		print_read(device, &regions[i], READY, 4);
		print_write(device, &regions[i], 0x3000, 4, "wxyz");
	}
	set_command(device, config, MEMORY_AND_MASTER);
	printf("memory space on\n");
	for (int i = 0; i < 6; i += 2) {
		printf(" region %d\n", i);
		print_read(device, &regions[i], 0x3000, 4);
	}
}

static void print_edge(int device, const struct region *region, uint64_t edge)
{
	print_read(device, region, edge - 4, 4);
	print_read(device, region, edge - 4, 8);
	print_read(device, region, edge, 4);
	print_write(device, region, edge, 4, "\x44\x33\x22\x11");
}

void print_region(int device, const struct region *regions, int index)
{
	const struct region *region = &regions[index];
	uint64_t end = region->end, size = region->info->size;

	printf("region %d behaviour\n", index);
	print_read(device, region, 0, 4);
	print_read(device, region, 1, 3);
	print_read(device, region, READY, 4);
	print_write(device, region, 0x2000, 4, "\x44\x33\x22\x11");
	print_read(device, region, 0x2000, 8);
	print_edge(device, region, end);
	print_edge(device, region, size);
	print_map(device, region, 0, PAGE);
	print_map(device, region, 0x2000, PAGE);
	print_map(device, region, end - PAGE, PAGE);
	if (end < size)
		print_map(device, region, end, PAGE);
	print_map(device, region, 0, end);
	if (end < size)
		print_map(device, region, 0, size);
}
