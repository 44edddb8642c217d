package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.Linker.Option;
import java.lang.invoke.MethodHandle;

/**
 * Binds functions of the C library; every bound function captures errno.
 *
 * <p>All arguments and results are longs: an int is in the lower half of the same register, and its
 * sign-extension is what every 64-bit ABI of Linux takes. And all functions have seven: so they are
 * of one type, and the JDK makes the code for a call once. At start-up that is most of what a
 * function costs ({@code docs/performance.md}).
 */
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final FunctionDescriptor SEVEN =
      FunctionDescriptor.of(
          JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final Option ERRNO = Option.captureCallState("errno");

  private Libc() {}

  /** For one that returns a long, or an address. */
  static LibcFunction bind(String name) {
    return new LibcFunction(handle(name, ERRNO), false);
  }

  /** For one that returns an int. */
  static LibcFunction bindInt(String name) {
    return new LibcFunction(handle(name, ERRNO), true);
  }

  /** For functions like {@code int fcntl(int, int, ...)}: the ABI may pass the rest differently. */
  static LibcFunction bindVariadic(String name, int fixedArguments) {
    Option variadic = Option.firstVariadicArg(fixedArguments);
    return new LibcFunction(handle(name, ERRNO, variadic), true);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle handle(String name, Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), SEVEN, options);
  }
}
