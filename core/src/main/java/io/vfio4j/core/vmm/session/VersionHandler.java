package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.vmm.protocol.Capabilities;
import io.vfio4j.core.vmm.protocol.Version;

/** VERSION: comes first and once, and opens the device. */
final class VersionHandler implements Handler {
  private final Lease lease;
  private final Negotiation negotiation;
  private final Version asked = new Version();
  private final Version answer = new Version();

  VersionHandler(Lease lease, Negotiation negotiation) {
    this.lease = lease;
    this.negotiation = negotiation;
  }

  @Override
  public long handle(Request request, Reply reply) {
    request.read(asked);
    if (negotiation.done() || asked.major() != 0) {
      throw VfioException.refused(
          Errno.EINVAL, "VERSION of major %d, or not the first".formatted(asked.major()));
    }
    Capabilities client = asked.hasText() ? Capabilities.parse(asked.text()) : Capabilities.UNSAID;
    lease.open();
    negotiation.conclude(client);
    byte[] text = Limits.versionText();
    reply.write(answer, Version.size(text));
    answer.put(0, Math.min(asked.minor(), Limits.MINOR_VERSION), text);
    return answer.length();
  }
}
