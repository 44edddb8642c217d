package io.vfio4j.distribution.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeningSocketsTest {
  private final ListeningSockets sockets =
      new ListeningSockets(
          List.of(
              "Num       RefCount Protocol Flags    Type St Inode Path",
              "00000000deadbeef: 00000002 00000000 00010000 0001 01 4711 /run/a b/listens.sock",
              "00000000deadbee0: 00000003 00000000 00000000 0001 03 4712 /run/connected.sock",
              "00000000deadbee1: 00000003 00000000 00000000 0001 03 4713"));

  @Test
  void aNameThatIsNoTextHidesNoOthers(@TempDir Path folder) throws IOException {
    String lines =
        """
        00000000deadbee2: 00000002 00000000 00010000 0001 01 4714 @\u00ff
        00000000deadbee3: 00000002 00000000 00010000 0001 01 4715 /run/listens.sock
        """;
    Path table = Files.write(folder.resolve("unix"), lines.getBytes(ISO_8859_1));
    assertTrue(ListeningSockets.of(table).contains(Path.of("/run/listens.sock")));
  }

  @Test
  void onlyAListenerCounts() {
    assertTrue(sockets.contains(Path.of("/run/a b/listens.sock")));
    assertFalse(sockets.contains(Path.of("/run/connected.sock")));
    assertFalse(sockets.contains(Path.of("/run/other.sock")));
  }
}
