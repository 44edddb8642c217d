/*
 * count_instructions - how many instructions of its own a thread needs from one system call that waits to the next.
 *
 * Steps a thread of another process one instruction at a time, while somebody keeps it busy, and prints the median
 * of what lies between two receives (recvmsg or read). Unlike time it does not depend on what else the machine does.
 * For x86-64.
 *
 * Usage: count_instructions THREAD RECEIVES
 */

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#define SYSCALL 0x050f          /* the instruction, as the first two bytes of a little-endian word */

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static int ascending(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return (x > y) - (x < y);
}

static int receives(pid_t thread, const struct user_regs_struct *regs)
{
	if (regs->rax != SYS_recvmsg && regs->rax != SYS_read) {
		return 0;
	}
	return (ptrace(PTRACE_PEEKTEXT, thread, regs->rip, NULL) & 0xffff) == SYSCALL;
}

static void seize(pid_t thread)
{
	if (ptrace(PTRACE_SEIZE, thread, NULL, NULL) != 0 || ptrace(PTRACE_INTERRUPT, thread, NULL, NULL) != 0) {
		die("ptrace");
	}
}

/*
 * To be interrupted is news for a JIT: the code that it made without such a case is thrown away. So the thread is interrupted
 * a few times first, and each time left alone for long enough to have good code again.
 */
static void accustom(pid_t thread)
{
	for (int i = 0; i < 5; i++) {
		int status;

		seize(thread);
		if (waitpid(thread, &status, __WALL) != thread || ptrace(PTRACE_DETACH, thread, NULL, NULL) != 0) {
			die("detach");
		}
		sleep(2);
	}
}

int main(int argc, char **argv)
{
	pid_t thread = argc == 3 ? atoi(argv[1]) : 0;
	int wanted = argc == 3 ? atoi(argv[2]) : 0;
	long *counts = calloc(wanted > 0 ? (size_t)wanted : 1, sizeof(*counts));
	int seen = -1, status;
	long count = 0;

	if (thread <= 0 || wanted <= 0 || counts == NULL) {
		fputs("usage: count_instructions THREAD RECEIVES\n", stderr);
		return 2;
	}
	accustom(thread);
	seize(thread);
	while (seen < wanted && waitpid(thread, &status, __WALL) == thread && WIFSTOPPED(status)) {
		struct user_regs_struct regs;

		if (ptrace(PTRACE_GETREGS, thread, NULL, &regs) != 0) {
			die("registers");
		}
		count++;
		if (receives(thread, &regs)) {
			if (seen >= 0) {
				counts[seen] = count;
			}
			seen++;
			count = 0;
		}
		if (ptrace(seen < wanted ? PTRACE_SINGLESTEP : PTRACE_DETACH, thread, NULL, NULL) != 0) {
			die("step");
		}
	}
	if (seen < wanted) {
		fputs("count_instructions: the thread is gone\n", stderr);
		return 1;
	}
	qsort(counts, (size_t)wanted, sizeof(*counts), ascending);
	printf("%ld\n", counts[wanted / 2]);
	return 0;
}
