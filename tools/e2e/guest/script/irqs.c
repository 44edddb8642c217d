#include "reader.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define INDICES VFIO_PCI_NUM_IRQS
#define VECTORS 64
#define SETTLE_MS 100

/* The eventfds that the script gave; 0 for none. */
static int triggers[INDICES][VECTORS], unmasks[INDICES][VECTORS];

static void forget(int *eventfd)
{
	if (*eventfd)
		close(*eventfd);
	*eventfd = 0;
}

void forget_eventfds(void)
{
	for (int i = 0; i < INDICES; i++) {
		for (int n = 0; n < VECTORS; n++) {
			forget(&triggers[i][n]);
			forget(&unmasks[i][n]);
		}
	}
}

static uint32_t flag(const char *word, const char *const *names, const uint32_t *flags)
{
	for (int i = 0; i < 3; i++)
		if (word && !strcmp(word, names[i]))
			return flags[i];
	senseless("no such action or data");
	return 0;
}

static uint32_t action(const char *word)
{
	return flag(word, (const char *[]){ "mask", "unmask", "trigger" },
		    (uint32_t[]){ VFIO_IRQ_SET_ACTION_MASK, VFIO_IRQ_SET_ACTION_UNMASK,
				  VFIO_IRQ_SET_ACTION_TRIGGER });
}

static uint32_t data(const char *word)
{
	return flag(word, (const char *[]){ "none", "bool", "eventfd" },
		    (uint32_t[]){ VFIO_IRQ_SET_DATA_NONE, VFIO_IRQ_SET_DATA_BOOL, VFIO_IRQ_SET_DATA_EVENTFD });
}

static void keep(const struct vfio_irq_set *set, const int *values, size_t count)
{
	int (*kept)[VECTORS] = set->flags & VFIO_IRQ_SET_ACTION_UNMASK ? unmasks : triggers;

	for (size_t i = 0; i < count; i++) {
		if (set->index < INDICES && set->start + i < VECTORS) {
			forget(&kept[set->index][set->start + i]);
			kept[set->index][set->start + i] = values[i] < 0 ? 0 : values[i];
		}
	}
}

static void drop(const int *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (values[i] > 0)
			close(values[i]);
}

void op_set_irqs(char **words)
{
	unsigned char room[sizeof(struct vfio_irq_set) + VECTORS * sizeof(int)] = { 0 };
	struct vfio_irq_set *set = (void *)room;
	const char *values = words[5] ? words[5] : "";
	size_t count = strlen(values);
	int fds[VECTORS], result;

	if (count > VECTORS)
		senseless("too many vectors");
	set->index = number(words[0]);
	set->flags = action(words[1]) | data(words[2]);
	set->start = number(words[3]);
	set->count = number(words[4]);
	if (!(set->flags & VFIO_IRQ_SET_DATA_EVENTFD)) {
		for (size_t i = 0; i < count; i++)
			set->data[i] = values[i] == '1';
		set->argsz = sizeof(*set) + count;
		answer_result(ioctl(device, VFIO_DEVICE_SET_IRQS, set));
		return;
	}
	for (size_t i = 0; i < count; i++)
		fds[i] = values[i] == 'e' ? eventfd(0, EFD_NONBLOCK) : -1;
	memcpy(set->data, fds, count * sizeof(int));
	set->argsz = sizeof(*set) + count * sizeof(int);
	result = ioctl(device, VFIO_DEVICE_SET_IRQS, set);
	answer_result(result);
	if (result)
		drop(fds, count);
	else
		keep(set, fds, count);
}

void op_signals(char **words)
{
	uint64_t index = number(words[0]), start = number(words[1]), count = number(words[2]);

	for (uint64_t i = 0; i < count; i++) {
		uint64_t counter = 0;
		int known = index < INDICES && start + i < VECTORS && triggers[index][start + i];

		if (known && read(triggers[index][start + i], &counter, sizeof(counter)) < 0)
			counter = 0;
		answer("%s%llu", i ? " " : "", (unsigned long long)counter);
	}
}

void op_unmask_signal(char **words)
{
	uint64_t index = number(words[0]), vector = number(words[1]), one = 1;

	if (index >= INDICES || vector >= VECTORS || !unmasks[index][vector]) {
		answer("none");
		return;
	}
	if (write(unmasks[index][vector], &one, sizeof(one)) < 0)
		senseless("an eventfd that takes no signal");
	poll(NULL, 0, SETTLE_MS);
	answer("0");
}

void op_settle(char **words)
{
	(void)words;
	poll(NULL, 0, SETTLE_MS);
	answer("0");
}

void op_ioeventfd(char **words)
{
	struct vfio_device_ioeventfd ioeventfd = {
		.argsz = sizeof(ioeventfd),
		.offset = file_offset(number(words[0]), number(words[1])),
		.flags = number(words[2]),
		.data = number(words[3]),
		.fd = eventfd(0, 0),
	};

	answer_result(ioctl(device, VFIO_DEVICE_IOEVENTFD, &ioeventfd));
}
