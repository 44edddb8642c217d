package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Signals an eventfd from inside the kernel, which never waits.
 *
 * <p>write(2) cannot promise that: another owner of the eventfd may switch it to blocking mode and
 * fill it between our look for room and our write, and a trial was stuck within seconds. So we ask
 * for a read that fails at once, of no bytes from the eventfd itself, and for the notice of its
 * completion to go to that eventfd.
 *
 * <pre>
 *   0  struct iocb (linux/aio_abi.h), 64 bytes
 *        16 u16 opcode  20 u32 file  24 u64 buffer  32 u64 length  56 u32 flags  60 u32 notify
 *  64  struct iocb *    what io_submit reads
 *  72  u64              the context
 *  80  struct io_event[64], 32 bytes each
 * </pre>
 */
final class KernelSignal {
  private static final int FILE = 20;
  private static final int FLAGS = 56;
  private static final int NOTIFY = 60;
  private static final int POINTER = 64;
  private static final int CONTEXT = 72;
  private static final int EVENTS = 80;
  private static final int EVENT_COUNT = 64;
  private static final int EVENT_BYTES = 32;
  private static final int IOCB_FLAG_RESFD = 1;

  /** One for the process; its context ends with that. */
  private static final KernelSignal INSTANCE = new KernelSignal();

  private final MemorySegment memory =
      Arena.global().allocate(EVENTS + EVENT_COUNT * EVENT_BYTES, Long.BYTES);
  private final boolean available;

  private KernelSignal() {
    memory.set(JAVA_SHORT, 16, (short) 0); // IOCB_CMD_PREAD
    memory.set(JAVA_INT, FLAGS, IOCB_FLAG_RESFD);
    memory.set(JAVA_LONG, POINTER, memory.address());
    available = AioCalls.setup(EVENT_COUNT, memory.address() + CONTEXT) == 0;
  }

  /** Whether it is signalled; if not, this host does not offer the service. */
  static boolean send(int eventFd) {
    return INSTANCE.available && INSTANCE.submit(eventFd);
  }

  private synchronized boolean submit(int eventFd) {
    memory.set(JAVA_INT, FILE, eventFd);
    memory.set(JAVA_INT, NOTIFY, eventFd);
    long context = memory.get(JAVA_LONG, CONTEXT);
    long result = AioCalls.submit(context, 1, memory.address() + POINTER);
    if (result == -ErrnoTable.EAGAIN) {
      // Nobody reads the completions, so from time to time they fill their room.
      AioCalls.takeEvents(context, EVENT_COUNT, memory.address() + EVENTS);
      result = AioCalls.submit(context, 1, memory.address() + POINTER);
    }
    return result == 1;
  }
}
