#define _GNU_SOURCE
#include "capture.h"

#include <linux/pci_regs.h>
#include <stdio.h>
#include <string.h>

static unsigned char owned[MOST_CONFIG];

/* Bits that do something when they are written: the power state, a reset. */
static const unsigned char never_in_pm[] = { [PCI_PM_CTRL] = PCI_PM_CTRL_STATE_MASK, [7] = 0 };
static const unsigned char never_in_express[0x3c] = { [PCI_EXP_DEVCTL + 1] = PCI_EXP_DEVCTL_BCR_FLR >> 8 };
static const unsigned char never_in_af[] = { [PCI_AF_CTRL] = PCI_AF_CTRL_FLR, [5] = 0 };

static size_t msi_length(size_t at)
{
	unsigned flags = config16(at + PCI_MSI_FLAGS);
	size_t data = flags & PCI_MSI_FLAGS_64BIT ? PCI_MSI_DATA_64 : PCI_MSI_DATA_32;

	return flags & PCI_MSI_FLAGS_MASKBIT ? data + 12 : data + 2;
}

static size_t length(size_t at)
{
	switch (config8(at)) {
	case PCI_CAP_ID_PM:
	case PCI_CAP_ID_VPD:
		return 8;
	case PCI_CAP_ID_MSI:
		return msi_length(at);
	case PCI_CAP_ID_VNDR:
		return config8(at + 2);
	case PCI_CAP_ID_EXP:
		return (config16(at + PCI_EXP_FLAGS) & PCI_EXP_FLAGS_VERS) < 2 ? PCI_EXP_FLAGS + 18 : sizeof(never_in_express);
	case PCI_CAP_ID_MSIX:
		return 12;
	case PCI_CAP_ID_AF:
		return sizeof(never_in_af);
	}
	return 4;
}

static const unsigned char *never(size_t at)
{
	switch (config8(at)) {
	case PCI_CAP_ID_PM:
		return never_in_pm;
	case PCI_CAP_ID_EXP:
		return never_in_express;
	case PCI_CAP_ID_AF:
		return never_in_af;
	}
	return NULL;
}

static size_t next_extended(size_t at)
{
	return config16(at + 2) >> 4;
}

static size_t usual_length(size_t at)
{
	switch (config16(at)) {
	case PCI_EXT_CAP_ID_ERR:
		return 0x48;
	case PCI_EXT_CAP_ID_DSN:
		return 12;
	case PCI_EXT_CAP_ID_PWR:
		return 16;
	case PCI_EXT_CAP_ID_VNDR:
	case PCI_EXT_CAP_ID_DVSEC:
		return config32(at + 4) >> 20;
	case PCI_EXT_CAP_ID_SRIOV:
		return 0x40;
	}
	return 8;
}

/* Some devices leave out the end of one that the next one follows. */
static size_t extended_length(size_t at)
{
	size_t length = usual_length(at), next = next_extended(at);

	return next > at && next < at + length ? next - at : length;
}

static void print_msix(size_t at)
{
	uint32_t table = config32(at + PCI_MSIX_TABLE), pba = config32(at + PCI_MSIX_PBA);

	printf("\n    { \"type\": \"msi-x\", \"offset\": \"0x%zx\", \"vectors\": %u", at,
	       (config16(at + PCI_MSIX_FLAGS) & PCI_MSIX_FLAGS_QSIZE) + 1);
	printf(", \"table\": { \"bar\": %u, \"offset\": \"0x%x\" }", table & PCI_MSIX_TABLE_BIR,
	       table & PCI_MSIX_TABLE_OFFSET);
	printf(", \"pba\": { \"bar\": %u, \"offset\": \"0x%x\" } }", pba & PCI_MSIX_PBA_BIR,
	       pba & PCI_MSIX_PBA_OFFSET);
}

static void print_other(size_t at, size_t count)
{
	find_writable(at, at + count, never(at));
	printf("\n    { \"type\": \"other\", \"offset\": \"0x%zx\", \"id\": \"0x%02x\"", at, config8(at));
	printf(", \"length\": %zu", count);
	print_bytes("data", config + at + 2, count - 2);
	print_bytes("writable", writable + at + 2, count - 2);
	printf(" }");
}

static void print_extended(size_t at, size_t count)
{
	find_writable(at, at + count, NULL);
	printf("\n    { \"type\": \"other-extended\", \"offset\": \"0x%zx\", \"id\": \"0x%04x\"", at, config16(at));
	printf(", \"version\": %u, \"length\": %zu", config8(at + 2) & 0xf, count);
	print_bytes("data", config + at + 4, count - 4);
	print_bytes("writable", writable + at + 4, count - 4);
	printf(" }");
}

static const char *separator = "";

static void begin(size_t at, size_t count)
{
	printf("%s", separator);
	separator = ",";
	memset(owned + at, 1, count);
}

static void print_standard(void)
{
	size_t at = config16(PCI_STATUS) & PCI_STATUS_CAP_LIST ? config8(PCI_CAPABILITY_LIST) & ~3 : 0;

	for (int i = 0; at >= HEADER && i < 48; i++, at = config8(at + 1) & ~3) {
		begin(at, length(at));
		if (config8(at) == PCI_CAP_ID_MSIX)
			print_msix(at);
		else
			print_other(at, length(at));
	}
}

/* What belongs to nobody, in pieces that hold or take something. */
static void print_raw(void)
{
	const char *between = "";

	for (size_t at = HEADER, end; at < config_size; at = end) {
		for (end = at + 1; end < config_size && owned[end] == owned[at]; end++)
			;
		if (owned[at])
			continue;
		find_writable(at + (at & 1), end & ~(size_t)1, NULL);
		if (!any(config + at, end - at) && !any(writable + at, end - at))
			continue;
		printf("%s\n    { \"offset\": \"0x%zx\", \"length\": %zu", between, at, end - at);
		print_bytes("data", config + at, end - at);
		print_bytes("writable", writable + at, end - at);
		printf(" }");
		between = ",";
	}
}

void print_capabilities(void)
{
	printf("  \"capabilities\": [");
	print_standard();
	if (config_size > 256 && config32(0x100)) {
		for (size_t at = 0x100; at >= 0x100; at = next_extended(at)) {
			begin(at, extended_length(at));
			print_extended(at, extended_length(at));
		}
	}
	printf("\n  ],\n  \"raw\": [");
	print_raw();
	printf("\n  ],\n");
}
