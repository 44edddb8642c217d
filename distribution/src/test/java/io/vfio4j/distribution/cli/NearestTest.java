package io.vfio4j.distribution.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> NAMES = List.of("list", "plugin", "plugins", "--id");

  @Test
  void theNearestIsNamed() {
    assertEquals(", perhaps list", Nearest.hint("lsit", NAMES));
    assertEquals(", perhaps plugins", Nearest.hint("plugin-s", NAMES));
    assertEquals(", perhaps plugin", Nearest.hint("plugi", NAMES));
  }

  @Test
  void whatIsFarIsNot() {
    assertEquals("", Nearest.hint("serve", NAMES));
    assertEquals("", Nearest.hint("--x", NAMES));
    assertEquals("", Nearest.hint("", NAMES));
  }
}
