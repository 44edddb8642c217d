package io.vfio4j.core.linux;

/** What the kernel's interface depends on. Asked for before a plugin can change properties. */
public enum Architecture {
  X86_64,
  /** Those with the numbers of asm-generic/unistd.h: AArch64 and RISC-V. */
  GENERIC,
  OTHER;

  private static final Architecture CURRENT =
      switch (System.getProperty("os.arch")) {
        case "amd64" -> X86_64;
        case "aarch64", "riscv64" -> GENERIC;
        default -> OTHER;
      };

  /** That of this process. */
  public static Architecture current() {
    return CURRENT;
  }
}
