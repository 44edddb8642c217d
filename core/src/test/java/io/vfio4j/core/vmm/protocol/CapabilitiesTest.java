package io.vfio4j.core.vmm.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesTest {

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"capabilities\":{}}", "{\"other\":[1,{\"a\":null}]}"})
  void hasTheSpecificationsDefaultsForWhatIsNotSaid(String text) {
    assertEquals(new Capabilities(1, 1 << 20), Capabilities.parse(text));
  }

  @Test
  void readsTheMembersThatBindAServer() {
    String text =
        "{\"capabilities\":{\"max_msg_fds\":16,\"max_data_xfer_size\":65536,\"unknown\":[true]}}";
    assertEquals(new Capabilities(16, 65536), Capabilities.parse(text));
  }

  @Test
  void takesNumbersOfAnySize() {
    String text = "{\"capabilities\":{\"max_data_xfer_size\":123456789012345678901234567890}}";
    assertEquals(new Capabilities(1, Long.MAX_VALUE), Capabilities.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "{",
        "{\"capabilities\":[]}",
        "{\"capabilities\":null}",
        "{\"capabilities\":{\"max_msg_fds\":\"16\"}}",
        "{\"capabilities\":{\"max_msg_fds\":-1}}",
        "{\"capabilities\":{\"max_data_xfer_size\":{}}}",
        "{\"capabilities\":{\"max_dma_maps\":true}}",
        "{\"capabilities\":{\"pgsizes\":[]}}",
        "{\"capabilities\":{\"migration\":true}}",
        "{\"capabilities\":{\"migration\":{\"pgsize\":\"x\"}}}",
        "{\"capabilities\":{\"twin_socket\":1}}",
        "{\"capabilities\":{\"write_multiple\":1}}",
        "{\"capabilities\":{}} x"
      })
  void refusesWhatIsNoObjectOrOfTheWrongType(String text) {
    assertEquals(
        Errno.EINVAL, assertThrows(VfioException.class, () -> Capabilities.parse(text)).errno());
  }

  @Test
  void refusesTextThatIsNestedTooDeeplyForAParser() {
    String text = "{\"capabilities\":" + "[".repeat(60_000);
    assertEquals(
        Errno.EINVAL, assertThrows(VfioException.class, () -> Capabilities.parse(text)).errno());
  }

  @Test
  void bracketsInStringsAreNoNesting() {
    String text = "{\"a\\\"\":\"" + "[".repeat(100) + "\"}";
    assertEquals(new Capabilities(1, 1 << 20), Capabilities.parse(text));
  }
}
