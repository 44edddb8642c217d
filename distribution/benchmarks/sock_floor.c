/*
 * sock_floor - the floor under any request/reply protocol on a UNIX socket.
 *
 * Two processes exchange messages of the sizes vfio-user uses over an AF_UNIX
 * SOCK_STREAM pair with plain read and write calls and no processing at all.
 * The sizes of a test follow from the kind: a read of N bytes is a 32-byte
 * request and a 32+N byte reply, a write of N the other way round.
 *
 * "posted" is a stream of write requests of 4 bytes that the server reads, as many
 * at once as there are, and answers as a whole at the end.
 *
 * With -p the server asks for so many microseconds for the next message before it sleeps; the client
 * sleeps as ever.
 *
 * With -m the server receives by recvmsg with room for file descriptors, as one must that is to get any; the client
 * reads as ever. With -h the server receives the 16-byte header in that way first, then the rest of the message by read.
 *
 * Build: cc -O2 -std=c11 -Wall -Wextra -o sock_floor sock_floor.c
 */

#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FIXED 32u               /* header and access descriptor */
#define HEADER 16u
#define SCM_MAX_FD 253          /* net/scm.h: more no message carries */

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static uint64_t now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

static void put(int fd, const char *buf, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, buf, len);

		if (n < 0) {
			die("write");
		}
		buf += n;
		len -= (size_t)n;
	}
}

/* Of this process. */
static uint64_t poll_ns;
static bool descriptors;

static ssize_t receive_message(int fd, char *buf, size_t len)
{
	char control[CMSG_SPACE(sizeof(int) * SCM_MAX_FD)];
	struct iovec iov = { .iov_base = buf, .iov_len = len };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};

	return recvmsg(fd, &msg, MSG_CMSG_CLOEXEC);
}

static ssize_t receive(int fd, char *buf, size_t len)
{
	uint64_t end = poll_ns == 0 ? 0 : now_ns() + poll_ns;
	ssize_t n = -1;

	while (n < 0 && end != 0) {
		n = recv(fd, buf, len, MSG_DONTWAIT);
		if (n < 0 && (errno != EAGAIN || now_ns() >= end)) {
			end = 0;
		}
	}
	if (n < 0) {
		n = descriptors ? receive_message(fd, buf, len) : read(fd, buf, len);
	}
	return n;
}

static bool get(int fd, char *buf, size_t len)
{
	while (len > 0) {
		ssize_t n = receive(fd, buf, len);

		if (n < 0) {
			die("read");
		}
		if (n == 0) {
			return false;
		}
		buf += n;
		len -= (size_t)n;
	}
	return true;
}

static bool get_header(int fd, char *buf)
{
	ssize_t n = receive_message(fd, buf, HEADER);

	if (n < 0) {
		die("recvmsg");
	}
	return n == HEADER;
}

static void pin(long cpu)
{
	cpu_set_t set;

	if (cpu < 0) {
		return;
	}
	CPU_ZERO(&set);
	CPU_SET((unsigned)cpu, &set);
	if (sched_setaffinity(0, sizeof(set), &set) != 0) {
		die("sched_setaffinity");
	}
}

static int cmp_u32(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static int cmp_double(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *v, unsigned n)
{
	qsort(v, n, sizeof(*v), cmp_double);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

struct test {
	const char *name;
	bool is_read;
	size_t size;
};

/* As vfio_user_bench writes them. */
static void put_quantiles(FILE *f, const struct test *t, const uint32_t *sorted, unsigned n)
{
	static const double shares[] = { 0, .01, .1, .25, .5, .75, .9, .95, .98, .99, .995, .998, .999, .9995 };

	for (size_t i = 0; f != NULL && i < sizeof(shares) / sizeof(shares[0]); i++) {
		fprintf(f, "%s %zu %g %.3f\n", t->name, t->size, shares[i], sorted[(size_t)(shares[i] * (n - 1))] / 1e3);
	}
}

/* Writes a second from one process to another that reads what there is and looks at nothing. */
static double posted(unsigned n, long client_cpu, long server_cpu)
{
	static char buf[1 << 16];
	size_t left = (size_t)n * (FIXED + 4);
	uint64_t start;
	int sv[2];
	pid_t child;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv) != 0 || (child = fork()) < 0) {
		die("socketpair, fork");
	}
	if (child == 0) {
		close(sv[0]);
		pin(server_cpu);
		while (left > 0) {
			ssize_t got = read(sv[1], buf, sizeof(buf));

			if (got <= 0) {
				die("read");
			}
			left -= (size_t)got;
		}
		put(sv[1], buf, FIXED);
		_exit(0);
	}
	close(sv[1]);
	pin(client_cpu);
	start = now_ns();
	for (unsigned i = 0; i < n; i++) {
		put(sv[0], buf, FIXED + 4);
	}
	if (!get(sv[0], buf, FIXED)) {
		die("server left");
	}
	start = now_ns() - start;
	close(sv[0]);
	waitpid(child, NULL, 0);
	return n / ((double)start / 1e9);
}

int main(int argc, char **argv)
{
	static const struct test tests[] = {
		{ "read",  true,  4 },       { "write", false, 4 },
		{ "read",  true,  65536 },   { "write", false, 65536 },
		{ "read",  true,  1048576 }, { "write", false, 1048576 },
	};
	FILE *quantiles = NULL;
	unsigned runs = 5, n_small = 20000, n_large = 2000;
	long client_cpu = -1, server_cpu = -1;
	uint64_t server_poll_ns = 0;
	bool split = false, by_message = false;
	int opt;

	while ((opt = getopt(argc, argv, "R:n:N:c:S:q:p:mh")) != -1) {
		switch (opt) {
		case 'R': runs = (unsigned)atoi(optarg); break;
		case 'n': n_small = (unsigned)atoi(optarg); break;
		case 'N': n_large = (unsigned)atoi(optarg); break;
		case 'c': client_cpu = atol(optarg); break;
		case 'S': server_cpu = atol(optarg); break;
		case 'q':
			quantiles = fopen(optarg, "a");
			if (quantiles == NULL) {
				die(optarg);
			}
			break;
		case 'p': server_poll_ns = strtoull(optarg, NULL, 10) * 1000; break;
		case 'm': by_message = true; break;
		case 'h': split = true; break;
		default:
			fputs("usage: sock_floor [-R runs] [-n small-count] [-N large-count]\n"
				  "                  [-c client-cpu] [-S server-cpu] [-q quantiles-file] [-p microseconds] [-m] [-h]\n", stderr);
			return 2;
		}
	}
	if (runs == 0 || runs > 100 || n_small == 0 || n_large == 0) {
		return 2;
	}
	printf("# floor, server reads %s\n", split ? "header, then body" : "whole message");
	printf("# kind       size    p50 us    p99 us   mean us      ops/s      MB/s\n");

	for (size_t t = 0; t < sizeof(tests) / sizeof(tests[0]); t++) {
		size_t req = FIXED + (tests[t].is_read ? 0 : tests[t].size);
		size_t rep = FIXED + (tests[t].is_read ? tests[t].size : 0);
		size_t big = req > rep ? req : rep;
		unsigned n = tests[t].size <= 4096 ? n_small : n_large, warmup = n / 10;
		uint32_t *lat = malloc(n * sizeof(*lat));
		char *buf = malloc(big);
		double p50[100], p99[100], mean[100], ops[100];
		int sv[2];
		pid_t child;

		if (lat == NULL || buf == NULL) {
			die("malloc");
		}
		memset(buf, 0x5a, big);
		if (socketpair(AF_UNIX, SOCK_STREAM, 0, sv) != 0) {
			die("socketpair");
		}
		child = fork();
		if (child < 0) {
			die("fork");
		}
		if (child == 0) {
			close(sv[0]);
			pin(server_cpu);
			poll_ns = server_poll_ns;
			descriptors = by_message;
			for (;;) {
				size_t left = req;

				if (split) {
					if (!get_header(sv[1], buf)) {
						_exit(0);
					}
					left -= HEADER;
				}
				if (!get(sv[1], buf, left)) {
					_exit(0);
				}
				put(sv[1], buf, rep);
			}
		}
		close(sv[1]);
		pin(client_cpu);
		for (unsigned r = 0; r < runs; r++) {
			uint64_t start = 0, prev = 0, end = 0, sum = 0;

			for (unsigned i = 0; i < warmup + n; i++) {
				if (i == warmup) {
					start = prev = now_ns();
				}
				put(sv[0], buf, req);
				if (!get(sv[0], buf, rep)) {
					die("server left");
				}
				if (i >= warmup) {
					end = now_ns();
					lat[i - warmup] = (uint32_t)(end - prev);
					prev = end;
				}
			}
			for (unsigned i = 0; i < n; i++) {
				sum += lat[i];
			}
			qsort(lat, n, sizeof(*lat), cmp_u32);
			put_quantiles(quantiles, &tests[t], lat, n);
			p50[r] = lat[n / 2] / 1e3;
			p99[r] = lat[(uint64_t)n * 99 / 100] / 1e3;
			mean[r] = (double)sum / n / 1e3;
			ops[r] = n / ((double)(end - start) / 1e9);
		}
		close(sv[0]);
		waitpid(child, NULL, 0);
		{
			double o = median(ops, runs);

			printf("%-6s %10zu %9.2f %9.2f %9.2f %10.0f %9.2f\n", tests[t].name,
				   tests[t].size, median(p50, runs), median(p99, runs),
				   median(mean, runs), o, o * (double)tests[t].size / 1e6);
		}
		fflush(stdout);
		free(lat);
		free(buf);
	}
	printf("%-6s %10u %9.2f %9.2f %9.2f %10.0f %9.2f\n", "posted", 4u, 0.0, 0.0, 0.0,
		   posted(n_small, client_cpu, server_cpu), 0.0);
	if (quantiles != NULL) {
		fclose(quantiles);
	}
	return 0;
}
