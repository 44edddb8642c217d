package io.vfio4j.core.linux;

/** The pages of this host, which its processes map by. */
public final class HostPage {
  /** Bytes of one: 4096, or on many AArch64 hosts 65536. */
  public static final long SIZE = MemoryCalls.pageSize();

  private HostPage() {}
}
