package io.vfio4j.core.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinuxExceptionTest {
  @ParameterizedTest
  @CsvSource({
    "1, EPERM",
    "22, EINVAL",
    "25, ENOTTY",
    "40, ELOOP",
    "41, errno 41",
    "42, ENOMSG",
    "58, errno 58",
    "59, EBFONT",
    "84, EILSEQ",
    "88, ENOTSOCK",
    "95, EOPNOTSUPP",
    "98, EADDRINUSE",
    "104, ECONNRESET",
    "110, ETIMEDOUT",
    "111, ECONNREFUSED",
    "125, ECANCELED",
    "133, EHWPOISON",
    "134, errno 134",
    "0, errno 0",
    "-1, errno -1"
  })
  void namesTheErrno(int errno, String name) {
    assertEquals(name, LinuxException.of("x", errno).errnoName());
  }

  @Test
  void saysWhichCallAndOnWhat() {
    assertEquals("connect: ECONNREFUSED", LinuxException.of("connect", 111).getMessage());
    LinuxException detailed = LinuxException.withoutStackTrace("open", 2, "/x");
    assertEquals("open: ENOENT (/x)", detailed.getMessage());
    assertEquals("open", detailed.call());
    assertEquals(2, detailed.errno());
    assertEquals(0, detailed.getStackTrace().length);
    assertTrue(LinuxException.of("open", 2).getStackTrace().length > 0);
  }

  @Test
  void comesFromNegativeResultsOnly() {
    assertEquals(0, LinuxException.check("x", 0));
    assertEquals(5, LinuxException.check("x", 5));
    LinuxException failed =
        assertThrows(LinuxException.class, () -> LinuxException.check("x", -13));
    assertEquals("x: EACCES", failed.getMessage());
  }
}
