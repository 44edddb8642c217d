package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.vmm.protocol.Header;
import io.vfio4j.core.vmm.protocol.View;
import io.vfio4j.core.vmm.transport.Frame;
import java.util.List;

/** A request as its handler sees it: the payload of a frame, and its descriptors. */
final class Request {
  private final Frame frame;

  /**
   * @param frame shows one request after another
   */
  Request(Frame frame) {
    this.frame = frame;
  }

  /** Lays a message over the payload, which must be long enough for it. */
  void read(View message) {
    message.wrap(frame.buffer(), frame.start() + Header.SIZE, frame.length() - Header.SIZE);
  }

  /** Whether the data behind the fields is where {@link WritePlaces} said. */
  boolean placed() {
    return frame.placed() > 0;
  }

  /** The descriptors that came along; they are closed after the request. */
  List<Descriptor> descriptors() {
    return frame.descriptors();
  }

  /** The descriptors that came along; the caller closes them. */
  List<Descriptor> takeDescriptors() {
    return frame.takeDescriptors();
  }

  /** Checks that no more came along than the command has a use for. */
  void checkDescriptors(int most) {
    if (frame.descriptorCount() > most) {
      throw VfioException.refused(
          Errno.EINVAL, frame.descriptorCount() + " descriptors where at most " + most + " belong");
    }
  }
}
