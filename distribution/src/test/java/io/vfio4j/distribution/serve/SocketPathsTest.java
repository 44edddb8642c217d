package io.vfio4j.distribution.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketPathsTest {
  @Test
  void areAbsoluteAndPlain() {
    assertEquals(
        Path.of("").toAbsolutePath().resolve("a/b"), SocketPaths.absolute(Path.of("./a/./b")));
  }

  @Test
  void aFolderAboveALinksTargetIsWhereTheKernelSays(@TempDir Path temporary) throws IOException {
    Files.createDirectories(temporary.resolve("there/below"));
    Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("there/below"));
    Path made = SocketFolder.prepare(temporary.resolve("link/../sockets"));
    assertTrue(Files.isSameFile(temporary.resolve("there/sockets"), made), made.toString());
  }
}
