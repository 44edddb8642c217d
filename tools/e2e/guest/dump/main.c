/*
 * vfio-dump ADDRESS: print what the kernel's vfio says of one function that has its memory in three 64-bit
 * BARs, and how its regions behave. What another implementation is compared with.
 */
#include "dump.h"

#include <stdio.h>
#include <sys/ioctl.h>

int main(int argc, char **argv)
{
	struct region regions[REGIONS] = { 0 };
	const struct region *config = &regions[VFIO_PCI_CONFIG_REGION_INDEX];
	struct opened opened;

	if (argc != 2) {
		fprintf(stderr, "vfio-dump ADDRESS\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	opened = open_function(argv[1]);
	print_device(opened.device);
	print_regions(opened.device, regions);
	print_irqs(opened.device);
	print_config(opened.device, config);
	print_bars(opened.device, config);
	print_straddles(opened.device, config);
	print_memory_switch(opened.device, regions);
	for (int i = 0; i < 6; i += 2)
		print_region(opened.device, regions, i);
	print_features(opened.device, regions);
	printf("reset: %s\n", outcome(ioctl(opened.device, VFIO_DEVICE_RESET)));
	print_read(opened.device, &regions[4], 0x2000, 4);
	print_dma_map(&opened, &regions[4]);
	return 0;
}
