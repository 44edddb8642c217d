/*
 * many_clients - one client on each socket of a folder, a few of them busy.
 *
 * Connects to every *.sock and agrees on a version, prints "connected COUNT" and waits for a line on
 * standard input. Then measures reads of 4 bytes of config space: first with one client, then with the
 * first -b clients, each of which asks again as soon as it is answered. Prints for both
 * "busy COUNT p50-us p99-us operations-a-second", and ends with standard input.
 *
 * Build: cc -O2 -std=c11 -Wall -Wextra -o many_clients many_clients.c
 */

#define _GNU_SOURCE
#include <errno.h>
#include <glob.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define MOST 4096
#define CONFIG_REGION 7u

struct header { uint16_t id, command; uint32_t size, flags, error; };
struct read_request { struct header head; uint64_t offset; uint32_t region, count; };
/* Packed, since on the wire nothing follows the data. */
struct __attribute__((packed)) read_reply { struct read_request fields; uint32_t data; };
struct version { struct header head; uint16_t major, minor; };

static uint64_t sent_at[MOST];
static int fds[MOST];

static void die(const char *what)
{
	fprintf(stderr, "many_clients: %s: %s\n", what, strerror(errno));
	exit(1);
}

static uint64_t now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

static int connect_to(const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	struct version hello = { { 1, 1, sizeof(hello), 0, 0 }, 0, 0 };
	char reply[4096];
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	if (fd < 0 || strlen(path) >= sizeof(addr.sun_path)) {
		die(path);
	}
	strcpy(addr.sun_path, path);
	if (connect(fd, (struct sockaddr *)&addr, sizeof(addr)) != 0) {
		die(path);
	}
	if (send(fd, &hello, sizeof(hello), 0) != sizeof(hello)
		|| recv(fd, reply, sizeof(reply), 0) < (ssize_t)sizeof(hello)
		|| ((struct header *)reply)->error != 0) {
		die("VERSION");
	}
	return fd;
}

static void ask(int i)
{
	struct read_request r = { { (uint16_t)i, 9, sizeof(r), 0, 0 }, 0, CONFIG_REGION, 4 };

	sent_at[i] = now_ns();
	if (send(fds[i], &r, sizeof(r), MSG_NOSIGNAL) != sizeof(r)) {
		die("send");
	}
}

static int cmp_u32(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static void measure(int busy, unsigned operations)
{
	uint32_t *lat = malloc(operations * sizeof(*lat));
	struct epoll_event events[256];
	unsigned done = 0;
	uint64_t start;
	int poll = epoll_create1(0);

	if (lat == NULL || poll < 0) {
		die("epoll");
	}
	for (int i = 0; i < busy; i++) {
		struct epoll_event e = { .events = EPOLLIN, .data.u32 = (uint32_t)i };

		if (epoll_ctl(poll, EPOLL_CTL_ADD, fds[i], &e) != 0) {
			die("epoll_ctl");
		}
	}
	start = now_ns();
	for (int i = 0; i < busy; i++) {
		ask(i);
	}
	while (done < operations) {
		int n = epoll_wait(poll, events, 256, 10000);

		if (n <= 0) {
			die("no reply");
		}
		for (int k = 0; k < n && done < operations; k++) {
			int i = (int)events[k].data.u32;
			struct read_reply r;

			if (recv(fds[i], &r, sizeof(r), 0) != sizeof(r) || r.fields.head.error != 0) {
				die("read");
			}
			lat[done++] = (uint32_t)(now_ns() - sent_at[i]);
			ask(i);
		}
	}
	start = now_ns() - start;
	/* One answer of each is still to come. */
	for (int i = 0; i < busy; i++) {
		struct read_reply r;

		if (recv(fds[i], &r, sizeof(r), 0) != sizeof(r)) {
			die("last read");
		}
	}
	close(poll);
	qsort(lat, operations, sizeof(*lat), cmp_u32);
	printf("busy %d %.2f %.2f %.0f\n", busy, lat[operations / 2] / 1e3,
		   lat[(uint64_t)operations * 99 / 100] / 1e3, operations / ((double)start / 1e9));
	fflush(stdout);
	free(lat);
}

int main(int argc, char **argv)
{
	struct rlimit files;
	char pattern[256], line[16];
	glob_t found;
	int busy, count;

	if (argc != 4) {
		fputs("usage: many_clients FOLDER BUSY OPERATIONS\n", stderr);
		return 2;
	}
	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	snprintf(pattern, sizeof(pattern), "%s/*.sock", argv[1]);
	if (glob(pattern, 0, NULL, &found) != 0 || found.gl_pathc > MOST) {
		die(pattern);
	}
	count = (int)found.gl_pathc;
	busy = atoi(argv[2]) < count ? atoi(argv[2]) : count;
	for (int i = 0; i < count; i++) {
		fds[i] = connect_to(found.gl_pathv[i]);
	}
	printf("connected %d\n", count);
	fflush(stdout);
	if (fgets(line, sizeof(line), stdin) == NULL) {
		return 0;
	}
	/* Each of the busy ones once more than a JIT needs to see it, and then in earnest. */
	measure(busy, (unsigned)atoi(argv[3]));
	measure(1, (unsigned)atoi(argv[3]));
	measure(busy, (unsigned)atoi(argv[3]));
	while (fgets(line, sizeof(line), stdin) != NULL) {
	}
	return 0;
}
