package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class UnixSocketTest {
  @TempDir private Path directory;
  private Path path;
  private long openBefore;

  @BeforeEach
  void count() throws IOException {
    path = directory.resolve("s.sock");
    openBefore = OpenDescriptors.count();
  }

  @AfterEach
  void nothingLeaks() throws IOException {
    assertEquals(openBefore, OpenDescriptors.count());
  }

  @Test
  void aClientConnectsAndIsAccepted() {
    try (UnixSocket listener = UnixSocket.listen(path, 0600, 1);
        UnixSocket client = UnixSocket.connect(path);
        UnixSocket server = listener.accept().orElseThrow()) {
      new SocketWriter(client, Duration.ofSeconds(1)).send(Bytes.of("hello"), 0, 5);
      var room = Bytes.room(16);
      try (ReceivedDescriptors none = new ReceivedDescriptors()) {
        assertEquals(5, new SocketReader(server).receive(room, 0, 16, none));
      }
      assertEquals("hello", Bytes.text(room, 5));
    }
  }

  /** Some of these lose bits to any usual umask, and are to have them all the same. */
  @ParameterizedTest
  @CsvSource({"600, rw-------", "660, rw-rw----", "666, rw-rw-rw-"})
  void theFileHasExactlyTheModeAskedFor(String octal, String permissions) throws IOException {
    try (UnixSocket listener = UnixSocket.listen(path, Integer.parseInt(octal, 8), 1)) {
      assertFalse(listener.descriptor().isClosed());
      assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }
  }

  @Test
  void shutdownWakesAccept() {
    try (UnixSocket listener = UnixSocket.listen(path, 0600, 1)) {
      Background<Optional<UnixSocket>> accepted = Background.call(listener::accept);
      accepted.awaitIn("SocketCalls", "accept");
      listener.shutdown();
      assertEquals(Optional.empty(), accepted.result());
      assertEquals(Optional.empty(), listener.accept());
    }
  }

  @Test
  void closeWakesAccept() {
    UnixSocket listener = UnixSocket.listen(path, 0600, 1);
    Background<Optional<UnixSocket>> accepted = Background.call(listener::accept);
    accepted.awaitIn("SocketCalls", "accept");
    listener.close();
    assertEquals(Optional.empty(), accepted.result());
    assertThrows(IllegalStateException.class, listener::accept);
    listener.close();
  }

  @Test
  void aPathInUseIsRefused() {
    try (UnixSocket first = UnixSocket.listen(path, 0600, 1)) {
      LinuxException refused =
          assertThrows(LinuxException.class, () -> UnixSocket.listen(path, 0600, 1));
      assertEquals("bind: EADDRINUSE (" + path + ")", refused.getMessage());
      assertFalse(first.descriptor().isClosed());
    }
  }

  @Test
  void theLongestPathWorksAndOneByteMoreIsExplained() {
    String fits = "x".repeat(SocketAddress.LONGEST_PATH - directory.toString().length() - 1);
    try (UnixSocket listener = UnixSocket.listen(directory.resolve(fits), 0600, 1);
        UnixSocket client = UnixSocket.connect(directory.resolve(fits))) {
      assertTrue(listener.accept().map(accepted -> closed(accepted, client)).isPresent());
    }
    Path tooLong = directory.resolve(fits + "x");
    LinuxException refused =
        assertThrows(LinuxException.class, () -> UnixSocket.listen(tooLong, 0600, 1));
    assertEquals("ENAMETOOLONG", refused.errnoName());
    assertTrue(refused.getMessage().contains("this one has 108"), refused.getMessage());
  }

  private static UnixSocket closed(UnixSocket accepted, UnixSocket client) {
    accepted.close();
    client.close();
    return accepted;
  }

  @Test
  void connectingToNobodySaysWhere() {
    LinuxException refused = assertThrows(LinuxException.class, () -> UnixSocket.connect(path));
    assertEquals("connect: ENOENT (" + path + ")", refused.getMessage());
  }

  @Test
  void whatIsAtAPathIsTold() throws IOException {
    assertEquals(SocketFile.ABSENT, SocketFile.at(path));
    UnixSocket listener = UnixSocket.listen(path, 0600, 1);
    assertEquals(SocketFile.LIVE, SocketFile.at(path));
    listener.close();
    assertEquals(SocketFile.STALE, SocketFile.at(path));
    Path file = Files.createFile(directory.resolve("file"));
    assertEquals(SocketFile.NOT_A_SOCKET, SocketFile.at(file));
    Path link = Files.createSymbolicLink(directory.resolve("link"), path);
    assertEquals(SocketFile.NOT_A_SOCKET, SocketFile.at(link));
  }

  @Test
  void aServerWithAFullBacklogIsLive() {
    try (UnixSocket listener = UnixSocket.listen(path, 0600, 0);
        UnixSocket waiting = UnixSocket.connect(path)) {
      assertFalse(waiting.descriptor().isClosed());
      assertEquals(SocketFile.LIVE, SocketFile.at(path));
      assertFalse(listener.descriptor().isClosed());
    }
  }
}
