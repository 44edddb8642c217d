package io.vfio4j.distribution.serve;

import io.vfio4j.api.pci.PciAddress;
import java.nio.file.Path;

/** Where a function's socket is. */
public final class SocketPaths {

  private SocketPaths() {}

  /** The socket of a function in a folder of sockets. */
  public static Path in(Path folder, PciAddress address) {
    return folder.resolve(address + ".sock");
  }
}
