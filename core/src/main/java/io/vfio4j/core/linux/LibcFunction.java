package io.vfio4j.core.linux;

import java.lang.invoke.MethodHandle;

/**
 * A function of the C library, called in the kernel's convention: what it answers, or the negative
 * errno.
 *
 * <p>It is given seven arguments whatever it takes, as a function does not look at one more than it
 * has: on AArch64 and RISC-V they are in registers, on x86-64 all but the last, which only {@link
 * KernelCall} has a use for. {@link Libc} says what that is good for.
 *
 * @param handle of a {@code MemorySegment} for errno and seven longs
 * @param returnsInt whether the upper half of what it returns means nothing
 */
record LibcFunction(MethodHandle handle, boolean returnsInt) {

  long call() {
    return call(0, 0, 0, 0, 0, 0, 0);
  }

  long call(long first) {
    return call(first, 0, 0, 0, 0, 0, 0);
  }

  long call(long first, long second) {
    return call(first, second, 0, 0, 0, 0, 0);
  }

  long call(long first, long second, long third) {
    return call(first, second, third, 0, 0, 0, 0);
  }

  long call(long first, long second, long third, long fourth) {
    return call(first, second, third, fourth, 0, 0, 0);
  }

  long call(long first, long second, long third, long fourth, long fifth) {
    return call(first, second, third, fourth, fifth, 0, 0);
  }

  long call(long first, long second, long third, long fourth, long fifth, long sixth) {
    return call(first, second, third, fourth, fifth, sixth, 0);
  }

  long call(
      long first, long second, long third, long fourth, long fifth, long sixth, long seventh) {
    Scratch scratch = Scratch.ofThread();
    try {
      long returned =
          (long)
              handle.invokeExact(
                  scratch.capture(), first, second, third, fourth, fifth, sixth, seventh);
      return scratch.result(returnsInt ? (int) returned : returned);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** A downcall declares {@link Throwable} but can throw unchecked exceptions only. */
  private static AssertionError unexpected(Throwable thrown) {
    if (thrown instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return new AssertionError(thrown);
  }
}
