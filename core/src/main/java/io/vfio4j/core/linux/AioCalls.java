package io.vfio4j.core.linux;

/** io_setup(2) and its family, which the C library leaves to syscall(2). */
final class AioCalls {
  /** The numbers of the calls, by architecture (asm/unistd.h). */
  private record Numbers(long setup, long getEvents, long submit) {}

  private static final Numbers NUMBERS =
      Architecture.current() == Architecture.X86_64
          ? new Numbers(206, 208, 209)
          : new Numbers(0, 4, 2);

  /** It takes what it is given as it comes, although its prototype is variadic. */
  private static final LibcFunction SYSCALL = Libc.bind("syscall");

  /** Where a call that takes what is there finds no time limit. */
  private static final long NO_WAIT = 0;

  private AioCalls() {}

  static long setup(long events, long contextAddress) {
    return SYSCALL.call(NUMBERS.setup, events, contextAddress);
  }

  static long submit(long context, long count, long requestPointers) {
    return SYSCALL.call(NUMBERS.submit, context, count, requestPointers);
  }

  /** Takes what is there, without waiting. */
  static long takeEvents(long context, long most, long events) {
    return SYSCALL.call(NUMBERS.getEvents, context, 0, most, events, NO_WAIT);
  }
}
