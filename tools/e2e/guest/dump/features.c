#include "dump.h"

#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#define FEATURES 13
#define DMA_SIZE (2 << 20)
#define IOVA (1 << 30)

static void print_ioeventfd(int device, const struct region *region)
{
	struct vfio_device_ioeventfd ioeventfd = {
		.argsz = sizeof(ioeventfd),
		.flags = VFIO_DEVICE_IOEVENTFD_32,
		.fd = eventfd(0, 0),
		.offset = region->info->offset + 0x4000,
	};

	printf("ioeventfd on region 0: %s\n", outcome(ioctl(device, VFIO_DEVICE_IOEVENTFD, &ioeventfd)));
}

static void print_hot_reset(int device)
{
	char room[256] = { 0 };
	struct vfio_pci_hot_reset_info *info = (void *)room;

	info->argsz = sizeof(room);
	printf("hot reset info: %s", outcome(ioctl(device, VFIO_DEVICE_GET_PCI_HOT_RESET_INFO, info)));
	printf(" flags %#x count %u\n", info->flags, info->count);
}

/* Only asks which there are: a probe changes nothing. */
static void print_feature(int device, unsigned number, const char *name, unsigned direction)
{
	struct vfio_device_feature feature = {
		.argsz = sizeof(feature),
		.flags = VFIO_DEVICE_FEATURE_PROBE | direction | number,
	};

	printf("feature %u %s: %s\n", number, name, outcome(ioctl(device, VFIO_DEVICE_FEATURE, &feature)));
}

void print_features(int device, const struct region *regions)
{
	print_ioeventfd(device, &regions[0]);
	print_hot_reset(device);
	for (unsigned n = 0; n < FEATURES; n++) {
		print_feature(device, n, "get", VFIO_DEVICE_FEATURE_GET);
		print_feature(device, n, "set", VFIO_DEVICE_FEATURE_SET);
	}
}

/* Device memory as a target of DMA by others. */
void print_dma_map(const struct opened *opened, const struct region *region)
{
	void *p = mmap(NULL, DMA_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, opened->device, region->info->offset);
	struct vfio_iommu_type1_dma_map map = {
		.argsz = sizeof(map),
		.flags = VFIO_DMA_MAP_FLAG_READ | VFIO_DMA_MAP_FLAG_WRITE,
		.vaddr = (uintptr_t)p,
		.iova = IOVA,
		.size = DMA_SIZE,
	};

	if (p == MAP_FAILED)
		printf("dma map of region 4: cannot map it, %s\n", outcome(-1));
	else
		printf("dma map of region 4: %s\n", outcome(ioctl(opened->container, VFIO_IOMMU_MAP_DMA, &map)));
}
