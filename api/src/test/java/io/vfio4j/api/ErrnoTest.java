package io.vfio4j.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrnoTest {

  @ParameterizedTest
  @CsvSource({
    "EIO, 5",
    "EFAULT, 14",
    "EINVAL, 22",
    "ENOTTY, 25",
    "ETIME, 62",
    "EOVERFLOW, 75",
    "ECANCELED, 125"
  })
  void hasTheLinuxNumber(Errno errno, int number) {
    assertEquals(number, errno.number());
  }

  @ParameterizedTest
  @EnumSource(Errno.class)
  void isFoundByItsNumber(Errno errno) {
    assertEquals(errno, Errno.of(errno.number()));
  }

  @Test
  void unknownNumbersAreInputOutputErrors() {
    assertEquals(Errno.EIO, Errno.of(4096));
  }
}
