package io.vfio4j.testkit.client;

import io.vfio4j.core.linux.UnixSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * A client of a vfio-user server, such as a VMM is one.
 *
 * <p>Every method sends one message and waits for its reply, no longer than the timeout of the
 * {@link ClientOptions}. It throws {@link VfioUserError} if the reply is an error and {@link
 * ConnectionLost} if there is none. For one thread at a time.
 *
 * @since 0.1
 */
public final class VfioUserClient implements AutoCloseable {
  private static final int FEATURE_HEAD = 8;
  private static final long LARGEST_TRANSFER = 1 << 20;

  private final Connection connection;
  private final ServerVersion version;
  private final ClientIrqs irqs;
  private final ClientDma dma;

  private VfioUserClient(
      Connection connection, ServerVersion version, ClientIrqs irqs, ClientDma dma) {
    this.connection = connection;
    this.version = version;
    this.irqs = irqs;
    this.dma = dma;
  }

  /** Connects as QEMU does. */
  public static VfioUserClient connect(Path socket) {
    return connect(socket, ClientOptions.qemu());
  }

  /** Connects and negotiates. */
  public static VfioUserClient connect(Path socket, ClientOptions options) {
    return negotiate(UnixSocket.connect(socket), options);
  }

  /** Negotiates on a socket that is connected, which belongs to the client from now on. */
  public static VfioUserClient negotiate(UnixSocket socket, ClientOptions options) {
    ClientMemory memory = new ClientMemory();
    DmaServer server = new DmaServer(memory, options.dmaLayout(), LARGEST_TRANSFER);
    Connection connection = new Connection(socket, options.timeout(), server);
    try {
      Message reply = connection.ask(Command.VERSION, ServerVersion.request(options));
      return new VfioUserClient(
          connection,
          ServerVersion.reply(reply.payload(), options),
          new ClientIrqs(connection),
          new ClientDma(connection, memory));
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** What the server said of itself. */
  public ServerVersion version() {
    return version;
  }

  /** Interrupts. */
  public ClientIrqs irqs() {
    return irqs;
  }

  /** Memory for the device's DMA. */
  public ClientDma dma() {
    return dma;
  }

  /** The connection, for messages that the other methods do not send. */
  public Connection connection() {
    return connection;
  }

  /** DEVICE_GET_INFO. */
  public ClientDevice info() {
    Message reply = connection.ask(Command.DEVICE_GET_INFO, ClientDevice.request());
    return ClientDevice.reply(reply.payload());
  }

  /** DEVICE_GET_REGION_INFO: once for the size of the answer, and again if there is more to it. */
  public ClientRegion region(int index) {
    Message reply = regionInfo(index, ClientRegion.FIXED);
    int needed = ClientRegion.needed(reply);
    if (needed <= ClientRegion.FIXED) {
      return ClientRegion.reply(reply);
    }
    reply.closeDescriptors();
    return ClientRegion.reply(regionInfo(index, needed));
  }

  private Message regionInfo(int index, int argsz) {
    byte[] request = ClientRegion.request(index, argsz);
    return connection.request(Command.DEVICE_GET_REGION_INFO, request);
  }

  /** REGION_READ. */
  public byte[] read(int region, long offset, int count) {
    byte[] request = RegionAccess.request(region, offset, count, 0);
    ByteBuffer reply = connection.ask(Command.REGION_READ, request).payload();
    return RegionAccess.data(request, reply, count);
  }

  /**
   * Reads a register.
   *
   * @param width 1 to 8 bytes
   * @return the value, zero-extended
   */
  public long readRegister(int region, long offset, int width) {
    ByteBuffer value = Message.littleEndian(Long.BYTES);
    return value.put(0, read(region, offset, width)).getLong(0);
  }

  /** REGION_WRITE. */
  public void write(int region, long offset, byte[] bytes) {
    write(RegionAccess.write(region, offset, bytes, bytes.length));
  }

  private void write(byte[] request) {
    RegionAccess.data(request, connection.ask(Command.REGION_WRITE, request).payload(), 0);
  }

  /** Writes a register of {@code width} bytes. */
  public void writeRegister(int region, long offset, int width, long value) {
    byte[] bytes = Message.littleEndian(Long.BYTES).putLong(value).array();
    write(RegionAccess.write(region, offset, bytes, width));
  }

  /** REGION_WRITE without a reply: a posted write. */
  public void post(int region, long offset, byte[] bytes) {
    connection.post(Command.REGION_WRITE, RegionAccess.write(region, offset, bytes, bytes.length));
  }

  /**
   * REGION_WRITE_MULTI.
   *
   * @return how many writes the server says it did
   */
  public long writeMulti(List<RegionWrite> writes) {
    byte[] request = RegionWrite.request(writes);
    return connection.ask(Command.REGION_WRITE_MULTI, request).payload().getLong(0);
  }

  /** REGION_WRITE_MULTI without a reply, as QEMU sends it. */
  public void postMulti(List<RegionWrite> writes) {
    connection.post(Command.REGION_WRITE_MULTI, RegionWrite.request(writes));
  }

  /** DEVICE_RESET. */
  public void reset() {
    connection.ask(Command.DEVICE_RESET, new byte[0]);
  }

  /**
   * DEVICE_FEATURE.
   *
   * @param flags feature number, and 0x10000 get, 0x20000 set, 0x40000 probe
   * @param data what follows flags
   * @param room for the reply's data, in bytes
   * @return the reply's data
   */
  public byte[] feature(int flags, byte[] data, int room) {
    byte[] request =
        Message.littleEndian(FEATURE_HEAD + data.length)
            .putInt(FEATURE_HEAD + Math.max(data.length, room))
            .putInt(flags)
            .put(data)
            .array();
    ByteBuffer reply = connection.ask(Command.DEVICE_FEATURE, request).payload();
    if (reply.capacity() < FEATURE_HEAD) {
      throw new ConnectionLost("a reply to DEVICE_FEATURE of %d bytes".formatted(reply.capacity()));
    }
    byte[] answer = new byte[reply.capacity() - FEATURE_HEAD];
    reply.get(FEATURE_HEAD, answer);
    return answer;
  }

  /** Goes, without a word, as VMMs do. */
  @Override
  public void close() {
    connection.close();
  }
}
