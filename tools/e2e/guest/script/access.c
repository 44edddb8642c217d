#include "reader.h"

#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define SHOWN 4096

static sigjmp_buf after_fault;

uint64_t file_offset(unsigned region, uint64_t offset)
{
	struct vfio_region_info info = { .argsz = sizeof(info), .index = region };

	if (ioctl(device, VFIO_DEVICE_GET_REGION_INFO, &info))
		info.offset = (uint64_t)region << 40;
	return info.offset + offset;
}

void op_read(char **words)
{
	static unsigned char bytes[MOST_BYTES];
	uint64_t at = file_offset(number(words[0]), number(words[1]));
	uint64_t count = number(words[2]), shown = words[3] ? number(words[3]) : SHOWN;
	ssize_t done;

	if (count > sizeof(bytes))
		senseless("too many bytes");
	memset(bytes, 0, sizeof(bytes));
	done = pread(device, bytes, count, at);
	answer_result(done);
	if (done > 0 && shown) {
		answer(" ");
		answer_bytes(bytes, (uint64_t)done < shown ? (uint64_t)done : shown);
	}
}

void op_write(char **words)
{
	static unsigned char bytes[MOST_BYTES];
	uint64_t at = file_offset(number(words[0]), number(words[1]));
	size_t count = bytes_of(words[2], bytes, sizeof(bytes));

	answer_result(pwrite(device, bytes, count, at));
}

static void fault(int signal)
{
	siglongjmp(after_fault, signal);
}

static void touch(volatile uint32_t *p, const unsigned char *bytes, size_t count)
{
	uint32_t word;

	signal(SIGBUS, fault);
	if (sigsetjmp(after_fault, 1)) {
		answer("SIGBUS");
		return;
	}
	for (size_t i = 0; i < count; i += sizeof(word)) {
		memcpy(&word, bytes + i, sizeof(word));
		p[i / sizeof(word)] = word;
	}
	word = p[0];
	answer("ok ");
	answer_bytes((unsigned char *)&word, sizeof(word));
}

void op_mmap(char **words)
{
	static unsigned char bytes[MOST_BYTES];
	uint64_t at = file_offset(number(words[0]), number(words[1]));
	size_t length = number(words[2]), count = bytes_of(words[3], bytes, sizeof(bytes));
	void *p = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED, device, at);

	if (p == MAP_FAILED) {
		answer_result(-1);
		return;
	}
	touch(p, bytes, count);
	munmap(p, length);
}
