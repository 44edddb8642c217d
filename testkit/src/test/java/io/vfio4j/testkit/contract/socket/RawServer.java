package io.vfio4j.testkit.contract.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A server that negotiates as it should, and then does as it likes. */
final class RawServer implements AutoCloseable {
  private static final int HEADER = 16;
  private static final int REPLY = 1;

  private final Path path;
  private final byte[] version;
  private final ServerSocketChannel listener;

  /** What is done to a client once it was told the version. */
  interface Behaviour {
    void meet(Client client) throws IOException;
  }

  RawServer(Path path, Behaviour behaviour) throws IOException {
    this(path, "", behaviour);
  }

  /** One that says something of itself: JSON. */
  RawServer(Path path, String capabilities, Behaviour behaviour) throws IOException {
    this.path = path;
    this.version = ("\0\0\0\0" + capabilities).getBytes(StandardCharsets.UTF_8);
    this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(path));
    Thread.ofPlatform().daemon().name("raw server").start(() -> serve(behaviour));
  }

  private void serve(Behaviour behaviour) {
    while (listener.isOpen()) {
      try (SocketChannel channel = listener.accept()) {
        Client client = new Client(channel);
        client.request();
        client.reply(version);
        behaviour.meet(client);
      } catch (IOException _) {
        // The client has gone, or the test is over.
      }
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /** The connection, and the last request that came. */
  static final class Client {
    private final SocketChannel channel;
    private short id;
    private short command;
    private ByteBuffer payload = ByteBuffer.allocate(0);

    Client(SocketChannel channel) {
      this.channel = channel;
    }

    /** Waits for a request, and reads all of it. */
    int request() throws IOException {
      ByteBuffer header = read(HEADER);
      id = header.getShort(0);
      command = header.getShort(2);
      payload = read(header.getInt(4) - HEADER);
      return command;
    }

    /** What came with the last request. */
    ByteBuffer payload() {
      return payload;
    }

    private ByteBuffer read(int count) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining()) {
        if (channel.read(bytes) < 0) {
          throw new IOException("end");
        }
      }
      return bytes;
    }

    void reply(byte[] payload) throws IOException {
      ByteBuffer bytes =
          ByteBuffer.allocate(HEADER + payload.length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putShort(id).putShort(command).putInt(bytes.capacity()).putInt(REPLY).putInt(0);
      bytes.put(payload).flip();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    /** Waits until the client has gone. */
    void awaitEnd() throws IOException {
      while (channel.read(ByteBuffer.allocate(1 << 16)) >= 0) {
        // It says something that is not answered.
      }
    }
  }
}
