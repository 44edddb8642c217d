package io.vfio4j.core.vmm.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.vfio4j.core.linux.UnixSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSocketFileTest {
  @TempDir Path directory;

  private Path path() {
    return directory.resolve("device.sock");
  }

  @Test
  void isTheOwnersAloneAndGoesAtTheEnd() throws IOException {
    try (ServerSocketFile file = ServerSocketFile.listen(path())) {
      assertEquals(
          PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file.path()));
      UnixSocket.connect(path()).close();
    }
    assertFalse(Files.exists(path()));
  }

  @Test
  void replacesWhatADeadServerLeft() {
    UnixSocket.listen(path(), 0600, 1).close();
    assertTrue(Files.exists(path()));
    try (ServerSocketFile file = ServerSocketFile.listen(path())) {
      UnixSocket.connect(file.path()).close();
    }
  }

  @Test
  void tellsThatWhatADeadServerLeftCannotBeRemoved() throws IOException {
    UnixSocket.listen(path(), 0600, 1).close();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
    try {
      assumeFalse(Files.isWritable(directory), "root may write everywhere");
      String message =
          assertThrows(IllegalStateException.class, () -> ServerSocketFile.listen(path()))
              .getMessage();
      assertTrue(message.contains("cannot be removed (permission denied); remove it"), message);
    } finally {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void leavesALiveServersAlone() {
    try (ServerSocketFile live = ServerSocketFile.listen(path())) {
      String message =
          assertThrows(IllegalStateException.class, () -> ServerSocketFile.listen(path()))
              .getMessage();
      assertTrue(
          message.contains(path().toString()) && message.contains("another server"), message);
      UnixSocket.connect(live.path()).close();
    }
  }

  @Test
  void leavesAFileAloneThatIsNoSocket() throws IOException {
    Files.writeString(path(), "precious");
    assertThrows(IllegalStateException.class, () -> ServerSocketFile.listen(path()));
    assertEquals("precious", Files.readString(path()));
  }

  @Test
  void tellsThatAFolderIsOne() {
    String message =
        assertThrows(IllegalStateException.class, () -> ServerSocketFile.listen(directory))
            .getMessage();
    assertEquals(directory + ": this is a folder; choose a path in it", message);
  }

  @Test
  void removesNothingThatCameInItsPlace() throws IOException {
    try (ServerSocketFile file = ServerSocketFile.listen(path())) {
      Files.delete(file.path());
      Files.writeString(path(), "somebody else's");
    }
    assertEquals("somebody else's", Files.readString(path()));
  }
}
