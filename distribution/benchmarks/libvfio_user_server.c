/*
 * libvfio_user_server - what benchmarks are held against beside the floor: a function whose BAR 0 is 2 MiB of
 * memory, served by libvfio-user, the C library of the field, to one client after another.
 *
 * Ours, and built only where somebody has the library's sources: see run, LIBVFIO_USER.
 */

#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <libvfio-user.h>

#define SIZE (2u << 20)

static char memory[SIZE];

static ssize_t access_memory(vfu_ctx_t *ctx, char *buf, size_t count, loff_t offset, bool is_write)
{
	(void)ctx;
	if (offset < 0 || (size_t)offset + count > SIZE) {
		errno = EINVAL;
		return -1;
	}
	if (is_write) {
		memcpy(memory + offset, buf, count);
	} else {
		memcpy(buf, memory + offset, count);
	}
	return (ssize_t)count;
}

int main(int argc, char **argv)
{
	vfu_ctx_t *ctx;

	if (argc != 2) {
		fputs("usage: libvfio_user_server SOCKET\n", stderr);
		return 2;
	}
	ctx = vfu_create_ctx(VFU_TRANS_SOCK, argv[1], 0, NULL, VFU_DEV_TYPE_PCI);
	if (ctx == NULL || vfu_pci_init(ctx, VFU_PCI_TYPE_CONVENTIONAL, PCI_HEADER_TYPE_NORMAL, 0) != 0) {
		err(1, "create");
	}
	vfu_pci_set_id(ctx, 0x1234, 0x5648, 0, 0);
	if (vfu_setup_region(ctx, VFU_PCI_DEV_BAR0_REGION_IDX, SIZE, access_memory,
						 VFU_REGION_FLAG_RW | VFU_REGION_FLAG_MEM, NULL, 0, -1, 0) != 0
		|| vfu_realize_ctx(ctx) != 0) {
		err(1, "realize");
	}
	for (;;) {
		if (vfu_attach_ctx(ctx) != 0) {
			err(1, "attach");
		}
		while (vfu_run_ctx(ctx) >= 0 || errno == EINTR) {
		}
		if (errno != ENOTCONN) {
			err(1, "run");
		}
	}
}
