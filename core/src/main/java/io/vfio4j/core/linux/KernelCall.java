package io.vfio4j.core.linux;

/**
 * A system call made by syscall(2).
 *
 * <p>The C library's own recvmsg and send are places where a pthread may be cancelled, and say so
 * before and after with an atomic operation each, which nobody here has a use for: some 90 of 1,740
 * instructions for a read of a register, 1 to 3 % of its time ({@code docs/performance.md}).
 *
 * @param function of the C library, syscall or the call's own
 * @param number of the call; for its own function, none
 */
record KernelCall(LibcFunction function, int number) {
  private static final int NONE = -1;

  /**
   * Binds one.
   *
   * @param x86 its number on x86-64, asm/unistd_64.h
   * @param generic its number on AArch64 and RISC-V, asm-generic/unistd.h
   */
  static KernelCall bind(String name, int x86, int generic) {
    int number = number(x86, generic);
    return new KernelCall(Libc.bind(number == NONE ? name : "syscall"), number);
  }

  /**
   * The same for one like {@code int fcntl(int, int, ...)}, which would be a type of its own for
   * the JDK, with more code for a start to wait for ({@code docs/performance.md}).
   *
   * @param fixedArguments how many there are in any case
   */
  static KernelCall bindVariadic(String name, int fixedArguments, int x86, int generic) {
    int number = number(x86, generic);
    return number == NONE
        ? new KernelCall(Libc.bindVariadic(name, fixedArguments), NONE)
        : new KernelCall(Libc.bind("syscall"), number);
  }

  private static int number(int x86, int generic) {
    return switch (Architecture.current()) {
      case X86_64 -> x86;
      case GENERIC -> generic;
      case OTHER -> NONE;
    };
  }

  long call(long first, long second, long third, long fourth) {
    return number == NONE
        ? function.call(first, second, third, fourth, 0, 0, 0)
        : function.call(number, first, second, third, fourth, 0, 0);
  }
}
