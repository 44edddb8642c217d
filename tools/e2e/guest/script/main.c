/*
 * vfio-script ADDRESS DRIVER <SCRIPT: has the kernel's driver take the function, and prints a line for each
 * operation, the operation and its answer.
 */
#define _GNU_SOURCE
#include "reader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_WORDS 8

static const struct {
	const char *name;
	operation *run;
} operations[] = {
	{ "probe", op_probe },	     { "reopen", op_reopen },	{ "info", op_info },
	{ "region", op_region },     { "irq", op_irq },		{ "read", op_read },
	{ "write", op_write },	     { "mmap", op_mmap },	{ "reset", op_reset },
	{ "set-irqs", op_set_irqs }, { "signals", op_signals }, { "unmask-signal", op_unmask_signal },
	{ "feature", op_feature },   { "ioctl", op_ioctl },	{ "ioeventfd", op_ioeventfd },
	{ "settle", op_settle },     { "dma-map", op_dma_map },	{ "dma-unmap", op_dma_unmap },
};

void answer(const char *format, ...)
{
	va_list values;

	va_start(values, format);
	vprintf(format, values);
	va_end(values);
}

void answer_result(long result)
{
	if (result < 0)
		answer("%s", strerrorname_np(errno));
	else
		answer("%ld", result);
}

void answer_bytes(const unsigned char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		answer("%02x", bytes[i]);
}

void senseless(const char *why)
{
	fflush(stdout);
	fprintf(stderr, "vfio-script: %s\n", why);
	exit(2);
}

uint64_t number(const char *word)
{
	char *end;
	uint64_t value;

	if (!word || *word < '0' || *word > '9')
		senseless("a number is missing");
	value = strtoull(word, &end, strncmp(word, "0x", 2) ? 10 : 16);
	if (*end)
		senseless("not a number");
	return value;
}

static int digit(char c)
{
	const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c) : NULL;

	if (!at)
		senseless("not a hexadecimal digit");
	return at - digits;
}

size_t bytes_of(const char *hex, unsigned char *bytes, size_t room)
{
	size_t count = 0;

	if (!hex || !strcmp(hex, "-"))
		return 0;
	for (; *hex; hex += 2) {
		if (count == room)
			senseless("too many bytes");
		bytes[count++] = digit(hex[0]) << 4 | digit(hex[1]);
	}
	return count;
}

static void carry_out(char *line)
{
	char *words[MOST_WORDS + 1] = { 0 };
	int n = 0;

	for (char *word = strtok(line, " "); word; word = strtok(NULL, " ")) {
		if (n == MOST_WORDS)
			senseless("too many words");
		words[n++] = word;
	}
	for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++) {
		if (n && !strcmp(operations[i].name, words[0])) {
			if (device < 0 && operations[i].run != op_probe)
				answer("no device");
			else
				operations[i].run(words + 1);
			return;
		}
	}
	senseless("no such operation");
}

int main(int argc, char **argv)
{
	static char line[LONGEST_LINE + 2];

	if (argc != 3)
		senseless("ADDRESS DRIVER");
	name_device(argv[1], argv[2]);
	while (fgets(line, sizeof(line), stdin)) {
		char *end = strstr(line, " : ");

		*(end ? end : strchrnul(line, '\n')) = 0;
		if (line[0] == 0 || line[0] == '#')
			continue;
		answer("%s : ", line);
		carry_out(line);
		answer("\n");
		fflush(stdout);
	}
	return 0;
}
