/*
 * The probe's commands that drive a function through the guest's own /dev/vfio, by its group and a
 * type 1 IOMMU:
 *
 *   vfio ADDRESS                   bind it to vfio-pci and open it
 *   irqs INDEX COUNT               VFIO_DEVICE_SET_IRQS: COUNT eventfds, or off with 0
 *   unmask INDEX                   after a level was told
 *   wait VECTOR MILLISECONDS       the eventfd's count once it is not 0
 *   read REGION OFFSET SIZE, write REGION OFFSET SIZE VALUE
 *   dma-map IOVA LENGTH, dma-unmap IOVA LENGTH    one buffer of this process
 *   fill VALUE                     byte i of the buffer becomes VALUE + i
 *   peek OFFSET                    eight bytes of the buffer
 */
#include "probe.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/pci_regs.h>
#include <linux/vfio.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define VECTORS 32

static int container = -1, device = -1, events[VECTORS];
static char *buffer;
static uint64_t buffer_size;

static int bind_function(const char *address)
{
	char path[256];

	snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/driver_override", address);
	if (write_file(path, "vfio-pci") < 0)
		return -1;
	return write_file("/sys/bus/pci/drivers/vfio-pci/bind", address);
}

static int open_group(const char *address)
{
	char path[256], link[256], group[64];
	ssize_t n;

	snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/iommu_group", address);
	n = readlink(path, link, sizeof(link) - 1);
	if (n < 0)
		return -1;
	link[n] = 0;
	snprintf(group, sizeof(group), "/dev/vfio/%.40s", strrchr(link, '/') + 1);
	return open(group, O_RDWR);
}

static int region(uint32_t index, uint64_t *base)
{
	struct vfio_region_info info = { .argsz = sizeof(info), .index = index };

	if (ioctl(device, VFIO_DEVICE_GET_REGION_INFO, &info) < 0)
		return -1;
	*base = info.offset;
	return 0;
}

/* An MSI is a memory write of the function's: without bus mastering none arrives. */
static int enable_bus_master(void)
{
	uint16_t control;
	uint64_t base;

	if (region(VFIO_PCI_CONFIG_REGION_INDEX, &base) < 0 ||
	    pread(device, &control, sizeof(control), base + PCI_COMMAND) != sizeof(control))
		return -1;
	control |= PCI_COMMAND_MEMORY | PCI_COMMAND_MASTER;
	return pwrite(device, &control, sizeof(control), base + PCI_COMMAND) == sizeof(control) ? 0 : -1;
}

void vfio_open(int argc, char **argv)
{
	int group;

	if (argc != 2 || bind_function(argv[1]) < 0)
		return failed("bind");
	container = open("/dev/vfio/vfio", O_RDWR);
	group = open_group(argv[1]);
	if (container < 0 || group < 0)
		return failed("open");
	if (ioctl(group, VFIO_GROUP_SET_CONTAINER, &container) < 0)
		return failed("set container");
	if (ioctl(container, VFIO_SET_IOMMU, VFIO_TYPE1v2_IOMMU) < 0)
		return failed("set iommu");
	device = ioctl(group, VFIO_GROUP_GET_DEVICE_FD, argv[1]);
	if (device < 0)
		return failed("get device");
	if (enable_bus_master() < 0)
		return failed("bus master");
	answer("%s", argv[1]);
}

static int set_irqs(uint32_t index, uint32_t count)
{
	char room[sizeof(struct vfio_irq_set) + sizeof(events)];
	struct vfio_irq_set *set = (void *)room;

	memset(room, 0, sizeof(room));
	set->argsz = sizeof(*set) + count * sizeof(int);
	set->flags = VFIO_IRQ_SET_ACTION_TRIGGER |
		     (count ? VFIO_IRQ_SET_DATA_EVENTFD : VFIO_IRQ_SET_DATA_NONE);
	set->index = index;
	set->count = count;
	memcpy(set->data, events, count * sizeof(int));
	return ioctl(device, VFIO_DEVICE_SET_IRQS, set);
}

void vfio_irqs(int argc, char **argv)
{
	uint32_t count = argc == 3 ? number(argv[2]) : VECTORS + 1;

	errno = EINVAL;
	if (count > VECTORS)
		return failed("irqs");
	for (uint32_t i = 0; i < count; i++) {
		if (events[i] > 0)
			close(events[i]);
		events[i] = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	}
	if (set_irqs(number(argv[1]), count) < 0)
		return failed("irqs");
	answer("%u", count);
}

void vfio_unmask(int argc, char **argv)
{
	struct vfio_irq_set set = { .argsz = sizeof(set), .count = 1 };

	set.flags = VFIO_IRQ_SET_ACTION_UNMASK | VFIO_IRQ_SET_DATA_NONE;
	set.index = number(argv[argc - 1]);
	if (ioctl(device, VFIO_DEVICE_SET_IRQS, &set) < 0)
		return failed("unmask");
	answer("unmasked");
}

void vfio_wait(int argc, char **argv)
{
	uint32_t vector = argc == 3 ? number(argv[1]) : VECTORS;
	struct pollfd p = { .events = POLLIN };
	uint64_t count;

	errno = EINVAL;
	if (vector >= VECTORS)
		return failed("wait");
	p.fd = events[vector];
	if (poll(&p, 1, number(argv[2])) == 0)
		errno = ETIMEDOUT;
	else if (read(p.fd, &count, sizeof(count)) == sizeof(count))
		return answer("%llu", (unsigned long long)count);
	failed("wait");
}

void vfio_read(int argc, char **argv)
{
	uint64_t base, value = 0;
	size_t size = argc == 4 ? number(argv[3]) : 0;

	errno = EINVAL;
	if (size == 0 || size > sizeof(value) || region(number(argv[1]), &base) < 0)
		return failed("read");
	if (pread(device, &value, size, base + number(argv[2])) != (ssize_t)size)
		return failed("read");
	answer("%#llx", (unsigned long long)value);
}

void vfio_write(int argc, char **argv)
{
	uint64_t base, value = argc == 5 ? number(argv[4]) : 0;
	size_t size = argc == 5 ? number(argv[3]) : 0;

	errno = EINVAL;
	if (size == 0 || size > sizeof(value) || region(number(argv[1]), &base) < 0)
		return failed("write");
	if (pwrite(device, &value, size, base + number(argv[2])) != (ssize_t)size)
		return failed("write");
	answer("written");
}

void vfio_dma_map(int argc, char **argv)
{
	struct vfio_iommu_type1_dma_map map = { .argsz = sizeof(map) };

	errno = EINVAL;
	if (argc != 3 || buffer)
		return failed("dma-map");
	map.flags = VFIO_DMA_MAP_FLAG_READ | VFIO_DMA_MAP_FLAG_WRITE;
	map.iova = number(argv[1]);
	map.size = buffer_size = number(argv[2]);
	buffer = mmap(NULL, map.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (buffer == MAP_FAILED)
		return failed("mmap");
	map.vaddr = (uintptr_t)buffer;
	if (ioctl(container, VFIO_IOMMU_MAP_DMA, &map) < 0)
		return failed("dma-map");
	answer("mapped");
}

void vfio_dma_unmap(int argc, char **argv)
{
	struct vfio_iommu_type1_dma_unmap unmap = { .argsz = sizeof(unmap) };

	errno = EINVAL;
	if (argc != 3)
		return failed("dma-unmap");
	unmap.iova = number(argv[1]);
	unmap.size = number(argv[2]);
	if (ioctl(container, VFIO_IOMMU_UNMAP_DMA, &unmap) < 0)
		return failed("dma-unmap");
	munmap(buffer, buffer_size);
	buffer = NULL;
	answer("%#llx", (unsigned long long)unmap.size);
}

void vfio_fill(int argc, char **argv)
{
	for (uint64_t i = 0; buffer && i < buffer_size; i++)
		buffer[i] = number(argv[argc - 1]) + i;
	answer("filled");
}

void vfio_peek(int argc, char **argv)
{
	uint64_t offset = number(argv[argc - 1]), value;

	errno = EINVAL;
	if (!buffer || offset + sizeof(value) > buffer_size)
		return failed("peek");
	memcpy(&value, buffer + offset, sizeof(value));
	answer("%#llx", (unsigned long long)value);
}
