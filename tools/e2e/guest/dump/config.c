#include "dump.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define ROW 16
#define COMMAND 4
#define BAR_0 0x10

static void print_row(const unsigned char *row, int offset)
{
	printf("  %03x:", offset);
	for (int i = 0; i < ROW; i++)
		printf(" %02x", row[i]);
	printf("\n");
}

/* The header, and what of the rest is not zero. */
void print_config(int device, const struct region *config)
{
	static const unsigned char zero[ROW];
	unsigned char all[4096];
	ssize_t count = pread(device, all, sizeof(all), config->info->offset);

	printf("config: read of 4096 gives %s\n", outcome(count));
	for (int i = 0; i + ROW <= count; i += ROW)
		if (i < 0x40 || memcmp(all + i, zero, ROW))
			print_row(all + i, i);
}

void print_bars(int device, const struct region *config)
{
	printf("bar sizing\n");
	for (int i = 0; i < 6; i++) {
		uint32_t ones = ~0u, was = 0, sized = 0;
		off_t at = config->info->offset + BAR_0 + 4 * i;

		if (pread(device, &was, 4, at) != 4 || pwrite(device, &ones, 4, at) != 4 ||
		    pread(device, &sized, 4, at) != 4 || pwrite(device, &was, 4, at) != 4)
			printf("  bar %d: %s\n", i, outcome(-1));
		else
			printf("  bar %d: %08x, after ones %08x\n", i, was, sized);
	}
}

/* The emulated BARs in pieces and across their edges, config space across its end, and a reset. */
void print_straddles(int device, const struct region *config)
{
	printf("bar register accesses\n");
	print_write(device, config, 0x18, 8, "\x88\x77\x66\x55\x44\x33\x22\x11");
	print_read(device, config, 0x18, 8);
	print_write(device, config, 0x1d, 1, "\xab");
	print_write(device, config, 0x1e, 2, "\xcd\xef");
	print_read(device, config, 0x1c, 4);
	print_write(device, config, 0x20, 8, "\x88\x99\xaa\xbb\xcc\xdd\xee\xff");
	print_read(device, config, 0x1e, 4);
	print_read(device, config, 0x14, 16);
	print_read(device, config, 0x16, 4);
	print_write(device, config, 0x16, 4, "\x01\x02\x03\x04");
	print_read(device, config, 0x14, 8);
	print_read(device, config, 0x26, 4);
	print_write(device, config, 0x26, 4, "\x11\x12\x13\x14");
	print_read(device, config, 0x20, 12);
	print_read(device, config, 0xffc, 8);
	print_read(device, config, 0x1000, 4);
	print_read(device, config, 0x10, 32);
	printf("  reset: %s\n", outcome(ioctl(device, VFIO_DEVICE_RESET)));
	print_read(device, config, 0x10, 24);
}

void set_command(int device, const struct region *config, uint16_t value)
{
	if (pwrite(device, &value, sizeof(value), config->info->offset + COMMAND) != sizeof(value))
		printf("  command %#x: %s\n", value, outcome(-1));
}
