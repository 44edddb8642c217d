package io.vfio4j.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class VfioExceptionTest {

  @Test
  void aRefusalCostsNoStackTrace() {
    VfioException refused = VfioException.refused(Errno.EINVAL, "region 12 of 9");
    assertEquals(0, refused.getStackTrace().length);
    assertEquals(Errno.EINVAL, refused.errno());
    assertEquals("region 12 of 9", refused.getMessage());
  }

  @Test
  void aFailureSaysWhereItHappened() {
    assertNotEquals(0, new VfioException(Errno.ENOMEM, "no memory").getStackTrace().length);
  }
}
