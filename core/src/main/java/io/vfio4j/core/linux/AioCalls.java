package io.vfio4j.core.linux;

import java.lang.invoke.MethodHandle;

/** io_setup(2) and its family, which the C library leaves to syscall(2). */
final class AioCalls {
  /** The numbers of the calls, by architecture (asm/unistd.h). */
  private record Numbers(long setup, long getEvents, long submit) {}

  private static final Numbers NUMBERS =
      System.getProperty("os.arch").equals("amd64")
          ? new Numbers(206, 208, 209)
          : new Numbers(0, 4, 2);

  private static final MethodHandle SYSCALL = Libc.bindVariadic("syscall", 1, 6);

  private AioCalls() {}

  static long setup(long events, long contextAddress) {
    return call(NUMBERS.setup, events, contextAddress, 0, 0);
  }

  static long submit(long context, long count, long requestPointers) {
    return call(NUMBERS.submit, context, count, requestPointers, 0);
  }

  /** Takes what is there, without waiting. */
  static long takeEvents(long context, long most, long events) {
    return call(NUMBERS.getEvents, context, 0, most, events);
  }

  private static long call(long number, long first, long second, long third, long fourth) {
    try {
      return Scratch.result(
          (long) SYSCALL.invokeExact(Scratch.capture(), number, first, second, third, fourth, 0L));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
