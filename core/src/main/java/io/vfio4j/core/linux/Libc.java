package io.vfio4j.core.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.Linker.Option;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/** Binds functions of the C library; every bound function captures errno. */
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();

  private Libc() {}

  static MethodHandle bind(String name, MemoryLayout result, MemoryLayout... arguments) {
    return bind(name, FunctionDescriptor.of(result, arguments), List.of());
  }

  /** For functions like {@code int fcntl(int, int, ...)}: the ABI may pass the rest differently. */
  static MethodHandle bindVariadic(
      String name, int fixedArguments, MemoryLayout result, MemoryLayout... arguments) {
    FunctionDescriptor descriptor = FunctionDescriptor.of(result, arguments);
    return bind(name, descriptor, List.of(Option.firstVariadicArg(fixedArguments)));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle bind(String name, FunctionDescriptor descriptor, List<Option> more) {
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
