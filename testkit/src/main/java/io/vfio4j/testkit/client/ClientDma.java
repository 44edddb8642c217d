package io.vfio4j.testkit.client;

import io.vfio4j.core.linux.Descriptor;
import java.lang.foreign.MemorySegment;

/**
 * The memory that a client shares with a device: DMA_MAP and DMA_UNMAP.
 *
 * <pre>
 *   0        4        8                16               24               32
 *  +--------+--------+----------------+----------------+----------------+
 *  | argsz  | flags  | offset in file | address        | size           |   DMA_MAP
 *  +--------+--------+----------------+----------------+----------------+
 *  | argsz  | flags  | address        | size           |                    DMA_UNMAP
 *  +--------+--------+----------------+----------------+
 * </pre>
 *
 * @since 0.1
 */
public final class ClientDma {
  /** The device may read. */
  public static final int READ = 1;

  /** The device may write. */
  public static final int WRITE = 2;

  private static final int MAP_SIZE = 32;
  private static final int UNMAP_SIZE = 24;
  private static final int UNMAP_ALL = 2;

  private final Connection connection;
  private final ClientMemory memory;

  ClientDma(Connection connection, ClientMemory memory) {
    this.connection = connection;
    this.memory = memory;
  }

  /** Maps all of some guest RAM, with its descriptor, readable and writable. */
  public void map(long iova, GuestRam ram) {
    map(READ | WRITE, 0, iova, ram.memory().byteSize(), ram.descriptor());
    memory.map(iova, ram.memory());
  }

  /** Maps memory without a descriptor, which the device reaches by asking for it. */
  public void mapByMessage(long iova, MemorySegment bytes) {
    map(READ | WRITE, 0, iova, bytes.byteSize());
    memory.map(iova, bytes);
  }

  /** Sends any DMA_MAP, also one that makes no sense. */
  public void map(int flags, long offset, long iova, long size, Descriptor... descriptors) {
    byte[] request =
        Message.littleEndian(MAP_SIZE)
            .putInt(MAP_SIZE)
            .putInt(flags)
            .putLong(offset)
            .putLong(iova)
            .putLong(size)
            .array();
    connection.ask(Command.DMA_MAP, request, descriptors);
  }

  /** Takes an area back, exactly as it was mapped. */
  public void unmap(long iova, long size) {
    unmap(0, iova, size);
    memory.unmap(iova);
  }

  /** Takes all areas back. */
  public void unmapAll() {
    unmap(UNMAP_ALL, 0, 0);
    memory.clear();
  }

  private void unmap(int flags, long iova, long size) {
    byte[] request =
        Message.littleEndian(UNMAP_SIZE)
            .putInt(UNMAP_SIZE)
            .putInt(flags)
            .putLong(iova)
            .putLong(size)
            .array();
    connection.ask(Command.DMA_UNMAP, request);
  }
}
