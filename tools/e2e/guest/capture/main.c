/*
 * vfio-capture ADDRESS [BAR:OFFSET:WIDTH|BAR:OFFSET:DOES...]: of the registers named it notes what they hold, or
 * what they do.
 */
#define _GNU_SOURCE
#include "capture.h"

#include <err.h>
#include <linux/pci_regs.h>
#include <stdio.h>

static const char *pins[] = { "none", "A", "B", "C", "D" };

static void print_ids(void)
{
	printf("  \"ids\": { \"vendor\": \"0x%04x\", \"device\": \"0x%04x\"", config16(PCI_VENDOR_ID),
	       config16(PCI_DEVICE_ID));
	printf(", \"subsystemVendor\": \"0x%04x\", \"subsystemDevice\": \"0x%04x\"",
	       config16(PCI_SUBSYSTEM_VENDOR_ID), config16(PCI_SUBSYSTEM_ID));
	printf(", \"class\": \"0x%06x\", \"revision\": \"0x%02x\" },\n", config32(PCI_CLASS_REVISION) >> 8,
	       config8(PCI_REVISION_ID));
}

static void print_register(const char *separator, size_t at, int width)
{
	unsigned value = width == 2 ? config16(at) : config8(at);
	unsigned mask = width == 2 ? writable[at] | writable[at + 1] << 8 : writable[at];

	printf("%s\n    { \"offset\": \"0x%02zx\", \"width\": %d, \"value\": \"0x%x\", \"writable\": \"0x%x\" }",
	       separator, at, width, value, mask);
}

static void print_header(void)
{
	find_writable(PCI_COMMAND, PCI_CLASS_REVISION, NULL);
	find_writable(PCI_CACHE_LINE_SIZE, PCI_BASE_ADDRESS_0, NULL);
	find_writable(PCI_INTERRUPT_LINE, HEADER, NULL);
	config[PCI_STATUS] &= ~PCI_STATUS_CAP_LIST;
	printf("  \"header\": [");
	print_register("", PCI_COMMAND, 2);
	print_register(",", PCI_STATUS, 2);
	for (size_t at = PCI_CACHE_LINE_SIZE; at < PCI_BASE_ADDRESS_0; at++)
		print_register(",", at, 1);
	print_register(",", PCI_INTERRUPT_LINE, 1);
	print_register(",", PCI_MIN_GNT, 1);
	print_register(",", PCI_MAX_LAT, 1);
	printf("\n  ],\n");
	config[PCI_STATUS] |= PCI_STATUS_CAP_LIST;
}

int main(int argc, char **argv)
{
	char folder[200];

	if (argc < 2)
		errx(2, "ADDRESS [BAR:OFFSET:WIDTH|BAR:OFFSET:DOES...]");
	for (int i = 2; i < argc; i++)
		note_register(argv[i]);
	snprintf(folder, sizeof(folder), "/sys/bus/pci/devices/%s", argv[1]);
	read_config(folder);
	printf("{\n  \"address\": \"%s\",\n", argv[1]);
	print_ids();
	printf("  \"configSize\": %zu,\n  \"interruptPin\": \"%s\",\n", config_size,
	       pins[config8(PCI_INTERRUPT_PIN) % 5]);
	print_header();
	print_capabilities();
	print_bars(folder);
	printf("}\n");
	return 0;
}
