package io.vfio4j.e2e;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Our end of a socket that QEMU talks lines on. We listen and QEMU connects, so that nobody has to
 * guess when the other is up; a thread that waits here can be interrupted by a test's timeout.
 */
final class LineSocket implements AutoCloseable {

  private final Path path;
  private final ServerSocketChannel listener;
  private BufferedReader in;
  private Writer out;

  private LineSocket(Path path, ServerSocketChannel listener) {
    this.path = path;
    this.listener = listener;
  }

  static LineSocket listen(Path path) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(path));
    return new LineSocket(path, listener);
  }

  Path path() {
    return path;
  }

  /** Ends an {@link #accept} under way: nobody will connect any more. */
  void stopListening() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void accept() throws IOException {
    SocketChannel channel = listener.accept();
    in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    out = Channels.newWriter(channel, StandardCharsets.UTF_8);
  }

  void send(String line) throws IOException {
    out.write(line + "\n");
    out.flush();
  }

  String receive() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new EOFException("QEMU closed " + path.getFileName());
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    stopListening();
    if (in != null) {
      in.close();
    }
  }
}
