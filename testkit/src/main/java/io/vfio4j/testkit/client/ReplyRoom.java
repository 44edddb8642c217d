package io.vfio4j.testkit.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How much may be behind the header of an error reply. There should be nothing; libvfio-user sends
 * what it had prepared for the reply that it could not give, which VMMs have room for.
 */
final class ReplyRoom {
  private ReplyRoom() {}

  /**
   * Looks at an error reply.
   *
   * @throws ConnectionLost if it brings more than a reply would
   */
  static void check(int command, byte[] request, Message reply) {
    int room = of(command, ByteBuffer.wrap(request).order(ByteOrder.LITTLE_ENDIAN));
    int came = reply.payload().capacity();
    if (came > room) {
      throw new ConnectionLost(
          "an error reply to command %d with %d bytes behind its header".formatted(command, came));
    }
  }

  private static int of(int command, ByteBuffer request) {
    return switch (command) {
      case Command.REGION_READ -> RegionAccess.HEAD + RegionAccess.count(request);
      case Command.DEVICE_GET_REGION_INFO, Command.DEVICE_FEATURE ->
          Math.max(request.capacity(), request.capacity() < Integer.BYTES ? 0 : request.getInt(0));
      default -> request.capacity();
    };
  }
}
