package io.vfio4j.distribution;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.distribution.cli.Streams;
import io.vfio4j.distribution.demo.TemporaryFolder;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.testkit.client.VfioUserClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the JVM watches while it makes the image's archive of classes ({@code bin/vfio4j}): {@code
 * serve} up to READY, and a client of each function.
 */
final class Rehearsal {

  private Rehearsal() {}

  public static void main(String[] args) {
    Streams own = Streams.standard();
    StringWriter err = new StringWriter();
    int code;
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Streams streams = new Streams(whenReady(folder.path()), new PrintWriter(err));
      code = Main.run(streams, "serve", "--socket-dir", folder.path().toString());
    }
    if (code != ExitCode.OK.number()) {
      own.err().print(err);
      own.err().flush();
    }
    System.exit(code);
  }

  /** Where {@code serve} writes; it fails, with 0, as soon as it has nothing more to say. */
  private static PrintWriter whenReady(Path folder) {
    return new PrintWriter(Writer.nullWriter()) {
      @Override
      public void flush() {
        visitAll(folder);
        throw new CommandFailed(ExitCode.OK, "nothing else but a signal ends it");
      }
    };
  }

  private static void visitAll(Path folder) {
    try (Stream<Path> sockets = Files.list(folder)) {
      sockets.forEach(Rehearsal::visit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void visit(Path socket) {
    try (VfioUserClient client = VfioUserClient.connect(socket)) {
      long id = client.readRegister(RegionIndex.CONFIG, 0, Integer.BYTES);
      client.writeRegister(RegionIndex.CONFIG, 0, Integer.BYTES, id);
    }
  }
}
