/*
 * vfio_user_bench - measure a vfio-user server over its UNIX socket.
 *
 * Speaks the wire protocol directly (no library): connects, negotiates the
 * version, checks the device and the chosen region, then times request/reply
 * round trips of REGION_READ and REGION_WRITE, and streams of posted (no-reply)
 * writes. Latencies are per round trip; throughput counts payload bytes only,
 * in MB/s (10^6 bytes per second).
 *
 * Build: cc -O2 -std=c11 -Wall -Wextra -o vfio_user_bench vfio_user_bench.c
 *
 * Example:
 *   vfio_user_bench -s /tmp/dev.sock -r 0 -n 100000 -R 5 \
 *                   -t read:4,write:4,read:64K,write:64K,read:1M,write:1M
 */

#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <sched.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/* ---- wire format (host byte order, offsets as in the specification) ---- */

enum {
	CMD_VERSION         = 1,
	CMD_GET_INFO        = 4,
	CMD_GET_REGION_INFO = 5,
	CMD_REGION_READ     = 9,
	CMD_REGION_WRITE    = 10,
};

#define FLAG_TYPE_MASK 0x0fu
#define FLAG_REPLY     0x01u
#define FLAG_NO_REPLY  0x10u
#define FLAG_ERROR     0x20u

#define REGION_FLAG_READ  0x1u
#define REGION_FLAG_WRITE 0x2u

#define DEFAULT_MAX_XFER (1024u * 1024u)

struct header {                 /* 16 bytes, in front of every message */
	uint16_t id;
	uint16_t command;
	uint32_t size;              /* of the whole message, this header included */
	uint32_t flags;
	uint32_t error;
};

struct version_body {           /* followed by NUL-terminated JSON */
	uint16_t major;
	uint16_t minor;
};

struct device_info {
	uint32_t argsz, flags, num_regions, num_irqs;
};

struct region_info {
	uint32_t argsz, flags, index, cap_offset;
	uint64_t size, offset;
};

struct region_access {          /* followed by `count` bytes of data */
	uint64_t offset;
	uint32_t region;
	uint32_t count;
};

_Static_assert(sizeof(struct header) == 16, "header layout");
_Static_assert(sizeof(struct device_info) == 16, "device_info layout");
_Static_assert(sizeof(struct region_info) == 32, "region_info layout");
_Static_assert(sizeof(struct region_access) == 16, "region_access layout");

#define ACCESS_OVERHEAD (sizeof(struct header) + sizeof(struct region_access))

/* ---- small helpers ---- */

static void die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fputs("vfio_user_bench: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	exit(1);
}

static void *xmalloc(size_t n)
{
	void *p = malloc(n);

	if (p == NULL) {
		die("out of memory (%zu bytes)", n);
	}
	return p;
}

static uint64_t now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}

static void write_full(int fd, const void *buf, size_t len)
{
	const char *p = buf;

	while (len > 0) {
		ssize_t n = send(fd, p, len, MSG_NOSIGNAL);

		if (n < 0) {
			if (errno == EINTR) {
				continue;
			}
			if (errno == EAGAIN) {
				die("the server stopped reading (%zu bytes unsent)", len);
			}
			die("send: %s", strerror(errno));
		}
		p += n;
		len -= (size_t)n;
	}
}

/* ---- connection ---- */

struct conn {
	int fd;
	uint16_t next_id;
	uint32_t max_xfer;          /* what the server lets us transfer at once */
	uint32_t last_error;        /* errno of the last error reply */
	char *tx;
	char *rx;
	size_t cap;                 /* size of tx and of rx */
};

/*
 * Receive one reply of at most `expect` bytes into c->rx. A reply that has all
 * of `expect` ready costs one system call. Returns false on an error reply.
 */
static bool recv_reply(struct conn *c, uint16_t id, uint16_t cmd, size_t expect)
{
	struct header *h = (struct header *)c->rx;
	size_t have = 0, want = sizeof(*h);

	while (have < want) {
		size_t room = have < sizeof(*h) ? expect : want;
		ssize_t n = recv(c->fd, c->rx + have, room - have, 0);

		if (n == 0) {
			die("server closed the connection (command %u, %zu of %zu bytes)",
				cmd, have, want);
		}
		if (n < 0) {
			if (errno == EINTR) {
				continue;
			}
			if (errno == EAGAIN) {
				die("no reply to command %u in time (%zu of %zu bytes)", cmd,
					have, want);
			}
			die("recv: %s", strerror(errno));
		}
		have += (size_t)n;
		if (have >= sizeof(*h)) {
			if (h->size < sizeof(*h) || h->size > expect) {
				die("reply to command %u: bad size %u (at most %zu expected)",
					cmd, h->size, expect);
			}
			if (have > h->size) {
				die("server sent more than one reply for one request");
			}
			want = h->size;
		}
	}

	if ((h->flags & FLAG_TYPE_MASK) != FLAG_REPLY) {
		die("expected a reply to command %u, got flags %#x", cmd, h->flags);
	}
	if (h->id != id || h->command != cmd) {
		die("reply does not match: id %u/%u, command %u/%u",
			h->id, id, h->command, cmd);
	}
	if (h->flags & FLAG_ERROR) {
		c->last_error = h->error;
		return false;
	}
	return true;
}

static struct header *begin(struct conn *c, uint16_t cmd, uint32_t size,
							uint32_t flags)
{
	struct header *h = (struct header *)c->tx;

	h->id = c->next_id++;
	h->command = cmd;
	h->size = size;
	h->flags = flags;
	h->error = 0;
	return h;
}

static bool round_trip(struct conn *c, const struct header *h, size_t expect)
{
	write_full(c->fd, c->tx, h->size);
	return recv_reply(c, h->id, h->command, expect);
}

static void grow(struct conn *c, size_t cap)
{
	if (cap <= c->cap) {
		return;
	}
	free(c->tx);
	free(c->rx);
	c->tx = xmalloc(cap);
	c->rx = xmalloc(cap);
	memset(c->tx, 0x5a, cap);
	c->cap = cap;
}

/* Value of a numeric member, found by name; `fallback` if it is not there. */
static uint64_t json_number(const char *json, const char *name, uint64_t fallback)
{
	char key[64];
	const char *p;

	snprintf(key, sizeof(key), "\"%s\"", name);
	p = strstr(json, key);
	if (p == NULL) {
		return fallback;
	}
	p += strlen(key);
	p += strspn(p, " \t\r\n:");
	return *p >= '0' && *p <= '9' ? strtoull(p, NULL, 10) : fallback;
}

static void negotiate(struct conn *c, bool verbose)
{
	static const char json[] =
		"{\"capabilities\":{\"max_msg_fds\":16,\"max_data_xfer_size\":1048576,"
		"\"pgsizes\":4096,\"max_dma_maps\":65535,\"write_multiple\":false}}";
	struct version_body *v = (struct version_body *)(c->tx + sizeof(struct header));
	uint32_t size = sizeof(struct header) + sizeof(*v) + sizeof(json);
	struct header *h = begin(c, CMD_VERSION, size, 0);
	const struct header *r = (const struct header *)c->rx;
	size_t text;

	v->major = 0;
	v->minor = 0;
	memcpy(v + 1, json, sizeof(json));
	if (!round_trip(c, h, c->cap - 1)) {
		die("VERSION refused: errno %u", c->last_error);
	}
	if (r->size < sizeof(*r) + sizeof(*v)) {
		die("VERSION reply too short (%u bytes)", r->size);
	}
	text = sizeof(*r) + sizeof(*v);
	c->rx[r->size] = '\0';
	c->max_xfer = (uint32_t)json_number(c->rx + text, "max_data_xfer_size",
										DEFAULT_MAX_XFER);
	v = (struct version_body *)(c->rx + sizeof(*r));
	if (verbose) {
		printf("# version %u.%u, capabilities %s\n", v->major, v->minor,
			   r->size > text ? c->rx + text : "(none)");
	}
}

static void query_device(struct conn *c, struct device_info *out)
{
	struct device_info *q = (struct device_info *)(c->tx + sizeof(struct header));
	struct header *h = begin(c, CMD_GET_INFO, sizeof(*h) + sizeof(*q), 0);

	memset(q, 0, sizeof(*q));
	q->argsz = sizeof(*q);
	if (!round_trip(c, h, sizeof(*h) + sizeof(*q))) {
		die("DEVICE_GET_INFO: errno %u", c->last_error);
	}
	memcpy(out, c->rx + sizeof(*h), sizeof(*out));
}

static void query_region(struct conn *c, uint32_t index, struct region_info *out)
{
	struct region_info *q = (struct region_info *)(c->tx + sizeof(struct header));
	struct header *h = begin(c, CMD_GET_REGION_INFO, sizeof(*h) + sizeof(*q), 0);

	memset(q, 0, sizeof(*q));
	q->argsz = sizeof(*q);
	q->index = index;
	if (!round_trip(c, h, sizeof(*h) + sizeof(*q))) {
		die("DEVICE_GET_REGION_INFO(%u): errno %u", index, c->last_error);
	}
	memcpy(out, c->rx + sizeof(*h), sizeof(*out));
}

/* ---- the timed operations ---- */

#define CONFIG_REGION 7u
#define PCI_COMMAND 4u
#define PCI_COMMAND_MEMORY 0x2u

static bool region_op(struct conn *c, uint16_t cmd, uint32_t region,
					  uint64_t offset, uint32_t count, uint32_t flags)
{
	struct region_access *a = (struct region_access *)(c->tx + sizeof(struct header));
	bool is_write = cmd == CMD_REGION_WRITE;
	uint32_t size = (uint32_t)ACCESS_OVERHEAD + (is_write ? count : 0);
	struct header *h = begin(c, cmd, size, flags);
	const struct region_access *r;

	a->offset = offset;
	a->region = region;
	a->count = count;

	if (flags & FLAG_NO_REPLY) {
		write_full(c->fd, c->tx, size);
		return true;
	}
	if (!round_trip(c, h, ACCESS_OVERHEAD + (is_write ? 0 : count))) {
		return false;
	}
	r = (const struct region_access *)(c->rx + sizeof(*h));
	if (r->count != count || r->offset != offset || r->region != region) {
		die("reply describes another access (offset %#" PRIx64 ", region %u, "
			"count %u)", r->offset, r->region, r->count);
	}
	return true;
}

/*
 * As every VMM does for its guest: else a BAR reads as ones, which is no measure of it. Returns the microseconds that it took, as
 * this is the server's first access for us.
 */
static double enable_memory(struct conn *c)
{
	uint16_t *data = (uint16_t *)(c->tx + ACCESS_OVERHEAD);
	uint64_t start = now_ns();

	*data = PCI_COMMAND_MEMORY;
	if (!region_op(c, CMD_REGION_WRITE, CONFIG_REGION, PCI_COMMAND, sizeof(*data), 0)) {
		die("cannot enable memory space: errno %u", c->last_error);
	}
	return (double)(now_ns() - start) / 1e3;
}

enum kind { KIND_READ, KIND_WRITE, KIND_POSTED };

static const char *const kind_name[] = { "read", "write", "posted" };

struct test {
	enum kind kind;
	uint32_t size;
};

struct result {
	double p50, p99, mean, min, max;    /* microseconds per operation */
	double ops, mbps;
	unsigned errors;
};

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

static FILE *quantiles;            /* where -q wants them; else NULL */

/* "kind size share-of-operations microseconds", for a picture of the distribution */
static void put_quantiles(const struct test *t, const uint32_t *sorted, unsigned n)
{
	static const double shares[] = { 0, .01, .1, .25, .5, .75, .9, .95, .98, .99, .995, .998, .999, .9995 };

	for (size_t i = 0; quantiles != NULL && i < sizeof(shares) / sizeof(shares[0]); i++) {
		fprintf(quantiles, "%s %u %g %.3f\n", kind_name[t->kind], t->size, shares[i],
				sorted[(size_t)(shares[i] * (n - 1))] / 1e3);
	}
}

static struct result run_test(struct conn *c, const struct test *t,
							  uint32_t region, uint64_t offset,
							  unsigned warmup, unsigned count, uint32_t *lat)
{
	uint16_t cmd = t->kind == KIND_READ ? CMD_REGION_READ : CMD_REGION_WRITE;
	uint32_t flags = t->kind == KIND_POSTED ? FLAG_NO_REPLY : 0;
	struct result res = { 0 };
	uint64_t start, end, prev, sum = 0;

	grow(c, ACCESS_OVERHEAD + t->size);

	for (unsigned i = 0; i < warmup; i++) {
		(void)region_op(c, cmd, region, offset, t->size, flags);
	}
	if (t->kind == KIND_POSTED) {
		(void)region_op(c, CMD_REGION_READ, region, offset, 4, 0);
	}

	start = prev = now_ns();
	for (unsigned i = 0; i < count; i++) {
		if (!region_op(c, cmd, region, offset, t->size, flags)) {
			res.errors++;
		}
		end = now_ns();
		lat[i] = end - prev > UINT32_MAX ? UINT32_MAX : (uint32_t)(end - prev);
		prev = end;
	}
	if (t->kind == KIND_POSTED) {
		/* Requests are served in order, so this reply follows all writes. */
		(void)region_op(c, CMD_REGION_READ, region, offset, 4, 0);
	}
	end = now_ns();

	for (unsigned i = 0; i < count; i++) {
		sum += lat[i];
	}
	qsort(lat, count, sizeof(*lat), cmp_u32);
	put_quantiles(t, lat, count);
	res.p50 = lat[count / 2] / 1e3;
	res.p99 = lat[(uint64_t)count * 99 / 100] / 1e3;
	res.mean = (double)sum / count / 1e3;
	res.min = lat[0] / 1e3;
	res.max = lat[count - 1] / 1e3;
	res.ops = count / ((double)(end - start) / 1e9);
	res.mbps = res.ops * t->size / 1e6;
	return res;
}

static void print_row(const char *label, const struct test *t,
					  const struct result *r, bool csv)
{
	if (csv) {
		printf("%s,%s,%u,%.3f,%.3f,%.3f,%.3f,%.3f,%.0f,%.2f,%u\n", label,
			   kind_name[t->kind], t->size, r->p50, r->p99, r->mean, r->min,
			   r->max, r->ops, r->mbps, r->errors);
	} else {
		printf("%-7s %-6s %8u  %9.2f %9.2f %9.2f %9.2f %10.2f  %9.0f %9.2f %6u\n",
			   label, kind_name[t->kind], t->size, r->p50, r->p99, r->mean,
			   r->min, r->max, r->ops, r->mbps, r->errors);
	}
}

static struct result median_of(const struct result *r, unsigned n)
{
	/* Each figure is the median over the runs; errors are their sum. */
	struct result m = { 0 };
	double *v = xmalloc(n * sizeof(*v));

#define MEDIAN(field)                                                   \
	do {                                                                \
		for (unsigned i = 0; i < n; i++) {                              \
			v[i] = r[i].field;                                          \
		}                                                               \
		qsort(v, n, sizeof(*v), cmp_double);                            \
		m.field = n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;     \
	} while (0)
	MEDIAN(p50);
	MEDIAN(p99);
	MEDIAN(mean);
	MEDIAN(min);
	MEDIAN(max);
	MEDIAN(ops);
	MEDIAN(mbps);
#undef MEDIAN
	for (unsigned i = 0; i < n; i++) {
		m.errors += r[i].errors;
	}
	free(v);
	return m;
}

/* ---- command line ---- */

static uint64_t parse_size(const char *s)
{
	char *end;
	uint64_t v = strtoull(s, &end, 0);

	switch (*end) {
	case 'k': case 'K': v <<= 10; end++; break;
	case 'm': case 'M': v <<= 20; end++; break;
	case 'g': case 'G': v <<= 30; end++; break;
	default: break;
	}
	if (end == s || *end != '\0') {
		die("not a number: %s", s);
	}
	return v;
}

static unsigned parse_tests(char *list, struct test *out, unsigned max)
{
	unsigned n = 0;
	char *save = NULL;

	for (char *w = strtok_r(list, ",", &save); w; w = strtok_r(NULL, ",", &save)) {
		char *colon = strchr(w, ':');
		unsigned k;

		if (colon == NULL || n == max) {
			die("bad test \"%s\" (use kind:size)", w);
		}
		*colon = '\0';
		for (k = 0; k < 3 && strcmp(w, kind_name[k]) != 0; k++) {
		}
		if (k == 3) {
			die("unknown kind \"%s\" (read, write or posted)", w);
		}
		out[n].kind = (enum kind)k;
		out[n].size = (uint32_t)parse_size(colon + 1);
		n++;
	}
	return n;
}

static void usage(FILE *f)
{
	fputs(
		"usage: vfio_user_bench -s SOCKET [options]\n"
		"  -s PATH   UNIX socket of the server\n"
		"  -r N      region index (default 0)\n"
		"  -o N      offset inside the region (default 0)\n"
		"  -n N      operations a run for sizes up to 4 KiB (default 20000)\n"
		"  -N N      operations a run for larger sizes (default 2000)\n"
		"  -w N      untimed operations before each run (default: a tenth)\n"
		"  -R N      runs of each test (default 5)\n"
		"  -t LIST   tests, as kind:size separated by commas; kinds are read,\n"
		"            write and posted (no-reply writes, fenced by one read);\n"
		"            default read:4,write:4,read:64K,write:64K,read:1M,write:1M\n"
		"  -c CPU    run the client on this CPU\n"
		"  -T N      give up when the server makes no progress for N seconds\n"
		"            (default 10)\n"
		"  -q FILE   append the quantiles of each run to this file\n"
		"  -C        comma-separated output\n"
		"  -v        print every run, not the medians only\n"
		"Sizes take the suffixes K, M and G.\n", f);
}

int main(int argc, char **argv)
{
	char default_tests[] = "read:4,write:4,read:64K,write:64K,read:1M,write:1M";
	char *list = default_tests;
	const char *path = NULL;
	uint32_t region = 0;
	uint64_t offset = 0;
	unsigned n_small = 20000, n_large = 2000, runs = 5, n_tests;
	long warmup = -1, cpu = -1, timeout = 10;
	bool csv = false, verbose = false;
	struct test tests[64];
	struct conn c = { .fd = -1 };
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	struct device_info dev;
	struct region_info reg;
	struct result *res;
	double first;
	uint32_t *lat;
	int opt, status = 0;

	while ((opt = getopt(argc, argv, "s:r:o:n:N:w:R:t:c:T:q:Cvh")) != -1) {
		switch (opt) {
		case 's': path = optarg; break;
		case 'r': region = (uint32_t)parse_size(optarg); break;
		case 'o': offset = parse_size(optarg); break;
		case 'n': n_small = (unsigned)parse_size(optarg); break;
		case 'N': n_large = (unsigned)parse_size(optarg); break;
		case 'w': warmup = (long)parse_size(optarg); break;
		case 'R': runs = (unsigned)parse_size(optarg); break;
		case 't': list = optarg; break;
		case 'c': cpu = (long)parse_size(optarg); break;
		case 'T': timeout = (long)parse_size(optarg); break;
		case 'q':
			quantiles = fopen(optarg, "a");
			if (quantiles == NULL) {
				die("%s: %s", optarg, strerror(errno));
			}
			break;
		case 'C': csv = true; break;
		case 'v': verbose = true; break;
		case 'h': usage(stdout); return 0;
		default: usage(stderr); return 2;
		}
	}
	if (path == NULL || n_small == 0 || n_large == 0 || runs == 0) {
		usage(stderr);
		return 2;
	}
	if (strlen(path) >= sizeof(addr.sun_path)) {
		die("socket path too long: %s", path);
	}
	n_tests = parse_tests(list, tests, sizeof(tests) / sizeof(tests[0]));

	if (cpu >= 0) {
		cpu_set_t set;

		CPU_ZERO(&set);
		CPU_SET((unsigned)cpu, &set);
		if (sched_setaffinity(0, sizeof(set), &set) != 0) {
			die("cannot run on CPU %ld: %s", cpu, strerror(errno));
		}
	}

	c.fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (c.fd < 0) {
		die("socket: %s", strerror(errno));
	}
	if (timeout > 0) {
		struct timeval tv = { .tv_sec = timeout };

		setsockopt(c.fd, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof(tv));
		setsockopt(c.fd, SOL_SOCKET, SO_SNDTIMEO, &tv, sizeof(tv));
	}
	strcpy(addr.sun_path, path);
	if (connect(c.fd, (struct sockaddr *)&addr, sizeof(addr)) != 0) {
		die("connect %s: %s", path, strerror(errno));
	}
	grow(&c, 64 * 1024);
	negotiate(&c, !csv);
	query_device(&c, &dev);
	if (region >= dev.num_regions) {
		die("region %u does not exist (the device has %u)", region,
			dev.num_regions);
	}
	query_region(&c, region, &reg);
	if (!csv) {
		printf("# device flags %#x, %u regions, %u interrupt types; region %u: "
			   "size %#" PRIx64 ", flags %#x\n", dev.flags, dev.num_regions,
			   dev.num_irqs, region, reg.size, reg.flags);
	}

	first = enable_memory(&c);
	if (csv) {
		puts("run,kind,size,p50_us,p99_us,mean_us,min_us,max_us,ops_per_s,"
			 "mb_per_s,errors");
	} else {
		printf("# first access, a write of the command register: %.2f us\n", first);
		puts("# run   kind       size    p50 us    p99 us   mean us    min us "
			 "    max us      ops/s      MB/s errors");
	}

	lat = xmalloc((n_small > n_large ? n_small : n_large) * sizeof(*lat));
	res = xmalloc(runs * sizeof(*res));
	for (unsigned i = 0; i < n_tests; i++) {
		const struct test *t = &tests[i];
		unsigned n = t->size <= 4096 ? n_small : n_large;
		unsigned w = warmup >= 0 ? (unsigned)warmup : n / 10;
		uint32_t need = t->kind == KIND_READ ? REGION_FLAG_READ : REGION_FLAG_WRITE;
		struct result m;

		if (t->size == 0 || offset > reg.size || t->size > reg.size - offset) {
			fprintf(stderr, "%s:%u skipped: outside the region\n",
					kind_name[t->kind], t->size);
			status = 3;
			continue;
		}
		if (t->size > c.max_xfer || !(reg.flags & need)) {
			fprintf(stderr, "%s:%u skipped: the server does not allow it\n",
					kind_name[t->kind], t->size);
			status = 3;
			continue;
		}
		for (unsigned k = 0; k < runs; k++) {
			char label[16];

			res[k] = run_test(&c, t, region, offset, w, n, lat);
			if (verbose) {
				snprintf(label, sizeof(label), "%u", k + 1);
				print_row(label, t, &res[k], csv);
			}
		}
		m = median_of(res, runs);
		print_row("median", t, &m, csv);
		if (m.errors != 0) {
			fprintf(stderr, "%s:%u: %u of %u operations got an error reply "
					"(last errno %u)\n", kind_name[t->kind], t->size, m.errors,
					n * runs, c.last_error);
			status = 4;
		}
		fflush(stdout);
	}

	free(res);
	free(lat);
	free(c.tx);
	free(c.rx);
	close(c.fd);
	return status;
}
