package io.vfio4j.core.host;

import java.util.List;

/** A machine with PCI functions. */
public interface Host extends AutoCloseable {

  /** What the operator calls it, for instance {@code sim:gh200-96g}. */
  String name();

  /** Its functions, in the order of their addresses. */
  List<HostFunction> functions();

  /** Releases memory and descriptors. No function is used any more. */
  @Override
  void close();
}
