#define _GNU_SOURCE
#include "capture.h"

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

size_t config_size;
unsigned char config[MOST_CONFIG], writable[MOST_CONFIG];

static int file;

void read_config(const char *folder)
{
	char path[300];
	ssize_t count;

	snprintf(path, sizeof(path), "%s/config", folder);
	file = open(path, O_RDWR);
	count = file < 0 ? -1 : pread(file, config, sizeof(config), 0);
	if (count != 256 && count != 4096)
		err(1, "%s: not all of config space, or not to be written", path);
	config_size = count;
}

unsigned config8(size_t at)
{
	return config[at];
}

unsigned config16(size_t at)
{
	return config[at] | config[at + 1] << 8;
}

uint32_t config32(size_t at)
{
	return config16(at) | (uint32_t)config16(at + 2) << 16;
}

static void get(size_t at, unsigned char *bytes)
{
	if (pread(file, bytes, 2, at) != 2)
		err(1, "read of config space at 0x%zx", at);
}

static void put(size_t at, const unsigned char *bytes)
{
	if (pwrite(file, bytes, 2, at) != 2)
		err(1, "write of config space at 0x%zx", at);
}

/* Writes ones and zeros, a word at a time, looks what became of them, and puts back what was there. */
void find_writable(size_t from, size_t to, const unsigned char *never)
{
	for (size_t at = from; at < to; at += 2) {
		const unsigned char *keep = never ? never + (at - from) : (const unsigned char *)"\0\0";
		unsigned char ones[2], zeros[2];

		for (int i = 0; i < 2; i++) {
			ones[i] = config[at + i] | ~keep[i];
			zeros[i] = config[at + i] & keep[i];
		}
		put(at, ones);
		get(at, ones);
		put(at, zeros);
		get(at, zeros);
		put(at, config + at);
		for (int i = 0; i < 2; i++)
			writable[at + i] = ones[i] & ~zeros[i];
	}
}
