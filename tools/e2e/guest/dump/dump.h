/* What vfio says of one function: the parts of vfio-dump. Each fact is a line, in a fixed order. */
#ifndef DUMP_H
#define DUMP_H

#include <linux/vfio.h>
#include <stdint.h>
#include <sys/types.h>

#define REGIONS 9

/* The descriptors of the function and of its container. */
struct opened {
	int container;
	int device;
};

/* A region: what its info says, and the end of what can be mapped, which is its size if all can. */
struct region {
	struct vfio_region_info *info;
	uint64_t end;
};

/* open.c: through the group and a type 1 container; ends the program where that fails. */
struct opened open_function(const char *address);

/* info.c */
void print_device(int device);
void print_regions(int device, struct region *regions);
void print_irqs(int device);

/* access.c: the count of bytes or the errno's name. */
const char *outcome(long result);
void print_read(int device, const struct region *region, uint64_t offset, size_t count);
void print_write(int device, const struct region *region, uint64_t offset, size_t count, const void *data);
void print_map(int device, const struct region *region, uint64_t offset, size_t count);

/* config.c: config space and what is in it; leaves odd values in emulated registers. */
void print_config(int device, const struct region *config);
void print_bars(int device, const struct region *config);
void print_straddles(int device, const struct region *config);
void set_command(int device, const struct region *config, uint16_t value);

/* regions.c */
void print_memory_switch(int device, const struct region *regions);
void print_region(int device, const struct region *regions, int index);

/* features.c */
void print_features(int device, const struct region *regions);
void print_dma_map(const struct opened *opened, const struct region *region);

#endif
