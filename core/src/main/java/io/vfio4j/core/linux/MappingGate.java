package io.vfio4j.core.linux;

/**
 * Stands before all that is mapped of one function in this process: takes it back, and says when it
 * can be used again. What other processes have mapped is out of its reach.
 */
public final class MappingGate {
  private final MappingRoom room = new MappingRoom();
  private volatile Runnable check = () -> {};
  private volatile long revocations;

  /** A gate that lets everything pass. */
  public MappingGate() {}

  /**
   * From now on an access to what was taken back needs this check's consent.
   *
   * @param consent throws if memory must not be used now
   */
  public void guard(Runnable consent) {
    check = consent;
    revoke();
  }

  /** Takes back whatever is mapped: the next access to it faults. */
  public synchronized void revoke() {
    revocations++;
  }

  /** How often that was done. */
  long revocations() {
    return revocations;
  }

  /** What limits how much is mapped. */
  MappingRoom room() {
    return room;
  }

  void check() {
    check.run();
  }
}
