#include "reader.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The operations that are one ioctl; all take the buffer from here. */
static union {
	unsigned char bytes[MOST_BYTES];
	struct vfio_device_info device;
	struct vfio_region_info region;
	struct vfio_device_feature feature;
} buffer;

static void clear(void)
{
	memset(&buffer, 0, sizeof(buffer));
}

static void answer_capability(const struct vfio_info_cap_header *header)
{
	const void *whole = header;
	const struct vfio_region_info_cap_sparse_mmap *sparse = whole;
	const struct vfio_region_info_cap_type *type = whole;

	switch (header->id) {
	case VFIO_REGION_INFO_CAP_SPARSE_MMAP:
		answer(" sparse");
		for (unsigned i = 0; i < sparse->nr_areas; i++)
			answer(" 0x%llx+0x%llx", (unsigned long long)sparse->areas[i].offset,
			       (unsigned long long)sparse->areas[i].size);
		return;
	case VFIO_REGION_INFO_CAP_TYPE:
		answer(" type %u.%u", type->type, type->subtype);
		return;
	case VFIO_REGION_INFO_CAP_MSIX_MAPPABLE:
		answer(" msix-mappable");
		return;
	}
	answer(" cap %u.%u", header->id, header->version);
}

void op_info(char **words)
{
	(void)words;
	clear();
	buffer.device.argsz = ROOM;
	if (ioctl(device, VFIO_DEVICE_GET_INFO, &buffer))
		answer_result(-1);
	else
		answer("flags 0x%x regions %u irqs %u argsz %u", buffer.device.flags, buffer.device.num_regions,
		       buffer.device.num_irqs, buffer.device.argsz);
}

void op_region(char **words)
{
	clear();
	buffer.region.index = number(words[0]);
	buffer.region.argsz = number(words[1]);
	if (ioctl(device, VFIO_DEVICE_GET_REGION_INFO, &buffer)) {
		answer_result(-1);
		return;
	}
	answer("size 0x%llx flags 0x%x offset 0x%llx argsz %u", (unsigned long long)buffer.region.size,
	       buffer.region.flags, (unsigned long long)buffer.region.offset, buffer.region.argsz);
	for (uint32_t at = buffer.region.cap_offset; at && at < ROOM;) {
		const struct vfio_info_cap_header *header = (const void *)(buffer.bytes + at);

		answer_capability(header);
		at = header->next;
	}
}

void op_irq(char **words)
{
	struct vfio_irq_info info = { .argsz = sizeof(info), .index = number(words[0]) };

	if (ioctl(device, VFIO_DEVICE_GET_IRQ_INFO, &info))
		answer_result(-1);
	else
		answer("flags 0x%x count %u", info.flags, info.count);
}

void op_reset(char **words)
{
	(void)words;
	answer_result(ioctl(device, VFIO_DEVICE_RESET));
}

static uint32_t how(const char *word)
{
	return (strstr(word, "get") ? VFIO_DEVICE_FEATURE_GET : 0) |
	       (strstr(word, "set") ? VFIO_DEVICE_FEATURE_SET : 0) |
	       (strstr(word, "probe") ? VFIO_DEVICE_FEATURE_PROBE : 0);
}

void op_feature(char **words)
{
	uint32_t flags = how(words[1] ? words[1] : "");
	size_t length;
	int result;

	clear();
	length = bytes_of(words[2], buffer.feature.data, ROOM);
	buffer.feature.argsz = sizeof(buffer.feature) + length;
	buffer.feature.flags = flags | number(words[0]);
	result = ioctl(device, VFIO_DEVICE_FEATURE, &buffer);
	if (result > 0 && !(flags & VFIO_DEVICE_FEATURE_PROBE)) {
		close(result);
		answer("fd");
		return;
	}
	answer_result(result);
	if (!result && length && (flags & VFIO_DEVICE_FEATURE_GET) && !(flags & VFIO_DEVICE_FEATURE_PROBE)) {
		answer(" ");
		answer_bytes(buffer.feature.data, length);
	}
}

void op_ioctl(char **words)
{
	size_t length;

	clear();
	if (number(words[1]) > sizeof(buffer))
		senseless("too large a buffer");
	length = bytes_of(words[2], buffer.bytes, number(words[1]));
	answer_result(ioctl(device, number(words[0]), &buffer));
	answer(" ");
	answer_bytes(buffer.bytes, length);
}
