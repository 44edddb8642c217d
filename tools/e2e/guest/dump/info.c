#include "dump.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>

#define ROOM 4096

static void *zeroed(void)
{
	void *memory = calloc(1, ROOM);

	if (!memory)
		err(1, "memory");
	return memory;
}

static const void *at(const void *base, uint32_t offset)
{
	return (const char *)base + offset;
}

/* Returns the end of the last area that can be mapped, 0 if there is no such capability. */
static uint64_t print_capabilities(const void *base, uint32_t offset)
{
	uint64_t end = 0;

	while (offset) {
		const struct vfio_info_cap_header *header = at(base, offset);

		printf("  cap id %u version %u", header->id, header->version);
		if (header->id == VFIO_REGION_INFO_CAP_SPARSE_MMAP) {
			const struct vfio_region_info_cap_sparse_mmap *sparse = at(base, offset);

			for (unsigned i = 0; i < sparse->nr_areas; i++) {
				unsigned long long from = sparse->areas[i].offset, size = sparse->areas[i].size;

				printf(" [%#llx+%#llx]", from, size);
				end = from + size;
			}
		}
		printf("\n");
		offset = header->next;
	}
	return end;
}

void print_device(int device)
{
	struct vfio_device_info *info = zeroed();

	info->argsz = ROOM;
	if (ioctl(device, VFIO_DEVICE_GET_INFO, info))
		err(1, "device info");
	printf("device flags %#x regions %u irqs %u argsz %u\n", info->flags, info->num_regions,
	       info->num_irqs, info->argsz);
	free(info);
}

static void print_region_info(int device, unsigned index, struct region *region)
{
	struct vfio_region_info *info = zeroed();
	uint64_t end = 0;

	region->info = info;
	info->argsz = ROOM;
	info->index = index;
	if (ioctl(device, VFIO_DEVICE_GET_REGION_INFO, info)) {
		info->size = 0;
		printf("region %u: %s\n", index, outcome(-1));
		return;
	}
	printf("region %u: size %#llx flags %#x offset %#llx argsz %u\n", index, (unsigned long long)info->size,
	       info->flags, (unsigned long long)info->offset, info->argsz);
	if (info->flags & VFIO_REGION_INFO_FLAG_CAPS)
		end = print_capabilities(info, info->cap_offset);
	region->end = end ? end : info->size;
}

void print_regions(int device, struct region *regions)
{
	for (unsigned i = 0; i < REGIONS; i++)
		print_region_info(device, i, &regions[i]);
}

void print_irqs(int device)
{
	for (unsigned i = 0; i < VFIO_PCI_NUM_IRQS; i++) {
		struct vfio_irq_info info = { .argsz = sizeof(info), .index = i };

		if (ioctl(device, VFIO_DEVICE_GET_IRQ_INFO, &info))
			printf("irq %u: %s\n", i, outcome(-1));
		else
			printf("irq %u: flags %#x count %u\n", i, info.flags, info.count);
	}
}
