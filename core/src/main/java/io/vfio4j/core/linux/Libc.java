package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.Linker.Option;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Binds functions of the C library; every bound function captures errno.
 *
 * <p>All arguments and results are longs: an int is in the lower half of the same register, and its
 * sign-extension is what every 64-bit ABI of Linux takes. So two functions with as many arguments
 * are of one type, and the JDK makes code for one: at start-up that is most of what a function
 * costs ({@code docs/performance.md}).
 */
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();

  private Libc() {}

  static MethodHandle bind(String name, int arguments) {
    return bind(name, arguments, List.of());
  }

  /** For functions like {@code int fcntl(int, int, ...)}: the ABI may pass the rest differently. */
  static MethodHandle bindVariadic(String name, int fixedArguments, int arguments) {
    return bind(name, arguments, List.of(Option.firstVariadicArg(fixedArguments)));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle bind(String name, int arguments, List<Option> more) {
    MemoryLayout[] longs = Collections.nCopies(arguments, JAVA_LONG).toArray(MemoryLayout[]::new);
    FunctionDescriptor descriptor = FunctionDescriptor.of(JAVA_LONG, longs);
    List<Option> options = new ArrayList<>(more);
    options.add(Option.captureCallState("errno"));
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), descriptor, options.toArray(Option[]::new));
  }

  /** A downcall declares {@link Throwable} but can throw unchecked exceptions only. */
  static AssertionError unexpected(Throwable thrown) {
    if (thrown instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return new AssertionError(thrown);
  }
}
