#include "dump.h"

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int open_group(const char *address)
{
	char path[300], link[256];
	ssize_t length;
	int group;

	snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/iommu_group", address);
	length = readlink(path, link, sizeof(link) - 1);
	if (length < 0)
		err(1, "%s", path);
	link[length] = 0;
	snprintf(path, sizeof(path), "/dev/vfio/%s", strrchr(link, '/') + 1);
	group = open(path, O_RDWR);
	if (group < 0)
		err(1, "%s", path);
	return group;
}

static int open_container(void)
{
	int container = open("/dev/vfio/vfio", O_RDWR);

	if (container < 0)
		err(1, "/dev/vfio/vfio");
	printf("api version %d\n", ioctl(container, VFIO_GET_API_VERSION));
	for (int n = 1; n <= 8; n++)
		printf("extension %d: %d\n", n, ioctl(container, VFIO_CHECK_EXTENSION, n));
	return container;
}

struct opened open_function(const char *address)
{
	struct vfio_group_status status = { .argsz = sizeof(status) };
	int group = open_group(address);
	struct opened opened = { .container = open_container() };

	if (ioctl(group, VFIO_GROUP_GET_STATUS, &status))
		err(1, "group status");
	printf("group flags %#x\n", status.flags);
	if (ioctl(group, VFIO_GROUP_SET_CONTAINER, &opened.container))
		err(1, "set container");
	if (ioctl(opened.container, VFIO_SET_IOMMU, VFIO_TYPE1v2_IOMMU))
		err(1, "set iommu");
	opened.device = ioctl(group, VFIO_GROUP_GET_DEVICE_FD, address);
	if (opened.device < 0)
		err(1, "get device fd");
	return opened;
}
