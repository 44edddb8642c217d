package io.vfio4j.core.vmm.session;

import io.vfio4j.core.vmm.protocol.Capabilities;
import org.jspecify.annotations.Nullable;

/** What was agreed on with the client, once it was. Written by the session thread. */
final class Negotiation {
  private volatile @Nullable Capabilities client;

  boolean done() {
    return client != null;
  }

  void conclude(Capabilities capabilities) {
    client = capabilities;
  }

  /** Most data bytes that a request to the client may ask for or carry; 0 for none at all. */
  long maxDataXferSize() {
    Capabilities agreed = client;
    return agreed == null ? 0 : Math.min(agreed.maxDataXferSize(), Limits.MAX_DATA_XFER_SIZE);
  }

  /** Whether the client can take a descriptor with a reply. */
  boolean takesDescriptors() {
    Capabilities agreed = client;
    return agreed != null && agreed.maxMsgFds() > 0;
  }
}
