#include "reader.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define MOST_DMA 64

int container = -1;
int device = -1;

static int group = -1;
static const char *address, *driver;

void name_device(const char *its_address, const char *its_driver)
{
	address = its_address;
	driver = its_driver;
}

static int write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);
	ssize_t done = fd < 0 ? -1 : write(fd, text, strlen(text));
	int why = errno;

	if (fd >= 0)
		close(fd);
	errno = why;
	return done < 0 ? -1 : 0;
}

static int bind_driver(void)
{
	char path[300];

	snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/driver_override", address);
	if (write_file(path, driver))
		err(1, "%s", path);
	snprintf(path, sizeof(path), "/sys/bus/pci/drivers/%s/bind", driver);
	return write_file(path, address);
}

/* In low power the kernel would let it sleep a while after each operation: answers would depend on how fast those come. */
static void keep_awake(void)
{
	char path[300];

	snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/power/control", address);
	if (write_file(path, "on"))
		err(1, "%s", path);
}

static void open_group(void)
{
	char path[300], link[256];
	ssize_t length;

	snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/iommu_group", address);
	length = readlink(path, link, sizeof(link) - 1);
	if (length < 0)
		err(1, "%s", path);
	link[length] = 0;
	snprintf(path, sizeof(path), "/dev/vfio/%s", strrchr(link, '/') + 1);
	group = open(path, O_RDWR);
	container = open("/dev/vfio/vfio", O_RDWR);
	if (group < 0 || container < 0)
		err(1, "%s", path);
	if (ioctl(group, VFIO_GROUP_SET_CONTAINER, &container))
		err(1, "set container");
	if (ioctl(container, VFIO_SET_IOMMU, VFIO_TYPE1v2_IOMMU))
		err(1, "set iommu");
}

static void open_device(void)
{
	device = ioctl(group, VFIO_GROUP_GET_DEVICE_FD, address);
	if (device < 0)
		err(1, "get device fd");
}

void op_probe(char **words)
{
	(void)words;
	if (bind_driver()) {
		answer_result(-1);
		return;
	}
	keep_awake();
	open_group();
	open_device();
	answer("0");
}

/* What the container was given: a mapping keeps the device's file open, whoever closes it. */
static struct dma_mapping {
	void *memory;
	uint64_t iova, size;
} mapped[MOST_DMA];
static int mappings;

static void forget_dma(int i)
{
	munmap(mapped[i].memory, mapped[i].size);
	mapped[i] = mapped[--mappings];
}

static int unmap_dma(uint64_t iova, uint64_t size)
{
	struct vfio_iommu_type1_dma_unmap unmap = { .argsz = sizeof(unmap), .iova = iova, .size = size };
	int result = ioctl(container, VFIO_IOMMU_UNMAP_DMA, &unmap);

	for (int i = mappings - 1; !result && i >= 0; i--)
		if (mapped[i].iova >= iova && mapped[i].size <= size && mapped[i].iova - iova <= size - mapped[i].size)
			forget_dma(i);
	return result;
}

void op_reopen(char **words)
{
	(void)words;
	while (mappings)
		if (unmap_dma(mapped[0].iova, mapped[0].size))
			err(1, "unmap");
	close(device);
	forget_eventfds();
	open_device();
	answer("0");
}

void op_dma_map(char **words)
{
	uint64_t at = file_offset(number(words[0]), number(words[1]));
	struct vfio_iommu_type1_dma_map map = {
		.argsz = sizeof(map),
		.flags = VFIO_DMA_MAP_FLAG_READ | VFIO_DMA_MAP_FLAG_WRITE,
		.iova = number(words[3]),
		.size = number(words[2]),
	};
	void *p = mmap(NULL, map.size, PROT_READ | PROT_WRITE, MAP_SHARED, device, at);

	if (mappings == MOST_DMA)
		senseless("too many DMA mappings");
	if (p == MAP_FAILED) {
		answer_result(-1);
		return;
	}
	map.vaddr = (uintptr_t)p;
	if (ioctl(container, VFIO_IOMMU_MAP_DMA, &map)) {
		answer_result(-1);
		munmap(p, map.size);
		return;
	}
	mapped[mappings++] = (struct dma_mapping){ p, map.iova, map.size };
	answer("0");
}

void op_dma_unmap(char **words)
{
	answer_result(unmap_dma(number(words[0]), number(words[1])));
}
