/*
 * probe: the hands of an end-to-end test inside its guest.
 *
 * It takes one command a line from the console and says one line for each, "@ ANSWER" or "! WHAT: WHY",
 * so that the test on the host holds all the expectations. Numbers are C literals.
 *
 *   find VENDOR DEVICE           its address
 *   class ADDRESS                its class code
 *   bars ADDRESS                 the sizes of its six BARs
 *   use ADDRESS BAR              map from this BAR in what follows
 *   load OFFSET, store OFFSET V  eight bytes through a mapping of that page
 *   interrupts                   the lines of /proc/interrupts that belong to vfio
 *   vfio, irqs, wait, ...        see vfio.c
 *   reboot, poweroff             answered before they happen
 */
#include "probe.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/reboot.h>
#include <termios.h>
#include <unistd.h>
#include <dirent.h>

#define DEVICES "/sys/bus/pci/devices"
#define PAGE 4096UL

static int bar = -1;

/* One write for the whole line, so that nothing of the kernel's gets in between. */
void answer(const char *format, ...)
{
	char line[4096] = "@ ";
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(line + 2, sizeof(line) - 3, format, arguments);
	va_end(arguments);
	strcat(line, "\n");
	if (write(1, line, strlen(line)) < 0)
		exit(1);
}

void failed(const char *what)
{
	char line[512];

	snprintf(line, sizeof(line), "! %s: %s\n", what, strerror(errno));
	if (write(1, line, strlen(line)) < 0)
		exit(1);
}

uint64_t number(const char *text)
{
	return strtoull(text, NULL, 0);
}

int write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);
	ssize_t done = fd < 0 ? -1 : write(fd, text, strlen(text));

	if (fd >= 0)
		close(fd);
	return done < 0 ? -1 : 0;
}

static uint64_t attribute(const char *function, const char *name)
{
	char path[512], text[64] = "";
	FILE *f;

	snprintf(path, sizeof(path), DEVICES "/%s/%s", function, name);
	f = fopen(path, "r");
	if (f) {
		if (!fgets(text, sizeof(text), f))
			text[0] = 0;
		fclose(f);
	}
	return number(text);
}

static void find(int argc, char **argv)
{
	DIR *all = argc == 3 ? opendir(DEVICES) : NULL;
	struct dirent *e;

	errno = ENODEV;
	while (all && (e = readdir(all))) {
		if (attribute(e->d_name, "vendor") == number(argv[1]) &&
		    attribute(e->d_name, "device") == number(argv[2])) {
			answer("%s", e->d_name);
			closedir(all);
			return;
		}
	}
	if (all)
		closedir(all);
	failed("find");
}

static void class(int argc, char **argv)
{
	answer("%#llx", (unsigned long long)attribute(argv[argc - 1], "class"));
}

static void bars(int argc, char **argv)
{
	unsigned long long start, end, size[6] = { 0 };
	char path[512];
	FILE *f;

	snprintf(path, sizeof(path), DEVICES "/%s/resource", argc == 2 ? argv[1] : "");
	f = fopen(path, "r");
	if (!f) {
		failed("bars");
		return;
	}
	for (int i = 0; i < 6 && fscanf(f, "%llx %llx %*x", &start, &end) == 2; i++)
		size[i] = end ? end - start + 1 : 0;
	fclose(f);
	answer("%#llx %#llx %#llx %#llx %#llx %#llx", size[0], size[1], size[2], size[3], size[4], size[5]);
}

static void use(int argc, char **argv)
{
	char path[512];

	if (argc != 3)
		return failed("use");
	snprintf(path, sizeof(path), DEVICES "/%s/enable", argv[1]);
	if (write_file(path, "1") < 0)
		return failed("enable");
	snprintf(path, sizeof(path), DEVICES "/%s/resource%d", argv[1], (int)number(argv[2]));
	if (bar >= 0)
		close(bar);
	bar = open(path, O_RDWR | O_SYNC);
	if (bar < 0)
		return failed(path);
	answer("%s", path);
}

static void *page_of(uint64_t offset)
{
	return mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, bar, offset & ~(PAGE - 1));
}

static void load(int argc, char **argv)
{
	uint64_t offset = argc == 2 ? number(argv[1]) : 0, value;
	char *page = page_of(offset);

	if (page == MAP_FAILED)
		return failed("load");
	value = *(volatile uint64_t *)(page + offset % PAGE);
	munmap(page, PAGE);
	answer("%#llx", (unsigned long long)value);
}

static void store(int argc, char **argv)
{
	uint64_t offset = argc == 3 ? number(argv[1]) : 0;
	char *page = page_of(offset);

	if (argc != 3 || page == MAP_FAILED)
		return failed("store");
	*(volatile uint64_t *)(page + offset % PAGE) = number(argv[2]);
	munmap(page, PAGE);
	answer("stored");
}

static void interrupts(int argc, char **argv)
{
	char line[512], all[3500] = "";
	FILE *f = fopen("/proc/interrupts", "r");

	(void)argc, (void)argv;
	while (f && fgets(line, sizeof(line), f)) {
		if (strstr(line, "vfio") && strlen(all) + strlen(line) < sizeof(all)) {
			line[strcspn(line, "\n")] = ';';
			strcat(all, line);
		}
	}
	if (f)
		fclose(f);
	answer("%s", all);
}

static void leave(int argc, char **argv)
{
	(void)argc;
	answer("%s", argv[0]);
	tcdrain(1);
	reboot(strcmp(argv[0], "reboot") ? RB_POWER_OFF : RB_AUTOBOOT);
}

static const struct {
	const char *name;
	command *run;
} commands[] = {
	{ "find", find },
	{ "class", class },
	{ "bars", bars },
	{ "use", use },
	{ "load", load },
	{ "store", store },
	{ "interrupts", interrupts },
	{ "vfio", vfio_open },
	{ "irqs", vfio_irqs },
	{ "unmask", vfio_unmask },
	{ "wait", vfio_wait },
	{ "read", vfio_read },
	{ "write", vfio_write },
	{ "dma-map", vfio_dma_map },
	{ "dma-unmap", vfio_dma_unmap },
	{ "fill", vfio_fill },
	{ "peek", vfio_peek },
	{ "reboot", leave },
	{ "poweroff", leave },
};

static void run(int argc, char **argv)
{
	for (unsigned i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (!strcmp(commands[i].name, argv[0]))
			return commands[i].run(argc, argv);
	errno = ENOSYS;
	failed(argv[0]);
}

int main(void)
{
	char line[512], *word[8];
	struct termios console;

	if (!tcgetattr(0, &console)) {
		console.c_lflag &= ~ECHO;
		console.c_oflag &= ~OPOST;
		tcsetattr(0, TCSANOW, &console);
	}
	answer("probe");
	while (fgets(line, sizeof(line), stdin)) {
		int n = 0;

		for (char *w = strtok(line, " \r\n"); w && n < 8; w = strtok(NULL, " \r\n"))
			word[n++] = w;
		if (n)
			run(n, word);
	}
	return 1;
}
